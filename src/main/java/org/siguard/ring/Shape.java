package org.siguard.ring;

import java.util.Arrays;

/** The extents of a tensor, outermost first. Immutable. */
public final class Shape {
    private final int[] extents;
    private final int size;

    private Shape(int[] extents) {
        this.extents = extents;
        long product = 1;
        for (int extent : extents) {
            if (extent < 0) {
                throw new IllegalArgumentException("negative extent in " + Arrays.toString(extents));
            }
            product *= extent;
            if (product > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("too large for one tensor: " + Arrays.toString(extents));
            }
        }
        size = (int) product;
    }

    public static Shape of(int... extents) {
        return new Shape(extents.clone());
    }

    /** How many elements a tensor of this shape has. */
    public int size() {
        return size;
    }

    public int rank() {
        return extents.length;
    }

    /** The extent of one axis; negative axes count from the last. */
    public int extent(int axis) {
        return extents[axis < 0 ? extents.length + axis : axis];
    }

    /** All axes but the last, as one number. */
    public int rows() {
        int last = extent(-1);
        return last == 0 ? 0 : size / last;
    }

    public int[] toArray() {
        return extents.clone();
    }

    /** This shape with another last extent. */
    public Shape withLast(int extent) {
        int[] changed = extents.clone();
        changed[changed.length - 1] = extent;
        return new Shape(changed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape that && Arrays.equals(extents, that.extents);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(extents);
    }

    @Override
    public String toString() {
        return Arrays.toString(extents);
    }
}
