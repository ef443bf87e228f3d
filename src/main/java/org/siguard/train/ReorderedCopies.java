package org.siguard.train;

import java.util.AbstractList;
import java.util.List;
import org.siguard.data.Draws;

/**
 * Every vector several times, each time with its classes in another random order. What is kept is the orders, a byte a class, and the
 * vectors once: a copy is made when it is asked for, and is forgotten with the batch it was for.
 */
final class ReorderedCopies extends AbstractList<float[]> {
    private static final int BYTE = 1 << Byte.SIZE;

    private final float[][] vectors;
    private final int copies;
    private final int classes;
    private final int width;
    private final byte[][] orders;

    /** @param vectors at least one, all of one length, below 65 536 */
    ReorderedCopies(List<double[]> vectors, int copies, Draws draws) {
        this.vectors = vectors.stream().map(ReorderedCopies::narrowed).toArray(float[][]::new);
        this.copies = copies;
        this.classes = vectors.getFirst().length;
        this.width = classes <= BYTE ? 1 : 2;
        this.orders = new byte[vectors.size()][copies * classes * width];
        for (byte[] places : orders) {
            for (int copy = 0; copy < copies; copy++) {
                keep(draws.order(classes), places, copy * classes);
            }
        }
    }

    private static float[] narrowed(double[] vector) {
        float[] out = new float[vector.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) vector[i];
        }
        return out;
    }

    private void keep(int[] order, byte[] places, int from) {
        for (int i = 0; i < classes; i++) {
            int at = (from + i) * width;
            places[at] = (byte) order[i];
            if (width == 2) {
                places[at + 1] = (byte) (order[i] / BYTE);
            }
        }
    }

    @Override
    public float[] get(int index) {
        float[] vector = vectors[index / copies];
        byte[] places = orders[index / copies];
        int from = index % copies * classes;
        float[] out = new float[classes];
        if (width == 1) { // by far the most: a hundred million numbers an epoch
            for (int i = 0; i < classes; i++) {
                out[i] = vector[Byte.toUnsignedInt(places[from + i])];
            }
        } else {
            for (int i = 0; i < classes; i++) {
                int at = 2 * (from + i);
                out[i] = vector[Byte.toUnsignedInt(places[at]) + BYTE * Byte.toUnsignedInt(places[at + 1])];
            }
        }
        return out;
    }

    @Override
    public int size() {
        return vectors.length * copies;
    }
}
