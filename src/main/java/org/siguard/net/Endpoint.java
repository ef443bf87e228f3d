package org.siguard.net;

import java.util.LinkedHashMap;
import java.util.Map;

/** All that one party has of the network: a metered channel to every other party, and its own clock. */
public final class Endpoint {
    private final Party party;
    private final PartyClock clock = new PartyClock();
    private final TrafficMeter meter;
    private final Presence presence = new Presence();
    private final Map<Party, Channel> channels = new LinkedHashMap<>();

    Endpoint(Party party) {
        this.party = party;
        this.meter = new TrafficMeter(party, clock);
    }

    void connect(LocalNetwork network, Link out, Link in) {
        Channel local = new LocalChannel(network, out, in, clock, presence);
        channels.put(local.other(), network.wiretap().tap(party, new MeteredChannel(local, meter, clock)));
    }

    /** The party's thread starts. */
    public void begin() {
        presence.begin();
        clock.resume();
        meter.begin();
    }

    /** The party's thread has done its part. */
    public void end() {
        meter.end();
        presence.end();
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

    Presence presence() {
        return presence;
    }

    public Channel channelTo(Party other) {
        Channel channel = channels.get(other);
        if (channel == null) {
            throw new IllegalArgumentException(party + " has no channel to " + other);
        }
        return channel;
    }
}
