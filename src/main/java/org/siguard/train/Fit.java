package org.siguard.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.data.Draws;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.ring.Seed;

/**
 * Fits a network to records and targets. The start and the order of the records follow from the seed, the arithmetic is
 * libtorch's on one thread: the same seed gives the same weights, bit for bit, on one machine.
 */
final class Fit {
    private final ModelSpec spec;
    private final Objective objective;
    private final TrainingSettings settings;
    private final Seed seed;

    Fit(ModelSpec spec, Objective objective, TrainingSettings settings, Seed seed) {
        this.spec = spec;
        this.objective = objective;
        this.settings = settings;
        this.seed = seed;
    }

    /**
     * @param records one record a row, in the shape of the spec's input
     * @param targets one row of targets a record, as the objective wants them
     */
    Model run(List<float[]> records, float[][] targets, Progress progress, Cancellation cancellation) {
        if (records.isEmpty()) {
            throw new UserMistake("Training " + spec.name() + ": there are no records; give at least one.");
        }
        return Torch.exclusively(progress, cancellation, (memory, stop) -> {
            Network network = new Network(spec, seed.derive("start"), memory);
            Adam adam = new Adam(settings, network.weights(), memory);
            Draws draws = Draws.of(seed.derive("order"));
            String phase = "Training " + spec.name();
            for (int epoch = 0; epoch < settings.epochs(); epoch++) {
                progress.report(phase, (double) epoch / settings.epochs());
                double accuracy = epoch(network, adam, draws.order(records.size()), records, targets, memory, stop);
                if (accuracy >= settings.enough()) {
                    break;
                }
            }
            progress.report(phase, 1);
            return network.model();
        });
    }

    /** One pass over all records; returns the accuracy on them, each judged before the step it is part of. */
    private double epoch(Network network, Adam adam, int[] order, List<float[]> records, float[][] targets, NDManager memory,
            Cancellation stop) {
        int right = 0;
        for (int from = 0; from < order.length; from += settings.batch()) {
            stop.check();
            int[] rows = Arrays.copyOfRange(order, from, Math.min(order.length, from + settings.batch()));
            try (NDManager scratch = memory.newSubManager()) {
                right += step(network, adam, rows, records, targets, scratch);
            }
        }
        return (double) right / order.length;
    }

    private int step(Network network, Adam adam, int[] rows, List<float[]> records, float[][] targets, NDManager scratch) {
        int width = targets[0].length;
        float[] inputs = new float[rows.length * spec.input().size()];
        float[] wanted = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(records.get(rows[i]), 0, inputs, i * spec.input().size(), spec.input().size());
            System.arraycopy(targets[rows[i]], 0, wanted, i * width, width);
        }
        float[] outputs;
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDArray logits = network.forward(scratch.create(inputs, Network.batchShape(rows.length, spec.input())));
            NDArray loss = objective.loss(logits, scratch.create(wanted, new Shape(rows.length, width)));
            requireFinite(loss.getFloat());
            collector.backward(loss);
            outputs = logits.toFloatArray();
        }
        adam.step();
        int right = 0;
        for (int i = 0; i < rows.length; i++) {
            if (objective.right(outputs, wanted, i, width)) {
                right++;
            }
        }
        return right;
    }

    private void requireFinite(float loss) {
        if (!Float.isFinite(loss)) {
            throw new UserMistake(String.format(Locale.ROOT,
                    "Training %s: the loss became %f; give a learning rate below %s, or look for records that hold no finite numbers.",
                    spec.name(), loss, settings.learningRate()));
        }
    }
}
