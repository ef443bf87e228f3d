package org.siguard.model.onnx;

import java.util.Arrays;
import org.siguard.ring.Shape;

/** What a name in an ONNX graph stands for while it is read. */
sealed interface Value {
    /** The output of a layer, or the input; the shape is that of one record. */
    record Signal(String node, Shape shape) implements Value {
    }

    /** Numbers known from the file. */
    record Numbers(Shape shape, float[] data) implements Value {
        /** The only number, or NaN where there are several. */
        double scalar() {
            return data.length == 1 ? data[0] : Double.NaN;
        }
    }

    /** Whole numbers known from the file, at most one axis of them, or computed from shapes: the number of records is {@link #BATCH}. */
    record Wholes(boolean list, long[] data) implements Value {
        static final long BATCH = Long.MIN_VALUE;

        static Wholes one(long value) {
            return new Wholes(false, new long[] {value});
        }

        static Wholes list(long... values) {
            return new Wholes(true, values);
        }

        Wholes slice(int from, int to) {
            return list(Arrays.copyOfRange(data, from, to));
        }
    }

    /**
     * A part of an activation that PyTorch writes as several operators: factor · x^power · form(x), power 0 or 1. What it comes
     * to is known at its last operator only: x·sigmoid(x) is SiLU, x·(1 + erf(x/√2))/2 is GELU.
     */
    record Term(Signal of, double factor, int power, Form form) implements Value {
        static Term of(Signal signal) {
            return new Term(signal, 1, 1, Form.ONE);
        }

        Term times(double by) {
            return new Term(of, factor * by, power, form);
        }

        /** Whether it is this, but for what 16-bit constants round off. */
        boolean is(double wantedFactor, int wantedPower, Form wantedForm) {
            return form == wantedForm && power == wantedPower && Math.abs(factor - wantedFactor) <= 1e-3 * wantedFactor;
        }
    }

    /** The function in a {@link Term}. */
    enum Form {
        ONE, SIGMOID, ERF, ONE_PLUS_ERF
    }
}
