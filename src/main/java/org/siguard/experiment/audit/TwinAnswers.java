package org.siguard.experiment.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.guard.OutputGuard;
import org.siguard.model.ClearTwin;
import org.siguard.model.Model;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Shared;
import org.siguard.net.Prediction;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;

/**
 * What the clear twin answers, with logits of the sample's own records kept: an audit asks the same of many endings. Batches behind a guard of
 * many rounds are served on all processors at once; each has its own place, from which its randomness follows, so that the answers are the
 * same bit by bit.
 */
final class TwinAnswers implements AutoCloseable {
    private final ClearTwin twin;
    private final Cancellation cancellation;
    private final ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private final Map<Model, Map<float[], double[]>> known = new IdentityHashMap<>();

    TwinAnswers(Protocol engine, Seed seed, Cancellation cancellation) {
        this.twin = new ClearTwin(engine, seed, cancellation);
        this.cancellation = cancellation;
    }

    /** A guard as what stands behind the logits. */
    record Guarded(OutputGuard guard) implements ClearTwin.Ending {
        @Override
        public void own(Outsider owner, FixedPoint fixedPoint) {
            guard.own(owner, fixedPoint);
        }

        @Override
        public UnaryOperator<Shared> serve(FullRing engine) {
            return guard.serve(engine)::protect;
        }
    }

    /** The logits of the sample's own records, which are kept. */
    double[][] logits(Model model, List<float[]> records) {
        Map<float[], double[]> mine = known.computeIfAbsent(model, any -> new IdentityHashMap<>());
        List<float[]> fresh = records.stream().filter(record -> !mine.containsKey(record)).toList();
        if (!fresh.isEmpty()) {
            double[][] answers = passing(model, fresh);
            for (int i = 0; i < answers.length; i++) {
                mine.put(fresh.get(i), answers[i]);
            }
        }
        return records.stream().map(mine::get).toArray(double[][]::new);
    }

    /** The logits of records that nobody will ask about again, such as noisy copies. */
    double[][] passing(Model model, List<float[]> records) {
        return records.isEmpty() ? new double[0][] : twin.logits(model, records, Progress.none());
    }

    /** What one query behind the logits costs. */
    Prediction cost(ClearTwin.Ending ending, double[] logits) {
        return twin.cost(ending, logits);
    }

    /** Released one batch after another: for endings of few rounds, and those that draw something anew for each batch. */
    double[][] released(ClearTwin.Ending ending, double[][] logits) {
        return twin.released(ending, logits);
    }

    /** Released on all processors, by a guard that remembers nothing from batch to batch; with as many steps for all, they are 0. */
    Channel.Seen released(OutputGuard guard, double[][] logits) {
        double[][] vectors = new double[logits.length][];
        double[] steps = new double[logits.length];
        List<Future<?>> batches = new ArrayList<>();
        int together = Math.clamp((logits.length + 1) / 2, 1, ClearTwin.RELEASED_AT_ONCE);
        for (int from = 0; from < vectors.length; from += together) {
            int place = from;
            double[][] some = Arrays.copyOfRange(logits, from, Math.min(logits.length, from + together));
            batches.add(workers.submit(() -> {
                List<Integer> taken = new ArrayList<>();
                OutputGuard timed = guard.timed(taken::add).orElse(guard);
                System.arraycopy(twin.released(new Guarded(timed), some, place), 0, vectors, place, some.length);
                for (int i = 0; i < taken.size(); i++) {
                    steps[place + i] = taken.get(i);
                }
            }));
        }
        batches.forEach(this::await);
        return new Channel.Seen(vectors, steps);
    }

    private void await(Future<?> batch) {
        try {
            batch.get();
        } catch (InterruptedException e) {
            cancellation.request();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
