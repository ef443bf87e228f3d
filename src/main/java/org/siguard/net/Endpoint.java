package org.siguard.net;

import java.util.LinkedHashMap;
import java.util.Map;

/** All that one party has of the network: a metered channel to every other party, and its own clock. */
public final class Endpoint {
    private final Party party;
    private final PartyClock clock = new PartyClock();
    private final Presence presence = new Presence();
    private final TrafficMeter meter;
    private final Map<Party, Channel> channels = new LinkedHashMap<>();
    private final LocalNetwork network;

    Endpoint(Party party, LocalNetwork network) {
        this.party = party;
        this.network = network;
        this.meter = new TrafficMeter(party, clock, this::checkpoint);
    }

    /** Before every operation: a party that computes for long without a message must notice that it is over, or paused, too. */
    private void checkpoint() {
        presence.call();
        network.check();
        if (network.pause().requested()) {
            clock.pause();
            network.hold();
            clock.resume();
        }
    }

    void connect(Link out, Link in) {
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
