package org.siguard.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.Locale;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.data.Draws;
import org.siguard.model.Layer;
import org.siguard.model.ModelSpec;
import org.siguard.ring.Seed;

/** The gradient of one step: the mean over a batch, or a private one (see {@link #privately}). */
final class Gradient {
    private final ModelSpec spec;
    private final Objective objective;
    private final TrainingSettings settings;
    private final Network network;
    private final Batches batches;
    private final Augmentation augmentation;
    private final double smoothing;
    private final double penalty;
    private final boolean dropout;

    /** How a step went: the summed loss and the right answers, before it. */
    record Seen(double loss, int right, int records) {
    }

    Gradient(ModelSpec spec, Objective objective, TrainingSettings settings, Network network, Batches batches) {
        this.spec = spec;
        this.objective = objective;
        this.settings = settings;
        this.network = network;
        this.batches = batches;
        this.augmentation = Augmentation.of(settings);
        this.smoothing = settings.values().get(TrainingSettings.LABEL_SMOOTHING);
        this.penalty = settings.values().get(TrainingSettings.CONFIDENCE_PENALTY);
        this.dropout = spec.nodes().stream().anyMatch(node -> node.layer() instanceof Layer.Dropout);
    }

    /** Refuses what has no gradient of a single record: a batch normalisation mixes the records of a batch. */
    static void requirePrivate(ModelSpec spec) {
        for (ModelSpec.Node node : spec.nodes()) {
            if (node.layer() instanceof Layer.BatchNorm) {
                throw new UserMistake(
                        "Training " + spec.name() + " with dp-sgd: the layer " + node.name() + " (batchnorm) mixes the records "
                                + "of a batch, so that no record has a gradient of its own; leave it out, or set "
                                + TrainingSettings.PRIVACY.key() + " to none.");
            }
        }
    }

    /**
     * The records of a step, put together for the network.
     *
     * @param step the step's seed, of what it draws
     */
    record Prepared(int[] rows, Seed step, float[] inputs) {
    }

    /** May be asked for in any thread, while another step is under way: putting a batch together takes a processor as well. */
    Prepared prepared(int[] rows, Seed step) {
        return new Prepared(rows, step, batches.gathered(rows, augmentation, Draws.of(step.derive("augmentation"))));
    }

    Seen mean(Prepared batch, float[] into, NDManager memory) {
        if (dropout) {
            Engine.getEngine("PyTorch").setRandomSeed(Draws.of(batch.step.derive("dropout")).below(Integer.MAX_VALUE));
        }
        return backward(batch.rows, batch.inputs, into, memory);
    }

    private Seen backward(int[] rows, float[] records, float[] into, NDManager memory) {
        try (NDManager scratch = memory.newSubManager()) {
            NDArray inputs = batches.inputs(rows.length, records, scratch);
            NDArray wanted = batches.targets(rows, smoothing, scratch);
            float loss;
            float[] logits;
            try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                NDArray outputs = network.forward(inputs, true);
                NDArray mean = objective.loss(outputs, wanted, penalty);
                loss = mean.getFloat();
                requireFinite(loss);
                collector.backward(mean);
                logits = outputs.toFloatArray();
            }
            network.takeGradient(into);
            int right = 0;
            for (int i = 0; i < rows.length; i++) {
                if (objective.right(logits, batches.target(rows[i]), i)) {
                    right++;
                }
            }
            return new Seen((double) loss * rows.length, right, rows.length);
        }
    }

    /**
     * The private gradient (Abadi et al. 2016): every record's own gradient is scaled down to the norm C at most, normal noise of
     * deviation σC is added to the sum, and the whole is divided by the expected number of records, which tells nothing of how
     * many there were.
     *
     * <p>Record by record, each forwards and backwards alone: simple, the same for every kind of layer, and slow. The noise
     * follows from the seed: who knows it can take the noise away again, so ε holds against everybody else. Like every
     * implementation in floating point, it is not proven against who reads the last bits of the weights (Mironov 2012).
     *
     * @param expected how many records a step draws on average
     */
    Seen privately(int[] rows, double expected, Seed step, float[] into, NDManager memory, Cancellation stop) {
        if (dropout) {
            Engine.getEngine("PyTorch").setRandomSeed(Draws.of(step.derive("dropout")).below(Integer.MAX_VALUE));
        }
        double clip = settings.values().get(TrainingSettings.CLIP);
        float[] own = new float[into.length];
        double[] sum = new double[into.length];
        Draws draws = Draws.of(step.derive("augmentation"));
        double loss = 0;
        int right = 0;
        for (int row : rows) {
            stop.check();
            int[] alone = {row};
            Seen one = backward(alone, batches.gathered(alone, augmentation, draws), own, memory);
            double squares = 0;
            for (float slope : own) {
                squares += (double) slope * slope;
            }
            double scale = Math.min(1, clip / Math.sqrt(squares));
            for (int i = 0; i < own.length; i++) {
                sum[i] += scale * own[i];
            }
            loss += one.loss();
            right += one.right();
        }
        double deviation = clip * settings.values().get(TrainingSettings.NOISE);
        Draws noise = Draws.of(step.derive("noise"));
        for (int i = 0; i < into.length; i++) {
            into[i] = (float) ((sum[i] + deviation * noise.gaussian()) / expected);
        }
        return new Seen(loss, right, rows.length);
    }

    /** Loss and right answers on records, without a gradient, the network as it is released. */
    Seen judged(int[] rows, NDManager memory, Cancellation stop) {
        double loss = 0;
        int right = 0;
        for (int from = 0; from < rows.length; from += 256) {
            stop.check();
            int[] part = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + 256));
            try (NDManager scratch = memory.newSubManager()) {
                NDArray outputs =
                        network.forward(batches.inputs(part.length, batches.gathered(part, Augmentation.NONE, null), scratch), false);
                loss += (double) objective.loss(outputs, batches.targets(part, 0, scratch), 0).getFloat() * part.length;
                float[] logits = outputs.toFloatArray();
                for (int i = 0; i < part.length; i++) {
                    right += objective.right(logits, batches.target(part[i]), i) ? 1 : 0;
                }
            }
        }
        return new Seen(loss, right, rows.length);
    }

    private void requireFinite(float loss) {
        if (!Float.isFinite(loss)) {
            throw new UserMistake(String.format(Locale.ROOT,
                    "Training %s: the loss became %f; give a learning rate below %s, or look for records that hold no finite numbers.",
                    spec.name(), loss, settings.learningRate()));
        }
    }
}
