package org.siguard.experiment;

import java.util.List;
import org.siguard.net.Traffic;

/**
 * A finished run: what was asked, what came out, what it cost.
 *
 * @param figures     means over the repetitions
 * @param costs       by operation path, all parties together, all queries of the first repetition
 * @param scores      of the first repetition, by record
 * @param repetitions the figures of each, one at least
 * @param foreseen    what latency was predicted before a measured run; null for a preview
 * @param warnings    what whoever reads the figures should know
 */
public record RunResult(Experiment experiment, Fidelity fidelity, Figures figures, List<Cost> costs, RecordScores scores,
        List<Repetition> repetitions, Foreseen foreseen, List<String> warnings) {
    public RunResult {
        costs = List.copyOf(costs);
        repetitions = List.copyOf(repetitions);
        warnings = List.copyOf(warnings);
    }

    /** With figures and costs alone. */
    public RunResult(Experiment experiment, Fidelity fidelity, Figures figures, List<Cost> costs) {
        this(experiment, fidelity, figures, costs, RecordScores.NONE,
                List.of(new Repetition(experiment.get(Experiment.SEED), figures)), null, List.of());
    }

    /** The cost of one operation. */
    public record Cost(String operation, Traffic traffic) {
    }

    /** The experiment done once, with a seed of its own. */
    public record Repetition(int seed, Figures figures) {
    }

    /**
     * The latency that was predicted for a run that was then measured, in seconds.
     *
     * @param inference of a batch without the guard
     * @param guard     what the guard adds
     */
    public record Foreseen(double inference, double guard) {
        /** By more than this share of what was measured a prediction counts as wrong. */
        public static final double TOLERANCE = 0.25;

        public double total() {
            return inference + guard;
        }

        /** How far it was off, as a share of what was measured. */
        public double error(Figures.Latency measured) {
            return Math.abs(total() / measured.total() - 1);
        }

        public boolean holds(Figures.Latency measured) {
            return error(measured) <= TOLERANCE;
        }
    }
}
