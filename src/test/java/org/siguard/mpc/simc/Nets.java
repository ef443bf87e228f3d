package org.siguard.mpc.simc;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.ring.Bilinear;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/** Small networks for tests, with weights drawn from -most to most. */
final class Nets {
    private Nets() {
    }

    static ReluNetwork of(PrimeField field, long seed, int most, ReluNetwork.Activation activation, int... widths) {
        Random random = new Random(seed);
        List<LinearLayer> layers = new ArrayList<>();
        List<ReluNetwork.Activation> activations = new ArrayList<>();
        for (int i = 1; i < widths.length; i++) {
            layers.add(dense(widths[i - 1], widths[i], most, random));
            if (i < widths.length - 1) {
                activations.add(activation);
            }
        }
        return new ReluNetwork(field, layers, activations);
    }

    private static LinearLayer dense(int in, int out, int most, Random random) {
        long[] weights = random.ints((long) in * out, -most, most + 1).asLongStream().toArray();
        long[] bias = random.ints(out, -most, most + 1).asLongStream().toArray();
        return LinearLayer.of(List.of(new LinearLayer.Product(Bilinear.MATRIX_TRANSPOSED, Shape.of(1, in),
                RingTensor.of(Shape.of(out, in), weights))), bias);
    }

    /** 6 → 8 → 4 in the published field, with 8 fractional bits: the smallest that is worth attacking. */
    static ReluNetwork small(boolean capped) {
        return of(PrimeField.SIMC, 1, 256, new ReluNetwork.Activation(capped ? 6L << 16 : 0, 8), 6, 8, 4);
    }

    static long[] input(ReluNetwork network, long seed, int most) {
        return new Random(seed).ints(network.inputs(), -most, most + 1).asLongStream().toArray();
    }
}
