package org.siguard.net;

import java.util.List;

/**
 * The network that latency is computed for. Every pair of parties has its own link, each direction of its own.
 *
 * @param name           what charts call it
 * @param latencyNanos   one way, half a round trip
 * @param bytesPerSecond of one direction of one link; infinite where messages cost no time
 */
public record NetworkProfile(String name, long latencyNanos, double bytesPerSecond) {
    public static final NetworkProfile IN_PROCESS = new NetworkProfile("in-process", 0, Double.POSITIVE_INFINITY);
    public static final NetworkProfile LAN = of("LAN", 0.3, 1_000);
    public static final NetworkProfile LAN_10G = of("LAN-10G", 0.3, 10_000);
    public static final NetworkProfile WAN = of("WAN", 40, 100);

    /** The profiles that have a name. */
    public static final List<NetworkProfile> NAMED = List.of(IN_PROCESS, LAN, LAN_10G, WAN);

    public NetworkProfile {
        if (latencyNanos < 0 || !(bytesPerSecond > 0)) {
            throw new IllegalArgumentException("a network needs a latency of 0 or more and a bandwidth above 0");
        }
    }

    /** A network as people state it: the round trip in milliseconds, the bandwidth in megabits a second. */
    public static NetworkProfile of(String name, double roundTripMillis, double megabitsPerSecond) {
        return new NetworkProfile(name, Math.round(roundTripMillis * 1e6 / 2), megabitsPerSecond * 1e6 / 8);
    }

    /** How long a message of this size occupies its link. */
    public long transferNanos(long bytes) {
        return Math.round(bytes / bytesPerSecond * 1e9);
    }
}
