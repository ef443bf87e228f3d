package org.siguard.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.siguard.base.Cancellation;
import org.siguard.base.Settings;
import org.siguard.guard.OutputGuard;
import org.siguard.guard.Siguard;
import org.siguard.model.Folding;
import org.siguard.model.Model;
import org.siguard.mpc.Computation;
import org.siguard.mpc.Costs;
import org.siguard.mpc.Protocol;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;

/**
 * Measures how fast this machine computes on an engine: short guarded queries of several sizes, in process, once the JVM has compiled what
 * they run.
 */
final class Calibration {
    /** Records at once, and steps of the guard's search. */
    private static final List<Size> SIZES = List.of(new Size(16, 4), new Size(100, 2), new Size(1, 2), new Size(1, 12));
    private static final long LONGEST_WARM_UP = 1_500_000_000L;

    private final Computation computation;
    private final Model folded;
    private final FixedPoint fixedPoint;
    private final Cancellation cancellation;

    private Calibration(Computation computation, Model folded, FixedPoint fixedPoint, Cancellation cancellation) {
        this.computation = computation;
        this.folded = folded;
        this.fixedPoint = fixedPoint;
        this.cancellation = cancellation;
    }

    private record Size(int batch, int steps) {
    }

    static List<Speed.Seen> measure(Protocol protocol, Model model, Model membership, FixedPoint fixedPoint, Cancellation cancellation) {
        Computation computation = new Computation(protocol, fixedPoint, NetworkProfile.IN_PROCESS, Seed.of(0).derive("calibration"));
        Calibration calibration = new Calibration(computation, Folding.of(model), fixedPoint, cancellation);
        // What comes first is measured while the JVM still compiles, whatever its times look like: it is measured again.
        calibration.warm(guard(SIZES.get(0), membership), SIZES.get(0).batch, 2 * LONGEST_WARM_UP);
        List<Speed.Seen> out = new ArrayList<>();
        for (Size size : SIZES) {
            OutputGuard guard = guard(size, membership);
            QueryPlan plan = QueryPlan.of(QueryPlan.Inference.of(calibration.folded.spec(), size.batch, protocol, fixedPoint), guard,
                    protocol, fixedPoint);
            List<Costs> warm = calibration.warm(guard, size.batch, LONGEST_WARM_UP);
            out.add(Speed.Seen.of(plan.inference(), median(warm, GuardedInference.INFERENCE)));
            out.add(Speed.Seen.of(plan.guard(), median(warm, GuardedInference.GUARD)));
        }
        return out;
    }

    private static OutputGuard guard(Size size, Model membership) {
        return new Siguard(Settings.defaults(Siguard.PARAMETERS).with(Siguard.OUTER, 1).with(Siguard.INNER, size.steps), membership);
    }

    private List<Costs> warm(OutputGuard guard, int batch, long longest) {
        List<float[]> records = Collections.nCopies(batch, new float[folded.spec().input().size()]);
        return new WarmUp(longest).of(() -> computation.run(new GuardedInference(folded, guard, records, fixedPoint), cancellation).costs(),
                window -> median(window, GuardedInference.INFERENCE) + median(window, GuardedInference.GUARD));
    }

    private static double median(List<Costs> runs, String part) {
        return Math.max(1e-7, WarmUp.median(runs.stream().mapToDouble(costs -> costs.online(part).nanos() / 1e9).toArray()));
    }
}
