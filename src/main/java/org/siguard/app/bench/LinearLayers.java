package org.siguard.app.bench;

import java.util.List;
import org.siguard.model.InferencePlan;
import org.siguard.mpc.Costs;
import org.siguard.net.Party;

/**
 * The convolutions and dense layers of a network, each with all that it does: the products of the shares, the division, fresh masks, the bias,
 * and waiting for the other parties' messages meanwhile. Not in it: what stands between these layers.
 *
 * @param paths under which a session counts them
 */
record LinearLayers(List<String> paths, long multiplyAdds, int rounds, long bytes) {
    private static final List<String> TYPES = List.of("conv2d", "linear");

    static LinearLayers of(InferencePlan plan) {
        List<InferencePlan.Step> steps = plan.layers().stream().filter(step -> TYPES.contains(step.type())).toList();
        return new LinearLayers(steps.stream().map(InferencePlan.Step::path).toList(),
                steps.stream().mapToLong(InferencePlan.Step::multiplyAdds).sum(),
                steps.stream().mapToInt(InferencePlan.Step::rounds).sum(), steps.stream().mapToLong(InferencePlan.Step::bytes).sum());
    }

    /**
     * How long the parties were in them by their own clocks, added up. A party's clock runs while it computes and jumps ahead to a message that
     * it waits for; it stands still while the party could go on and finds no core free, so where there are fewer cores than parties
     * this is what it would take with enough of them.
     */
    long nanos(Costs costs, List<Party> parties) {
        return parties.stream().mapToLong(party -> paths.stream().mapToLong(path -> costs.of(party, path).nanos()).sum()).sum();
    }
}
