package org.siguard.mpc;

import org.siguard.ring.SmoothFunction;

/**
 * What each operation of a {@link FullRing} costs on one protocol, for n elements. It depends on shapes alone, so that the cost
 * of a whole program is known without running it; tests hold it against the wire.
 */
public interface CostSheet {
    Cost input(int n);

    Cost reveal(int n);

    /** A product of n results, with truncation or without. */
    Cost product(int n, boolean truncated);

    Cost truncate(int n);

    Cost negative(int n);

    /**
     * Makes bits ready to be multiplied; paid once for the same bits.
     *
     * @param vectors the number of bits in every vector that is made ready in the same round
     */
    Cost ready(int... vectors);

    /** Conjunction of the given number of vectors of n bits that are ready; results are not. */
    Cost all(int factors, int n);

    /**
     * For bits that are ready.
     *
     * @param again whether they were met by a ring element, or became ones, before
     */
    Cost select(int n, boolean again);

    /**
     * For bits that are ready.
     *
     * @param again whether they were met by a ring element, or became ones, before
     */
    Cost toRing(int n, boolean again);

    Cost evaluate(SmoothFunction function, int n);
}
