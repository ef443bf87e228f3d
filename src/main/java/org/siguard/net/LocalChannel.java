package org.siguard.net;

/** A channel made of two links in memory. */
final class LocalChannel implements Channel {
    private final Link out;
    private final Link in;
    private final PartyClock clock;

    LocalChannel(Link out, Link in, PartyClock clock) {
        this.out = out;
        this.in = in;
        this.clock = clock;
    }

    @Override
    public void send(long[] words) {
        clock.pause();
        out.put(words, clock);
        clock.resume();
    }

    @Override
    public long[] receive() {
        clock.pause();
        Message message = in.take();
        clock.received(message.arrival(), message.round());
        clock.resume();
        return message.words();
    }
}
