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
    /** Hardly faster is what takes at least this share. */
    private static final double STABLE = 0.95;
    private static final int PATIENCE = 3;
    private static final int WINDOW = 5;
    private static final int LEAST_RUNS = 2;
    private static final long WINDOW_NANOS = 80_000_000L;
    /** What takes longer is looked at less often. */
    private static final long LONG_NANOS = 1_000_000_000L;
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

    /**
     * The fastest window of runs: what disturbs only slows down. The JVM is warm when several windows in a row were hardly faster than the
     * fastest before them; on a busy machine one that is slower says nothing.
     */
    private List<Costs> warm(OutputGuard guard, int batch, long longest) {
        long begun = System.nanoTime();
        List<Costs> fastest = List.of();
        double least = Double.POSITIVE_INFINITY;
        int hardlyFaster = 0;
        while (hardlyFaster < PATIENCE && System.nanoTime() - begun < longest) {
            List<Costs> window = window(guard, batch);
            double now = median(window, GuardedInference.INFERENCE) + median(window, GuardedInference.GUARD);
            hardlyFaster = now > STABLE * least ? hardlyFaster + 1 : 0;
            if (now < least) {
                least = now;
                fastest = window;
            }
        }
        return fastest;
    }

    private List<Costs> window(OutputGuard guard, int batch) {
        List<float[]> records = Collections.nCopies(batch, new float[folded.spec().input().size()]);
        List<Costs> runs = new ArrayList<>();
        long begun = System.nanoTime();
        while (runs.size() < LEAST_RUNS || runs.size() < WINDOW && System.nanoTime() - begun < LONG_NANOS
                || System.nanoTime() - begun < WINDOW_NANOS) {
            runs.add(computation.run(new GuardedInference(folded, guard, records, fixedPoint), cancellation).costs());
        }
        return runs;
    }

    private static double median(List<Costs> runs, String part) {
        double[] seconds = runs.stream().mapToDouble(costs -> costs.online(part).nanos() / 1e9).sorted().toArray();
        return Math.max(1e-7, seconds[seconds.length / 2]);
    }
}
