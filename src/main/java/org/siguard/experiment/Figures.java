package org.siguard.experiment;

import java.util.List;
import org.siguard.attack.metric.Estimate;

/**
 * What a run has found out, so far or in the end.
 *
 * @param fidelity   preview or measured
 * @param members    how many members the figures rest on
 * @param nonMembers how many non-members
 * @param attacks    balanced accuracy by attack and output
 * @param top1       top-1 accuracy on non-members, by output
 * @param gapFloor   the balanced accuracy of the gap attack on plain outputs, which no label-preserving guard can lower
 * @param latency    of one batch
 * @param strongest  of all attacks on an output, corrected for having been picked
 * @param change     what the guard does to the answers; null where that is not known
 */
public record Figures(Fidelity fidelity, int members, int nonMembers, List<AttackFigure> attacks, List<Top1> top1, double gapFloor,
        Latency latency, List<StrongestFigure> strongest, Change change) {
    public Figures {
        attacks = List.copyOf(attacks);
        top1 = List.copyOf(top1);
        strongest = List.copyOf(strongest);
    }

    /** Without a word on what is strongest and what the guard changes. */
    public Figures(Fidelity fidelity, int members, int nonMembers, List<AttackFigure> attacks, List<Top1> top1, double gapFloor,
            Latency latency) {
        this(fidelity, members, nonMembers, attacks, top1, gapFloor, latency, List.of(), null);
    }

    /** One attack on one kind of output. */
    public record AttackFigure(String attack, Output output, Estimate accuracy) {
    }

    /** How often the released label is the true one. */
    public record Top1(Output output, Estimate accuracy) {
    }

    /**
     * The strongest of the attacks on one kind of output ({@link org.siguard.attack.metric.Strongest}); the attacker who holds the owner's own
     * classifier apart, since that it stays secret is what a guard rests on.
     *
     * @param attack   the best on all records
     * @param accuracy what may be said of it, corrected; one that is below a half is turned round
     * @param compared how many it was picked from
     */
    public record StrongestFigure(Output output, String attack, Estimate accuracy, int compared) {
    }

    /**
     * What the guard does to what the client is given, beside secure inference without it.
     *
     * @param distortion mean over all records of the sum of |p* - p|
     * @param undefended share of all records whose vector is as without the guard, but for rounding
     * @param labelKept  share of all records whose label is as without the guard
     */
    public record Change(Estimate distortion, Estimate undefended, Estimate labelKept) {
    }

    /** The strongest attack on an output; null where none was picked. */
    public StrongestFigure strongest(Output output) {
        return strongest.stream().filter(figure -> figure.output() == output).findFirst().orElse(null);
    }

    /**
     * The client's waiting time for a batch, in seconds.
     *
     * @param inference until the client has the answer, were there no guard
     * @param guard     what waiting behind the guard takes longer; measured, it is a difference, and may be below zero where the guard
     *                  takes less than times vary
     * @param predicted true where it was computed from declared costs, false where the computing was measured
     * @param network   the name of the profile that network time was computed for
     * @param batch     queries in the batch
     * @param rounds    of the longest chain of messages
     * @param bytes     sent by all parties
     * @param spread    null where it is not known
     */
    public record Latency(double inference, double guard, boolean predicted, String network, int batch, int rounds, long bytes,
            Spread spread) {
        /** Without a word on how sure it is. */
        public Latency(double inference, double guard, boolean predicted, String network, int batch, int rounds, long bytes) {
            this(inference, guard, predicted, network, batch, rounds, bytes, null);
        }

        public double total() {
            return inference + guard;
        }
    }

    /**
     * How far a latency may be off, in seconds. Measured: the least and the most of all batches. Predicted: how far predictions were off for
     * work that is as unlike anything seen on this machine ({@link Speed#doubt}), or might be where none was.
     *
     * @param low       of the whole
     * @param high      of the whole
     * @param guardLow  of what the guard adds
     * @param guardHigh of what the guard adds
     * @param batches   that were measured; 0 for a prediction
     */
    public record Spread(double low, double high, double guardLow, double guardHigh, int batches) {
        /** Whether there is an interval at all: one batch has none. */
        public boolean known() {
            return batches != 1;
        }

        /** Of several repetitions: what lies in the spread of any. */
        Spread with(Spread other) {
            return new Spread(Math.min(low, other.low), Math.max(high, other.high), Math.min(guardLow, other.guardLow),
                    Math.max(guardHigh, other.guardHigh), batches + other.batches);
        }
    }
}
