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

    private final List<double[]> vectors;
    private final int copies;
    private final int classes;
    private final int width;
    private final byte[][] orders;

    /** @param vectors at least one, all of one length, below 65 536 */
    ReorderedCopies(List<double[]> vectors, int copies, Draws draws) {
        this.vectors = vectors;
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
        double[] vector = vectors.get(index / copies);
        byte[] places = orders[index / copies];
        int from = index % copies * classes;
        float[] out = new float[classes];
        for (int i = 0; i < classes; i++) {
            int at = (from + i) * width;
            int place = Byte.toUnsignedInt(places[at]) + (width == 2 ? BYTE * Byte.toUnsignedInt(places[at + 1]) : 0);
            out[i] = (float) vector[place];
        }
        return out;
    }

    @Override
    public int size() {
        return vectors.size() * copies;
    }
}
