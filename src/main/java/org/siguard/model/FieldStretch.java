package org.siguard.model;

/**
 * Numbers that an activation gave, and where they stand among all that the last activation gave. They move when they are passed on beside others.
 * Told apart by identity: two of one size are not the same.
 */
final class FieldStretch {
    private final int size;
    private final boolean positive;
    private final boolean capped;
    private int from;

    /**
     * @param positive whether none is below 0, so that a ReLU passes it on unchanged
     * @param capped   whether none is above 6, so that a ReLU6 does
     */
    FieldStretch(int from, int size, boolean positive, boolean capped) {
        this.from = from;
        this.size = size;
        this.positive = positive;
        this.capped = capped;
    }

    int from() {
        return from;
    }

    void moveTo(int place) {
        from = place;
    }

    int size() {
        return size;
    }

    boolean passes(boolean cap) {
        return positive && (capped || !cap);
    }

    boolean isCapped() {
        return capped;
    }
}
