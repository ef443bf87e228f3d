package org.siguard.mpc.masked;

import org.siguard.ring.RingTensor;
import org.siguard.ring.SmoothFunction;

/**
 * A smooth function of a masked value, in two summands with {@link SmoothFunction#resultBits} fractional bits (no round; the
 * assistant deals 2^segmentBits * terms words an element).
 *
 * <ol>
 * <li>Let c be the masked part and r minus the masks, so that x = c - r, taken from the domain's start, modulo its width.
 * <li>For every value i that c.high may have, ASSISTANT computes the coefficients of the segment i - r.high, at r.low, and
 * deals them.
 * <li>The evaluators take the coefficients at c.high and add up coefficient * basis(c.low).
 * </ol>
 */
final class TableLookup {
    private TableLookup() {
    }

    static long[] evaluate(Trio trio, SmoothFunction f, MaskedShare x) {
        return trio.isAssistant() ? deal(trio, f, x.mask().negated()) : evaluate(trio, f, x.masked());
    }

    private static long[] deal(Trio trio, SmoothFunction f, RingTensor mask) {
        int segments = 1 << f.segmentBits();
        int terms = f.terms();
        int n = mask.size();
        long[] table = new long[n * segments * terms];
        int at = 0;
        for (int i = 0; i < n; i++) {
            long r = low(mask.data()[i], f.inputBits());
            int high = (int) (r >>> f.lowBits());
            long low = low(r, f.lowBits());
            for (int entry = 0; entry < segments; entry++) {
                f.coefficients((entry - high) & (segments - 1), low, table, at);
                at += terms;
            }
        }
        return trio.dealSums(table, table.length);
    }

    private static long[] evaluate(Trio trio, SmoothFunction f, RingTensor masked) {
        int segments = 1 << f.segmentBits();
        int terms = f.terms();
        int n = masked.size();
        long[] dealt = trio.dealSums(null, n * segments * terms);
        long[] basis = new long[terms];
        long[] out = new long[n];
        for (int i = 0; i < n; i++) {
            long c = low(masked.data()[i] - f.origin(), f.inputBits());
            int at = (i * segments + (int) (c >>> f.lowBits())) * terms;
            f.basis(low(c, f.lowBits()), basis);
            for (int k = 0; k < terms; k++) {
                out[i] += dealt[at + k] * basis[k];
            }
        }
        return out;
    }

    private static long low(long word, int bits) {
        return word & ((1L << bits) - 1);
    }
}
