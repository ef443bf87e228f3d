package org.siguard.attack;

/** Logarithms of probabilities, which may have been rounded to 0 or 1; the same bits on every processor. */
public final class Logs {
    /** One step of a 16-bit fixed-point fraction: nearer to 0 or 1 a released number cannot be told apart. */
    public static final double RESOLUTION = 0x1p-16;

    private static final double SMALLEST = 1e-30;

    private Logs() {
    }

    /** ln max(p, 1e-30). */
    public static double clamped(double p) {
        return StrictMath.log(Math.max(p, SMALLEST));
    }

    /** φ = ln(p / (1 − p)), of p clamped to [2⁻¹⁶, 1 − 2⁻¹⁶]: from −11.09 to 11.09. */
    public static double odds(double p) {
        double kept = Math.clamp(p, RESOLUTION, 1 - RESOLUTION);
        return StrictMath.log(kept / (1 - kept));
    }
}
