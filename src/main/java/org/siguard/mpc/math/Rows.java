package org.siguard.mpc.math;

import java.util.Arrays;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.Shape;

/** Moves rows about: repetition of columns and rows, without a message. */
public final class Rows {
    private Rows() {
    }

    /** [n, 1] to [n, width]: the column repeated. */
    public static Shared widen(FullRing engine, Shared column, int width) {
        int rows = column.shape().size();
        int[] source = new int[rows * width];
        for (int row = 0; row < rows; row++) {
            Arrays.fill(source, row * width, (row + 1) * width, row);
        }
        return engine.gather(column, source, Shape.of(rows, width));
    }

    /** A vector of width elements to [n, width]: the row repeated. */
    public static Shared repeat(FullRing engine, Shared row, int rows) {
        int width = row.shape().size();
        int[] source = new int[rows * width];
        for (int i = 0, column = 0; i < source.length; i++, column++) {
            column = column == width ? 0 : column;
            source[i] = column;
        }
        return engine.gather(row, source, Shape.of(rows, width));
    }

    /** The columns [from, to) of [n, width]. */
    public static int[] columns(Shape shape, int from, int to) {
        int width = shape.extent(-1);
        int[] source = new int[shape.rows() * (to - from)];
        for (int i = 0; i < source.length; i++) {
            source[i] = i / (to - from) * width + from + i % (to - from);
        }
        return source;
    }

    /** The rows [from, to) of [n, width]. */
    public static Shared slice(FullRing engine, Shared x, int from, int to) {
        int width = x.shape().extent(-1);
        return engine.slice(x, from * width, Shape.of(to - from, width));
    }
}
