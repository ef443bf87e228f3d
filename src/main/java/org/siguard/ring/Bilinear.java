package org.siguard.ring;

/**
 * A map that is linear in each of its two arguments: the elementwise product, the matrix product, a convolution. Secure
 * multiplication is one protocol for all of them, because all it needs is that
 * B(a + a', b) = B(a, b) + B(a', b), and the same on the right.
 */
public interface Bilinear {
    Shape shape(Shape a, Shape b);

    RingTensor apply(RingTensor a, RingTensor b);

    /** B(a, b) + B(c, d), where a has the shape of c and b that of d: without a second tensor in between where a map knows how. */
    default RingTensor sum(RingTensor a, RingTensor b, RingTensor c, RingTensor d) {
        return apply(a, b).plus(apply(c, d));
    }

    /** How many ring multiplications it takes. */
    long multiplications(Shape a, Shape b);

    /** The same map with its arguments in the other order. */
    default Bilinear flipped() {
        return new Flipped(this);
    }

    /** {@link #flipped} */
    record Flipped(Bilinear map) implements Bilinear {
        @Override
        public Shape shape(Shape a, Shape b) {
            return map.shape(b, a);
        }

        @Override
        public RingTensor apply(RingTensor a, RingTensor b) {
            return map.apply(b, a);
        }

        @Override
        public RingTensor sum(RingTensor a, RingTensor b, RingTensor c, RingTensor d) {
            return map.sum(b, a, d, c);
        }

        @Override
        public long multiplications(Shape a, Shape b) {
            return map.multiplications(b, a);
        }
    }

    /** Element by element, both of one shape. */
    Bilinear ELEMENTWISE = new Elementwise();

    /** [n, k] by [k, m]. */
    Bilinear MATRIX = new MatrixProduct(false);

    /** [n, k] by the transpose of [m, k], as dense layers store their weights. */
    Bilinear MATRIX_TRANSPOSED = new MatrixProduct(true);

    /** Each row of [n, k] by the one number in the same row of [n, 1]. */
    Bilinear ROW_SCALE = new RowScale();

    /** The inner products of the rows of [n, k] with the rows of another [n, k]: [n, 1]. */
    Bilinear ROW_DOT = new RowDot();

    /** {@link #ELEMENTWISE} */
    record Elementwise() implements Bilinear {
        @Override
        public Shape shape(Shape a, Shape b) {
            require(a.equals(b), "an elementwise product wants equal shapes", a, b);
            return a;
        }

        @Override
        public RingTensor apply(RingTensor a, RingTensor b) {
            Shape shape = shape(a.shape(), b.shape());
            long[] out = new long[shape.size()];
            long[] x = a.data();
            long[] y = b.data();
            for (int i = 0; i < out.length; i++) {
                out[i] = x[i] * y[i];
            }
            return RingTensor.of(shape, out);
        }

        @Override
        public long multiplications(Shape a, Shape b) {
            return a.size();
        }
    }

    /** {@link #MATRIX} and {@link #MATRIX_TRANSPOSED} */
    record MatrixProduct(boolean transposed) implements Bilinear {
        @Override
        public Shape shape(Shape a, Shape b) {
            require(a.rank() == 2 && b.rank() == 2 && a.extent(1) == b.extent(transposed ? 1 : 0), "the matrices do not fit", a, b);
            return Shape.of(a.extent(0), b.extent(transposed ? 0 : 1));
        }

        @Override
        public RingTensor apply(RingTensor a, RingTensor b) {
            Shape shape = shape(a.shape(), b.shape());
            long[] out = new long[shape.size()];
            addTo(out, shape, a, b);
            return RingTensor.of(shape, out);
        }

        @Override
        public RingTensor sum(RingTensor a, RingTensor b, RingTensor c, RingTensor d) {
            Shape shape = sameShape(this, a, b, c, d);
            long[] out = new long[shape.size()];
            addTo(out, shape, a, b);
            addTo(out, shape, c, d);
            return RingTensor.of(shape, out);
        }

        private void addTo(long[] out, Shape shape, RingTensor a, RingTensor b) {
            int n = shape.extent(0);
            int m = shape.extent(1);
            int k = a.shape().extent(1);
            if (transposed) {
                Kernels.best().multiplyTransposedAdd(a.data(), b.data(), out, n, k, m);
            } else {
                Kernels.best().multiplyAdd(a.data(), 0, Columns.of(b.data(), m), out, 0, n, k, m);
            }
        }

        @Override
        public long multiplications(Shape a, Shape b) {
            return (long) a.size() * shape(a, b).extent(1);
        }
    }

    /** {@link #ROW_SCALE} */
    record RowScale() implements Bilinear {
        @Override
        public Shape shape(Shape a, Shape b) {
            require(b.extent(-1) == 1 && a.rows() == b.rows(), "scaling rows wants one factor a row", a, b);
            return a;
        }

        @Override
        public RingTensor apply(RingTensor a, RingTensor b) {
            Shape shape = shape(a.shape(), b.shape());
            int width = shape.extent(-1);
            long[] out = new long[shape.size()];
            for (int i = 0; i < out.length; i++) {
                out[i] = a.data()[i] * b.data()[i / width];
            }
            return RingTensor.of(shape, out);
        }

        @Override
        public long multiplications(Shape a, Shape b) {
            return a.size();
        }
    }

    /** {@link #ROW_DOT} */
    record RowDot() implements Bilinear {
        @Override
        public Shape shape(Shape a, Shape b) {
            require(a.equals(b), "inner products want equal shapes", a, b);
            return a.withLast(1);
        }

        @Override
        public RingTensor apply(RingTensor a, RingTensor b) {
            return ELEMENTWISE.apply(a, b).sumLast();
        }

        @Override
        public long multiplications(Shape a, Shape b) {
            return a.size();
        }
    }

    /** The shape of both products of a sum; refuses two that differ. */
    static Shape sameShape(Bilinear map, RingTensor a, RingTensor b, RingTensor c, RingTensor d) {
        require(a.shape().equals(c.shape()) && b.shape().equals(d.shape()), "a sum of products wants equal shapes", c.shape(), d.shape());
        return map.shape(a.shape(), b.shape());
    }

    private static void require(boolean holds, String what, Shape a, Shape b) {
        if (!holds) {
            throw new IllegalArgumentException(what + ": " + a + " and " + b);
        }
    }
}
