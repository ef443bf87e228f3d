package org.siguard.net;

/** A channel made of two links in memory. */
final class LocalChannel implements Channel {
    private final LocalNetwork network;
    private final Link out;
    private final Link in;
    private final PartyClock clock;
    private final Presence presence;

    LocalChannel(LocalNetwork network, Link out, Link in, PartyClock clock, Presence presence) {
        this.network = network;
        this.out = out;
        this.in = in;
        this.clock = clock;
        this.presence = presence;
    }

    @Override
    public Party other() {
        return out.to();
    }

    @Override
    public void send(long[] words) {
        clock.pause();
        presence.call();
        network.hold();
        out.put(words, clock);
        clock.resume();
    }

    @Override
    public long[] receive() {
        clock.pause();
        presence.call();
        network.hold();
        Message message = in.take();
        clock.received(message.arrival(), message.round());
        clock.resume();
        return message.words();
    }
}
