package org.siguard.mpc.math;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Every {@link SoftmaxKind} in double precision: what the shares should come to. */
public final class PlainSoftmax {
    private static final int CRYPTEN_POWER = 512;

    private PlainSoftmax() {
    }

    /** Of one row. */
    public static double[] of(SoftmaxKind kind, double[] x) {
        double max = Arrays.stream(x).max().orElse(0);
        return switch (kind) {
            // A mean subtracted from all changes nothing, so that the rule of Aly and Smart is exact in exact arithmetic.
            case EXACT, AS19 -> overSum(x, v -> Math.exp(v - max));
            case SECUREML -> overSum(x, v -> Math.max(v, 0));
            case PIRANHA -> overSum(x, v -> Math.max(1 + (v - max) / 2, 0));
            case CRYPTEN -> overSum(x, v -> Math.pow(Math.max(1 + (v - max) / CRYPTEN_POWER, 0), CRYPTEN_POWER));
        };
    }

    /** Of every row. */
    public static double[][] of(SoftmaxKind kind, double[][] rows) {
        return Arrays.stream(rows).map(row -> of(kind, row)).toArray(double[][]::new);
    }

    private static double[] overSum(double[] x, DoubleUnaryOperator weight) {
        double[] out = Arrays.stream(x).map(weight).toArray();
        double sum = Arrays.stream(out).sum();
        Arrays.setAll(out, i -> sum == 0 ? 1.0 / out.length : out[i] / sum);
        return out;
    }
}
