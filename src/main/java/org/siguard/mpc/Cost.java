package org.siguard.mpc;

/**
 * What an operation will cost, declared before it runs.
 *
 * @param rounds   steps of the longest chain of dependent messages
 * @param messages sent by all parties
 * @param bytes    sent by all parties
 * @param dealt    those of the bytes that one party sends ahead, while two others are busy with rounds
 * @param apart    those of the dealt bytes that go to the second of the two, over a link of its own
 */
public record Cost(int rounds, long messages, long bytes, long dealt, long apart) {
    public static final Cost NONE = new Cost(0, 0, 0, 0, 0);

    /** Of messages that all travel to the same party where they are dealt. */
    public Cost(int rounds, long messages, long bytes, long dealt) {
        this(rounds, messages, bytes, dealt, 0);
    }

    public Cost plus(Cost other) {
        return new Cost(rounds + other.rounds, messages + other.messages, bytes + other.bytes, dealt + other.dealt, apart + other.apart);
    }

    /** What is left of both when the other was spent before. */
    public Cost minus(Cost other) {
        return new Cost(rounds - other.rounds, messages - other.messages, bytes - other.bytes, dealt - other.dealt, apart - other.apart);
    }
}
