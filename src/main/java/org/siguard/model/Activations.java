package org.siguard.model;

import java.util.function.DoubleUnaryOperator;

/** The curved activations in double precision. */
final class Activations {
    private Activations() {
    }

    static double silu(double x) {
        return x / (1 + StrictMath.exp(-x));
    }

    static double gelu(double x) {
        return x * normal(x);
    }

    /** Φ, by its continued fraction far out and its series near 0: about 15 digits everywhere. */
    static double normal(double x) {
        double density = StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
        double t = Math.abs(x);
        double tail;
        if (t < 3) {
            double term = t;
            double sum = t;
            for (int k = 1; term > sum * 1e-17; k++) {
                term *= t * t / (2 * k + 1);
                sum += term;
            }
            tail = 0.5 - density * sum;
        } else {
            double fraction = t;
            for (int k = 60; k >= 1; k--) {
                fraction = t + k / fraction;
            }
            tail = density / fraction;
        }
        return x < 0 ? tail : 1 - tail;
    }

    static double[] map(double[] x, DoubleUnaryOperator f) {
        double[] out = new double[x.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = f.applyAsDouble(x[i]);
        }
        return out;
    }
}
