package org.siguard.mpc;

/**
 * What an operation will cost, declared before it runs.
 *
 * @param rounds   steps of the longest chain of dependent messages
 * @param messages sent by all parties
 * @param bytes    sent by all parties
 * @param dealt    those of the bytes that one party sends ahead, while others are busy with rounds
 */
public record Cost(int rounds, long messages, long bytes, long dealt) {
    public static final Cost NONE = new Cost(0, 0, 0, 0);

    public Cost plus(Cost other) {
        return new Cost(rounds + other.rounds, messages + other.messages, bytes + other.bytes, dealt + other.dealt);
    }
}
