package org.siguard.experiment;

import java.util.List;
import org.siguard.net.Traffic;

/**
 * A finished run: what was asked, what came out, what it cost.
 *
 * @param costs by operation path, all parties together
 */
public record RunResult(Experiment experiment, Fidelity fidelity, Figures figures, List<Cost> costs) {
    public RunResult {
        costs = List.copyOf(costs);
    }

    /** The cost of one operation. */
    public record Cost(String operation, Traffic traffic) {
    }
}
