package org.siguard.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import org.siguard.data.Draws;
import org.siguard.model.ModelSpec;

/** Puts chosen records together to what a network reads. */
final class Batches {
    private final ModelSpec spec;
    private final List<float[]> records;
    private final float[][] targets;

    /**
     * @param records one record a row, in the shape of the spec's input
     * @param targets one row of targets a record, as the objective wants them
     */
    Batches(ModelSpec spec, List<float[]> records, float[][] targets) {
        this.spec = spec;
        this.records = records;
        this.targets = targets;
    }

    float[] target(int row) {
        return targets[row];
    }

    /** Chosen records one behind the other. */
    float[] gathered(int[] rows, Augmentation augmentation, Draws draws) {
        int size = spec.input().size();
        float[] inputs = new float[rows.length * size];
        for (int i = 0; i < rows.length; i++) {
            augmentation.copy(records.get(rows[i]), spec.input(), draws, inputs, i * size);
        }
        return inputs;
    }

    NDArray inputs(int count, float[] gathered, NDManager memory) {
        return tensor(gathered, Network.batchShape(count, spec.input()), memory);
    }

    /** @param smoothing the share of every target that is spread evenly */
    NDArray targets(int[] rows, double smoothing, NDManager memory) {
        int width = targets[0].length;
        float[] wanted = new float[rows.length * width];
        // One target is the first of two that sum to 1.
        float spread = (float) (smoothing / Math.max(2, width));
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < width; k++) {
                wanted[i * width + k] = (float) (1 - smoothing) * targets[rows[i]][k] + spread;
            }
        }
        return tensor(wanted, new Shape(rows.length, width), memory);
    }

    private static NDArray tensor(float[] numbers, Shape shape, NDManager memory) {
        ByteBuffer bytes = Aligned.floats(numbers.length);
        bytes.asFloatBuffer().put(numbers);
        return memory.create(bytes, shape, DataType.FLOAT32);
    }
}
