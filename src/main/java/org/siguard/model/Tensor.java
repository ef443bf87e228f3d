package org.siguard.model;

import java.util.Arrays;
import org.siguard.ring.Shape;

/** A tensor of real numbers in row-major order; its array is not written to once it is made. */
public record Tensor(Shape shape, float[] data) {
    public Tensor {
        if (shape.size() != data.length) {
            throw new IllegalArgumentException("shape " + shape + " wants " + shape.size() + " numbers, not " + data.length);
        }
    }

    public int size() {
        return data.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that && shape.equals(that.shape) && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return "Tensor" + shape;
    }
}
