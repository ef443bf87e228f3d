package org.siguard.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.siguard.base.Cancellation;
import org.siguard.guard.OutputGuard;
import org.siguard.mpc.Computation;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.clear.ClearProtocol;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Prediction;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;

/**
 * What guarded inference answers, computed in the servers' arithmetic without any party: on the clear twin, in pieces, over all
 * processors. Into how many pieces the queries fall depends on no machine, so that neither does any answer.
 */
final class Twin {
    /** Queries in a piece: enough for a product's loops to run well, and few enough to stay near the processor. */
    private static final int PIECE = 125;

    private final Protocol clear;
    private final FixedPoint fixedPoint;
    private final Seed seed;
    private final Cancellation cancellation;
    /** How many queries there were in earlier calls. */
    private int asked;

    Twin(Protocol engine, FixedPoint fixedPoint, Seed seed, Cancellation cancellation) {
        this.clear = new ClearProtocol(engine.costs());
        this.fixedPoint = fixedPoint;
        this.seed = seed;
        this.cancellation = cancellation;
    }

    /**
     * Released vectors.
     *
     * @param costs what the engine that the twin stands for would send, by operation path; empty where it was not counted
     */
    record Answers(double[][] vectors, Map<String, Prediction> costs) {
    }

    /**
     * @param batch  how many queries a guard that remembers or that is counted sees at once, as on a real engine
     * @param whole  whether to take batches as they are, and to count
     */
    Answers of(OutputGuard guard, double[][] logits, int batch, boolean whole) {
        int piece = whole ? batch : PIECE;
        List<Callable<Outcome<double[][]>>> pieces = new ArrayList<>();
        for (int from = 0; from < logits.length; from += piece) {
            double[][] some = Arrays.copyOfRange(logits, from, Math.min(logits.length, from + piece));
            // Every piece has servers of its own: two of them must not draw the same noise.
            Seed own = seed.derive("piece", asked + from);
            pieces.add(() -> new Computation(clear, fixedPoint, NetworkProfile.IN_PROCESS, own)
                    .run(new GuardedLogits(guard, some, fixedPoint), cancellation));
        }
        asked += logits.length;
        List<double[]> vectors = new ArrayList<>();
        Map<String, Prediction> costs = new LinkedHashMap<>();
        // Whole batches follow one another: a guard that remembers is to have the earlier ones behind it.
        for (Outcome<double[][]> outcome : whole ? inTurn(pieces) : Cores.all(pieces)) {
            vectors.addAll(Arrays.asList(outcome.result()));
            if (whole) {
                outcome.costs().predictions().forEach((path, prediction) -> {
                    if (!path.startsWith(GuardedInference.WEIGHTS)) {
                        costs.merge(path, prediction, Prediction::plus);
                    }
                });
            }
        }
        return new Answers(vectors.toArray(double[][]::new), costs);
    }

    private static <T> List<T> inTurn(List<Callable<T>> pieces) {
        return pieces.stream().flatMap(piece -> Cores.all(List.of(piece)).stream()).toList();
    }
}
