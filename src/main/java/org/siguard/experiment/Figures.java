package org.siguard.experiment;

import java.util.List;
import org.siguard.attack.metric.Estimate;

/**
 * What a run has found out, so far or in the end.
 *
 * @param fidelity  preview or measured
 * @param members   how many members the figures rest on
 * @param nonMembers how many non-members
 * @param attacks   balanced accuracy by attack and output
 * @param top1      top-1 accuracy on non-members, by output
 * @param gapFloor  the balanced accuracy of the gap attack on plain outputs, which no label-preserving guard can lower
 * @param latency   of one batch
 */
public record Figures(Fidelity fidelity, int members, int nonMembers, List<AttackFigure> attacks, List<Top1> top1, double gapFloor,
        Latency latency) {
    public Figures {
        attacks = List.copyOf(attacks);
        top1 = List.copyOf(top1);
    }

    /** One attack on one kind of output. */
    public record AttackFigure(String attack, Output output, Estimate accuracy) {
    }

    /** How often the released label is the true one. */
    public record Top1(Output output, Estimate accuracy) {
    }

    /**
     * The client's waiting time for a batch, in seconds.
     *
     * @param inference until the logits are there, still shared
     * @param guard     from there until the client has the vectors
     * @param predicted true where it was computed from declared costs, false where the computing was measured
     * @param network   the name of the profile that network time was computed for
     * @param batch     queries in the batch
     * @param rounds    of the longest chain of messages
     * @param bytes     sent by all parties
     */
    public record Latency(double inference, double guard, boolean predicted, String network, int batch, int rounds, long bytes) {
        public double total() {
            return inference + guard;
        }
    }
}
