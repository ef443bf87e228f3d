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

/** Measures how fast this machine computes on an engine: short guarded queries of three sizes, in process, when the JVM is warm. */
final class Calibration {
    private static final int[] BATCHES = {1, 16, 100};
    private static final long WARM_NANOS = 300_000_000L;
    private static final long BUDGET_NANOS = 200_000_000L;

    private Calibration() {
    }

    static List<Speed.Seen> measure(Protocol protocol, Model model, Model membership, FixedPoint fixedPoint, Cancellation cancellation) {
        Computation computation = new Computation(protocol, fixedPoint, NetworkProfile.IN_PROCESS, Seed.of(0).derive("calibration"));
        Settings settings = Settings.defaults(Siguard.PARAMETERS).with(Siguard.OUTER, 1).with(Siguard.INNER, 2);
        OutputGuard guard = new Siguard(settings, membership);
        Model folded = Folding.of(model);
        List<Speed.Seen> out = new ArrayList<>();
        for (int batch : BATCHES) {
            List<float[]> records = Collections.nCopies(batch, new float[model.spec().input().size()]);
            QueryPlan plan = QueryPlan.of(QueryPlan.Inference.of(folded.spec(), batch, protocol, fixedPoint), guard, protocol, fixedPoint);
            List<Costs> runs = new ArrayList<>();
            long begun = System.nanoTime();
            int cold = -1;
            while (cold < 0 || runs.size() < cold + 3 || System.nanoTime() - begun < WARM_NANOS + BUDGET_NANOS) {
                runs.add(computation.run(new GuardedInference(model, guard, records, fixedPoint), cancellation).costs());
                cold = cold < 0 && System.nanoTime() - begun > WARM_NANOS ? runs.size() : cold;
            }
            List<Costs> warm = runs.subList(cold, runs.size());
            out.add(Speed.Seen.of(plan.inference(), median(warm, GuardedInference.INFERENCE)));
            out.add(Speed.Seen.of(plan.guard(), median(warm, GuardedInference.GUARD)));
        }
        return out;
    }

    private static double median(List<Costs> runs, String part) {
        double[] seconds = runs.stream().mapToDouble(costs -> costs.online(part).nanos() / 1e9).sorted().toArray();
        return Math.max(1e-7, seconds[seconds.length / 2]);
    }
}
