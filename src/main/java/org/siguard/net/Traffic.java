package org.siguard.net;

/**
 * What an operation cost.
 *
 * @param rounds   steps of the longest chain of dependent messages
 * @param messages sent
 * @param bytes    sent
 * @param nanos    on the party's clock: computing measured, network time computed from the profile
 */
public record Traffic(int rounds, long messages, long bytes, long nanos) {
    public static final Traffic NONE = new Traffic(0, 0, 0, 0);

    public Traffic plus(Traffic other) {
        return new Traffic(rounds + other.rounds, messages + other.messages, bytes + other.bytes, nanos + other.nanos);
    }

    /** What was spent since an earlier count. */
    public Traffic minus(Traffic earlier) {
        return new Traffic(rounds - earlier.rounds, messages - earlier.messages, bytes - earlier.bytes, nanos - earlier.nanos);
    }

    /** The costs of parties that work side by side: their messages add up, the longest chain and the latest clock count. */
    public Traffic beside(Traffic other) {
        return new Traffic(Math.max(rounds, other.rounds), messages + other.messages, bytes + other.bytes,
                Math.max(nanos, other.nanos));
    }
}
