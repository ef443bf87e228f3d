package org.siguard.model;

import org.siguard.ring.Shape;

/** What the window of a pool sees of a picture at each of its places, which are counted through all channels. */
record Windows(Shape in, Shape out, Layer.Pool pool) {
    /** The first row of the picture that the window sees. */
    int top(int place) {
        return Math.max(0, firstRow(place));
    }

    /** Behind the last row. */
    int bottom(int place) {
        return Math.min(in.extent(1), firstRow(place) + pool.kernel());
    }

    int left(int place) {
        return Math.max(0, firstColumn(place));
    }

    int right(int place) {
        return Math.min(in.extent(2), firstColumn(place) + pool.kernel());
    }

    /** How much of the picture it sees. */
    int count(int place) {
        return (bottom(place) - top(place)) * (right(place) - left(place));
    }

    /** What the sum of the window is divided by for its mean. */
    long divisor(Layer.AvgPool mean, int place) {
        return mean.includePadding() ? (long) mean.kernel() * mean.kernel() : count(place);
    }

    /** Where a row and a column of the place's channel stand in the picture. */
    int at(int place, int row, int column) {
        int channel = place / (out.extent(1) * out.extent(2));
        return (channel * in.extent(1) + row) * in.extent(2) + column;
    }

    private int firstRow(int place) {
        return place / out.extent(2) % out.extent(1) * pool.stride() - pool.padding();
    }

    private int firstColumn(int place) {
        return place % out.extent(2) * pool.stride() - pool.padding();
    }
}
