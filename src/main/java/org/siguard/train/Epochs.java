package org.siguard.train;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.data.Draws;
import org.siguard.model.Layer;
import org.siguard.model.ModelSpec;
import org.siguard.ring.Seed;

/** A training under way: epoch after epoch, until there are no more or it is good enough, and when it was best. */
final class Epochs {
    private final TrainingSettings settings;
    private final Seed seed;
    private final Network network;
    private final Gradient gradient;
    private final Optimiser optimiser;
    private final Schedule schedule;
    private final int[] rows;
    private final int[] heldOut;
    private final boolean normalised;
    private final float[] slopes;

    private int done;
    private boolean enough;
    private int bestEpoch;
    private double bestLoss = Double.POSITIVE_INFINITY;
    private float[] bestWeights = {};
    private Map<String, float[]> bestStatistics = Map.of();

    /** All that an epoch leaves behind for the next; drawn numbers need nothing, since every epoch has a seed of its own. */
    record State(int done, boolean enough, int bestEpoch, double bestLoss, long steps, float[] weights, Map<String, float[]> statistics,
            float[] first, float[] second, float[] bestWeights, Map<String, float[]> bestStatistics) {
    }

    /** How an epoch went. */
    record Outcome(double loss, double accuracy, OptionalDouble validationLoss, OptionalDouble validationAccuracy, double rate) {
        TrainingEvent event(String model, int epoch, int epochs, double seconds, double left) {
            return new TrainingEvent(model, epoch, epochs, loss, accuracy, validationLoss, validationAccuracy, rate, seconds, left);
        }
    }

    Epochs(ModelSpec spec, TrainingSettings settings, Seed seed, Network network, Gradient gradient, int[] rows, int[] heldOut) {
        this.settings = settings;
        this.seed = seed;
        this.network = network;
        this.gradient = gradient;
        this.rows = rows;
        this.heldOut = heldOut;
        this.optimiser = new Optimiser(settings, network.parts(), network.size());
        this.schedule = new Schedule(settings);
        this.normalised = spec.nodes().stream().anyMatch(node -> node.layer() instanceof Layer.BatchNorm);
        this.slopes = new float[network.size()];
    }

    int done() {
        return done;
    }

    boolean over() {
        int patience = settings.values().get(TrainingSettings.PATIENCE);
        return done >= settings.epochs() || enough || patience > 0 && done - bestEpoch >= patience;
    }

    /** Runs one epoch. */
    Outcome next(NDManager memory, Cancellation stop) {
        Seed own = seed.derive("epoch", done);
        List<int[]> steps = settings.differentiallyPrivate() ? sampled(own) : shuffled(own);
        double expected = RenyiAccountant.samplingRate(settings, rows.length) * rows.length;
        float[] weights = network.weights();
        double loss = 0;
        int right = 0;
        int seen = 0;
        double rate = 0;
        CompletableFuture<Gradient.Prepared> ahead = prepared(steps, 0, own);
        for (int step = 0; step < steps.size(); step++) {
            stop.check();
            Gradient.Seen went;
            if (settings.differentiallyPrivate()) {
                went = gradient.privately(steps.get(step), expected, own.derive("step", step), slopes, memory, stop);
            } else {
                Gradient.Prepared batch = ahead.join();
                ahead = prepared(steps, step + 1, own);
                went = gradient.mean(batch, slopes, memory);
            }
            rate = schedule.rate(done, step, steps.size());
            optimiser.step(weights, slopes, rate);
            network.weights(weights);
            loss += went.loss();
            right += went.right();
            seen += went.records();
        }
        done++;
        enough = seen > 0 && right >= settings.enough() * seen;
        return judged(loss / Math.max(1, seen), (double) right / Math.max(1, seen), rate, memory, stop);
    }

    /** The next batch is put together on another processor, while this one trains; null where there is none to prepare. */
    private CompletableFuture<Gradient.Prepared> prepared(List<int[]> steps, int step, Seed own) {
        return settings.differentiallyPrivate() || step >= steps.size() ? null
                : CompletableFuture.supplyAsync(() -> gradient.prepared(steps.get(step), own.derive("step", step)));
    }

    private Outcome judged(double loss, double accuracy, double rate, NDManager memory, Cancellation stop) {
        if (heldOut.length == 0) {
            return new Outcome(loss, accuracy, OptionalDouble.empty(), OptionalDouble.empty(), rate);
        }
        Gradient.Seen held = gradient.judged(heldOut, memory, stop);
        double heldLoss = held.loss() / heldOut.length;
        if (heldLoss < bestLoss) {
            bestLoss = heldLoss;
            bestEpoch = done;
            if (settings.values().get(TrainingSettings.PATIENCE) > 0) {
                bestWeights = network.weights();
                bestStatistics = network.statistics();
            }
        }
        return new Outcome(loss, accuracy, OptionalDouble.of(heldLoss), OptionalDouble.of((double) held.right() / heldOut.length), rate);
    }

    /** Every row once, in random order. A last batch of one goes with the one before it, where one alone has no variance. */
    private List<int[]> shuffled(Seed own) {
        int[] order = Draws.of(own.derive("order")).order(rows.length);
        List<int[]> batches = new ArrayList<>();
        int from = 0;
        while (from < order.length) {
            int to = Math.min(order.length, from + settings.batch());
            if (normalised && order.length - to == 1) {
                to = order.length;
            }
            batches.add(Arrays.stream(order, from, to).map(i -> rows[i]).toArray());
            from = to;
        }
        return batches;
    }

    /** Poisson sampling, as the accountant takes it to be: every step draws every row by itself, with one probability. */
    private List<int[]> sampled(Seed own) {
        Draws draws = Draws.of(own.derive("sampling"));
        double rate = RenyiAccountant.samplingRate(settings, rows.length);
        return IntStream.range(0, RenyiAccountant.stepsAnEpoch(settings, rows.length))
                .mapToObj(step -> Arrays.stream(rows).filter(row -> draws.uniform() < rate).toArray()).toList();
    }

    /** With early stopping, goes back to the weights that the held-out records liked best. */
    void restoreBest() {
        if (bestWeights.length > 0) {
            network.weights(bestWeights);
            network.statistics(bestStatistics);
        }
    }

    /** A copy of all that the next epoch would change. */
    State state() {
        return new State(done, enough, bestEpoch, bestLoss, optimiser.steps(), network.weights(), network.statistics(),
                optimiser.first().clone(), optimiser.second().clone(), bestWeights, bestStatistics);
    }

    /** Goes on from a state, or says that it is not one of this network. */
    void resume(State state) {
        boolean early = state.bestWeights().length > 0;
        if (state.weights().length != slopes.length || state.first().length != optimiser.first().length
                || state.second().length != optimiser.second().length || !fit(state.statistics())
                || early && (state.bestWeights().length != slopes.length || !fit(state.bestStatistics()))) {
            throw new UserMistake(
                    "The checkpoint holds other weights than the network has; remove its folder, and the training begins anew.");
        }
        done = state.done();
        enough = state.enough();
        bestEpoch = state.bestEpoch();
        bestLoss = state.bestLoss();
        bestWeights = state.bestWeights();
        bestStatistics = state.bestStatistics();
        network.weights(state.weights());
        network.statistics(state.statistics());
        optimiser.resume(state.first(), state.second(), state.steps());
    }

    private boolean fit(Map<String, float[]> statistics) {
        Map<String, float[]> own = network.statistics();
        return own.keySet().equals(statistics.keySet())
                && own.keySet().stream().allMatch(name -> own.get(name).length == statistics.get(name).length);
    }
}
