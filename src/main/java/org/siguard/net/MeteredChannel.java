package org.siguard.net;

/** Counts what passes through another channel. */
final class MeteredChannel implements Channel {
    private final Channel channel;
    private final TrafficMeter meter;
    private final PartyClock clock;

    MeteredChannel(Channel channel, TrafficMeter meter, PartyClock clock) {
        this.channel = channel;
        this.meter = meter;
        this.clock = clock;
    }

    @Override
    public Party other() {
        return channel.other();
    }

    @Override
    public void send(long[] words) {
        meter.sent(8L * words.length);
        channel.send(words);
    }

    @Override
    public long[] receive() {
        int before = clock.rounds();
        long[] words = channel.receive();
        meter.advanced(clock.rounds() - before);
        return words;
    }
}
