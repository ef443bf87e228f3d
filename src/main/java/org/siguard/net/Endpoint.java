package org.siguard.net;

import java.util.LinkedHashMap;
import java.util.Map;

/** All that one party has of the network: a metered channel to every other party, and its own clock. */
public final class Endpoint {
    private final Party party;
    private final PartyClock clock = new PartyClock();
    private final TrafficMeter meter = new TrafficMeter(clock);
    private final Map<Party, Channel> channels = new LinkedHashMap<>();

    Endpoint(Party party) {
        this.party = party;
    }

    void connect(Party other, Link out, Link in) {
        channels.put(other, new MeteredChannel(new LocalChannel(out, in, clock), meter, clock));
    }

    /** The party's thread starts. */
    public void begin() {
        clock.resume();
        meter.begin();
    }

    /** The party's thread has done its part. */
    public void end() {
        meter.end();
    }

    public Party party() {
        return party;
    }

    public PartyClock clock() {
        return clock;
    }

    public TrafficMeter meter() {
        return meter;
    }

    public Channel channelTo(Party other) {
        Channel channel = channels.get(other);
        if (channel == null) {
            throw new IllegalArgumentException(party + " has no channel to " + other);
        }
        return channel;
    }
}
