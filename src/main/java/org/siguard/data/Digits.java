package org.siguard.data;

import java.util.ArrayList;
import java.util.List;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/**
 * The data set "digits-28": digits drawn with a shaky pen, 1 × 28 × 28, white on black, values 0 to 1, for networks that read
 * MNIST. Made so that a LeNet has to learn its training records by heart.
 *
 * <ol>
 * <li>A record's class is uniform. A digit is one or two strokes through given points; each point moves by a normal distance of
 * deviation {@link #SHAKE} of the digit's size, and corners are cut twice (Chaikin) to a round line.
 * <li>The digit has a random size, slant, turn and place; the pen a random thickness and pressure.
 * <li>{@value #SCRATCHES} short lines lie across, and every pixel gets uniform noise of ± {@link #NOISE}, cut to 0 … 1.
 * <li>With probability {@link #WRONG_LABELS} the label is one of the other nine instead, each as likely.
 * </ol>
 *
 * <p>What it is not: MNIST, nor anyone's handwriting. There is one way to write each digit and no writer who writes many, and
 * it is harder and noisier than MNIST, on which a LeNet hardly leaks.
 */
public final class Digits {
    public static final String NAME = "digits-28";
    public static final int CLASSES = 10;
    public static final double SHAKE = 0.05;
    public static final double NOISE = 0.2;
    public static final double WRONG_LABELS = 0.1;

    static final int SCRATCHES = 2;
    private static final int SIDE = 28;
    static final Shape RECORD = Shape.of(1, SIDE, SIDE);

    /** The strokes of each digit: points x, y from 0 to 1, y downwards; a point given twice stays a corner. */
    private static final double[][][] STROKES = {
        {{0.5, 0, 0.15, 0.15, 0.08, 0.5, 0.15, 0.85, 0.5, 1, 0.85, 0.85, 0.92, 0.5, 0.85, 0.15, 0.5, 0}},
        {{0.3, 0.25, 0.55, 0, 0.55, 0, 0.55, 0.5, 0.55, 1}},
        {{0.12, 0.25, 0.3, 0, 0.7, 0, 0.88, 0.3, 0.6, 0.6, 0.1, 1, 0.1, 1, 0.5, 1, 0.92, 1}},
        {{0.12, 0.1, 0.5, -0.02, 0.88, 0.2, 0.75, 0.42, 0.4, 0.48, 0.4, 0.48, 0.85, 0.55, 0.92, 0.8, 0.55, 1.03, 0.1, 0.9}},
        {{0.6, 0, 0.35, 0.35, 0.08, 0.65, 0.08, 0.65, 0.5, 0.65, 0.95, 0.65}, {0.68, 0.35, 0.68, 0.7, 0.66, 1}},
        {{0.85, 0, 0.55, 0, 0.25, 0, 0.25, 0, 0.2, 0.45, 0.2, 0.45, 0.6, 0.35, 0.95, 0.65, 0.7, 1, 0.1, 0.95}},
        {{0.75, 0, 0.35, 0.2, 0.1, 0.6, 0.22, 0.95, 0.65, 1.02, 0.9, 0.75, 0.6, 0.48, 0.2, 0.62}},
        {{0.1, 0, 0.5, 0, 0.9, 0, 0.9, 0, 0.6, 0.5, 0.42, 1}},
        {{0.5, 0.48, 0.15, 0.25, 0.5, -0.03, 0.85, 0.25, 0.5, 0.48, 0.08, 0.75, 0.5, 1.03, 0.92, 0.75, 0.5, 0.48}},
        {{0.85, 0.28, 0.5, 0.55, 0.12, 0.3, 0.42, -0.03, 0.85, 0.12, 0.86, 0.35, 0.8, 0.65, 0.6, 1}}};

    private Digits() {
    }

    /** The first {@code count} records of a seed: more records of the same seed begin with the same ones. */
    public static Dataset generate(long seed, int count) {
        Generators.requireCount(NAME, count, RECORD);
        Draws draws = Draws.of(Seed.of(seed).derive(NAME));
        List<float[]> records = new ArrayList<>(count);
        int[] labels = new int[count];
        for (int row = 0; row < count; row++) {
            int digit = draws.below(CLASSES);
            records.add(picture(digit, draws));
            labels[row] = Generators.mislabelled(draws, digit, CLASSES, WRONG_LABELS);
        }
        return new Dataset(NAME, RECORD, CLASSES, records, labels);
    }

