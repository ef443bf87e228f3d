package org.siguard.model;

import org.siguard.base.UserMistake;
import org.siguard.mpc.simc.ReluNetwork;

/**
 * A model in the form that two-party protocols of linear layers and ReLU run: integers with {@value #FRACTIONAL_BITS} fractional bits, weights as many. A mean over 2^k
 * numbers is a sum with k more fractional bits, which the next activation drops with the others; another mean's divisor goes into the weights
 * behind it.
 *
 * <p>It holds for convolutions, linear layers, means, maxima, sums of branches, ReLU and ReLU6 (after {@link Folding}, so for batch normalisation and dropout as well), laid out as a chain ({@link
 * FieldWalk}). Maxima take further ReLUs ({@link FieldMaximum}), and so does what is passed on beside a branch. Numbers must stay below 2^43 as integers, which is 2^27 at 16 fractional bits.
 *
 * @param outputBits fractional bits of the logits
 */
public record FieldNetwork(String name, ReluNetwork network, int outputBits) {
    public static final int FRACTIONAL_BITS = 8;

    /** The model's form, or a {@link UserMistake} that names the layer that has none. */
    public static FieldNetwork of(Model model) {
        return new FieldWalk(Folding.of(model)).walk();
    }

    /** A record as integers. */
    public long[] encode(float[] record) {
        long[] out = new long[record.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.round(record[i] * (double) (1 << FRACTIONAL_BITS));
        }
        return out;
    }

    public double[] decode(long[] logits) {
        double[] out = new double[logits.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.scalb((double) logits[i], -outputBits);
        }
        return out;
    }
}
