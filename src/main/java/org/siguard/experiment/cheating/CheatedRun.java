package org.siguard.experiment.cheating;

import java.util.Optional;
import org.siguard.mpc.Costs;

/**
 * What came of one inference.
 *
 * @param reason why the server ended it, before its share of the output left it; empty where it did not
 * @param output what the client was told, as numbers; empty where nothing was
 * @param honest what an honest client is told
 * @param costs  none for an inference that was ended
 */
public record CheatedRun(Cheat cheat, String reason, double[] output, double[] honest, Optional<Costs> costs) {
    public boolean ended() {
        return !reason.isEmpty();
    }
}
