package org.siguard.net;

/**
 * What an operation would cost on a network, from declarations alone.
 *
 * @param rounds   steps of the longest chain of dependent messages
 * @param messages sent by all parties
 * @param bytes    sent by all parties
 * @param dealt    those of the bytes that one party sends ahead, beside the rounds of the others
 */
public record Prediction(int rounds, long messages, long bytes, long dealt) {
    public static final Prediction NONE = new Prediction(0, 0, 0, 0);

    public Prediction plus(Prediction other) {
        return new Prediction(rounds + other.rounds, messages + other.messages, bytes + other.bytes, dealt + other.dealt);
    }

    /** What is left where everything that is dealt was dealt beforehand. */
    public Prediction withoutDealt() {
        return new Prediction(rounds, messages, bytes - dealt, 0);
    }

    /** Where nothing is known of the order: evenly. */
    public Schedule schedule() {
        int pieces = Math.clamp(rounds, 1, 64);
        Schedule.Draft evenly = new Schedule.Draft();
        for (int i = 0; i < pieces; i++) {
            evenly.add(rounds * (i + 1) / pieces - rounds * i / pieces, (bytes - dealt) / 2 / pieces, dealt / pieces, 0);
        }
        return evenly.soFar();
    }
}
