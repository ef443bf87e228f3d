package org.siguard.data;

import java.util.ArrayList;
import java.util.List;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/**
 * The data set "clusters-10": ten overlapping Gaussian clouds in 32 features, some labels wrong. Made so that a small network
 * learns its training records by heart: no rule explains them all, so it has to.
 *
 * <ol>
 * <li>Each class has a centre, whose features are normal with deviation {@link #SPREAD}.
 * <li>A record's class is uniform; its features are its centre's plus standard normal noise, as {@code float}.
 * <li>With probability {@link #WRONG_LABELS} its label is one of the other nine instead, each as likely.
 * </ol>
 *
 * <p>What it is not: data about anyone, or data as anyone has it. Every record is equally hard to place, there are no outliers
 * and no groups, and the members' distribution is exactly the non-members'. It shows what leaks and what a guard does to it;
 * how much leaks from real data, only real data shows.
 */
public final class Clusters {
    public static final String NAME = "clusters-10";
    public static final int CLASSES = 10;
    public static final int FEATURES = 32;

    /** Deviation of the centres' features; that of the noise is 1. */
    public static final double SPREAD = 0.45;
    public static final double WRONG_LABELS = 0.05;

    private Clusters() {
    }

    /** The first {@code count} records of a seed: more records of the same seed begin with the same ones. */
    public static Dataset generate(long seed, int count) {
        Generators.requireCount(NAME, count, Shape.of(FEATURES));
        Draws draws = Draws.of(Seed.of(seed).derive(NAME));
        double[][] centres = new double[CLASSES][FEATURES];
        for (double[] centre : centres) {
            for (int i = 0; i < FEATURES; i++) {
                centre[i] = SPREAD * draws.gaussian();
            }
        }
        List<float[]> records = new ArrayList<>(count);
        int[] labels = new int[count];
        for (int row = 0; row < count; row++) {
            int cloud = draws.below(CLASSES);
            records.add(around(centres[cloud], draws));
            labels[row] = Generators.mislabelled(draws, cloud, CLASSES, WRONG_LABELS);
        }
        return new Dataset(NAME, Shape.of(FEATURES), CLASSES, records, labels);
    }

    private static float[] around(double[] centre, Draws draws) {
        float[] record = new float[FEATURES];
        for (int i = 0; i < FEATURES; i++) {
            record[i] = (float) (centre[i] + draws.gaussian());
        }
        return record;
    }
}