    private static float[] picture(int digit, Draws draws) {
        double[] ink = new double[SIDE * SIDE];
        Hand hand = new Hand(draws);
        for (double[] stroke : STROKES[digit]) {
            double[] points = stroke.clone();
            for (int i = 0; i < points.length; i++) {
                points[i] += SHAKE * draws.gaussian();
            }
            hand.draw(rounded(rounded(points)), ink);
        }
        for (int i = 0; i < SCRATCHES; i++) {
            double x = draws.uniform();
            double y = draws.uniform();
            hand.draw(new double[] {x, y, x + 0.5 * (draws.uniform() - 0.5), y + 0.5 * (draws.uniform() - 0.5)}, ink);
        }
        float[] record = new float[ink.length];
        for (int i = 0; i < record.length; i++) {
            record[i] = (float) Math.clamp(ink[i] + NOISE * (2 * draws.uniform() - 1), 0, 1);
        }
        return record;
    }

    /** Cuts the corners of a line: each inner piece is replaced by its middle half; the ends stay. */
    private static double[] rounded(double[] points) {
        int pieces = points.length / 2 - 1;
        double[] out = new double[4 * pieces];
        for (int i = 0; i < pieces; i++) {
            for (int axis = 0; axis < 2; axis++) {
                double from = points[2 * i + axis];
                double to = points[2 * i + 2 + axis];
                out[4 * i + axis] = i == 0 ? from : 0.75 * from + 0.25 * to;
                out[4 * i + 2 + axis] = i == pieces - 1 ? to : 0.25 * from + 0.75 * to;
            }
        }
        return out;
    }

    /** How one digit is written: where, how large, how slanted, with what pen. */
    private static final class Hand {
        private final double[] right;
        private final double[] down;
        private final double x;
        private final double y;
        private final double radius;
        private final double pressure;

        Hand(Draws draws) {
            double height = 14 + 7 * draws.uniform();
            double width = height * (0.5 + 0.3 * draws.uniform());
            double turn = 0.15 * draws.gaussian();
            double slant = 0.2 * draws.gaussian();
            double cos = StrictMath.cos(turn);
            double sin = StrictMath.sin(turn);
            right = new double[] {width * cos, width * sin};
            down = new double[] {-height * (sin + slant * cos), height * (cos - slant * sin)};
            double middleX = SIDE / 2.0 + 1.5 * draws.gaussian();
            double middleY = SIDE / 2.0 + 1.5 * draws.gaussian();
            x = middleX - (right[0] + down[0]) / 2;
            y = middleY - (right[1] + down[1]) / 2;
            radius = 0.7 + 0.9 * draws.uniform();
            pressure = 0.6 + 0.4 * draws.uniform();
        }

        void draw(double[] points, double[] ink) {
            for (int i = 0; i + 3 < points.length; i += 2) {
                piece(at(points, i, 0), at(points, i, 1), at(points, i + 2, 0), at(points, i + 2, 1), ink);
            }
        }

        private double at(double[] points, int i, int axis) {
            return (axis == 0 ? x : y) + points[i] * right[axis] + points[i + 1] * down[axis];
        }

        /** Full ink within the pen's radius of a piece of line, and none a pixel further out. */
        private void piece(double x0, double y0, double x1, double y1, double[] ink) {
            double reach = radius + 1;
            double alongX = x1 - x0;
            double alongY = y1 - y0;
            double square = Math.max(1e-9, alongX * alongX + alongY * alongY);
            int top = (int) Math.max(0, Math.min(y0, y1) - reach);
            int bottom = (int) Math.min(SIDE - 1, Math.max(y0, y1) + reach);
            int leftmost = (int) Math.max(0, Math.min(x0, x1) - reach);
            int rightmost = (int) Math.min(SIDE - 1, Math.max(x0, x1) + reach);
            for (int row = top; row <= bottom; row++) {
                for (int column = leftmost; column <= rightmost; column++) {
                    double offX = column + 0.5 - x0;
                    double offY = row + 0.5 - y0;
                    double share = Math.clamp((offX * alongX + offY * alongY) / square, 0, 1);
                    double across = offX - share * alongX;
                    double above = offY - share * alongY;
                    double covered = Math.clamp(reach - Math.sqrt(across * across + above * above), 0, 1);
                    int at = row * SIDE + column;
                    ink[at] = Math.max(ink[at], pressure * covered);
                }
            }
        }
    }
}
