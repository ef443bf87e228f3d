package org.siguard.mpc.simc.ot;

/**
 * Many oblivious transfers from 128 (Ishai, Kilian, Nissim and Petrank), with the check of Keller, Orsini and Scholl against a receiver that cheats.
 * Transfer j gives the sender a row q_j, the receiver a random bit r_j and the row t_j = q_j ⊕ r_j Δ. With q_j as the label of 0 that is how a garbled
 * circuit's client gets the labels of its bits; nothing is sent back for it.
 * <ol>
 * <li>Once: the sender gets, of each of the receiver's 128 pairs of keys, the one that its bit of Δ says ({@link BaseOt}).
 * <li>Each pair's first stream is a column of the rows t; the receiver sends, for every column, the sum of both streams and of all bits r.
 * <li>The sender adds that sum to its stream where its bit of Δ is 1: the column of the rows q.
 * <li>It draws a seed, <em>now that the columns have come</em>; the receiver answers with x = Σ χ_j r_j and t = Σ χ_j t_j, and the sender
 * compares t with Σ χ_j q_j + x Δ. Who used other bits in one column than in another is found out, unless it has guessed the bits of Δ there.
 * </ol>
 * Another 192 transfers, which are thrown away, hide what x and t would tell. The seed is the sender's: the receiver has no say in it, and no form of
 * this protocol has one, for a receiver that knew χ beforehand could choose errors that vanish in the sums.
 */
public final class CorrelatedOt {
    /** Thrown away for the check. */
    private static final int SPARE = 192;
    /** Rows of one message: 4 MB. */
    static final int PIECE = 1 << 18;

    private CorrelatedOt() {
    }

    /** How many rows are made for so many transfers. */
    static int rows(int count) {
        int wanted = Math.addExact(count, SPARE);
        return wanted + (Long.SIZE - wanted % Long.SIZE) % Long.SIZE;
    }

    /** What both parties send once. */
    public static long setupBytes() {
        return BaseOt.bytes();
    }

    /** What both parties send for so many transfers: 16 bytes each, those thrown away, and the check. */
    public static long bytes(int count) {
        return 16L * rows(count) + 48;
    }
}
