package org.siguard.mpc.masked;

/**
 * Division by 2^s, to one of the two neighbouring integers: off by less than 1 for every x in [-2^62, 2^62), never by a wrapped
 * modulus. Where r is uniform, x / 2^s is rounded up with the probability of its fraction.
 *
 * <p>Given c = x + 2^62 + r, known to the evaluators, r to the assistant (uniform in 64 bits):
 * <ol>
 * <li>ASSISTANT deals [r &gt;&gt; s] and [t], where t is the top bit of r, moved to bit 64 - s.
 * <li>Evaluators: [y] = (c &gt;&gt; s) - 2^(62 - s) - [r &gt;&gt; s] + ([t] where the top bit of c is 0).
 * </ol>
 * The sum x + 2^62 is below 2^63, so c wrapped if and only if the top bit of r is 1 and that of c is 0.
 *
 * <p>Where c is not known yet, because x = u + v + w stands in three summands (1 round; 4 words an element): LEFT and
 * ASSISTANT draw a, RIGHT and ASSISTANT draw b; the evaluators exchange u + a and v + b, so that c is known and r = a + b - w.
 * Where x is a masked value, c is its masked part and r = -l - r' its masks: no message but the dealing, 2 words an element.
 */
final class Truncation {
    private static final long OFFSET = 1L << 62;

    private Truncation() {
    }

    /** From three summands; the result is in two. */
    static long[] ofThree(Trio trio, long[] part, int shift) {
        int n = part.length;
        long[] a = trio.drawLeft(n);
        long[] b = trio.drawRight(n);
        if (trio.isAssistant()) {
            long[] r = new long[n];
            for (int i = 0; i < n; i++) {
                r[i] = a[i] + b[i] - part[i];
            }
            return deal(trio, r, n, shift);
        }
        long[] mask = trio.isLeft() ? a : b;
        long[] mine = new long[n];
        for (int i = 0; i < n; i++) {
            mine[i] = part[i] + mask[i];
        }
        return evaluate(trio, trio.exchangeSum(mine), shift);
    }

    /** From a masked value; the result is in two summands. */
    static long[] ofMasked(Trio trio, MaskedShare x, int shift) {
        return trio.isAssistant()
                ? deal(trio, x.mask().negated().data(), x.shape().size(), shift)
                : evaluate(trio, x.masked().data(), shift);
    }

    private static long[] deal(Trio trio, long[] r, int n, int shift) {
        long[] material = new long[2 * n];
        for (int i = 0; i < n; i++) {
            material[i] = r[i] >>> shift;
            material[n + i] = (r[i] >>> 63) << (64 - shift);
        }
        return trio.dealSums(material, 2 * n);
    }

    private static long[] evaluate(Trio trio, long[] c, int shift) {
        int n = c.length;
        long[] dealt = trio.dealSums(null, 2 * n);
        long[] out = new long[n];
        long left = trio.isLeft() ? -1 : 0;
        for (int i = 0; i < n; i++) {
            long known = c[i] + OFFSET;
            long wrapped = dealt[n + i] & ~(known >> 63);
            out[i] = wrapped - dealt[i] + ((known >>> shift) - (OFFSET >>> shift) & left);
        }
        return out;
    }
}
