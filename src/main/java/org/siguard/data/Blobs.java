package org.siguard.data;

import java.util.ArrayList;
import java.util.List;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/**
 * The data set "blobs-2d": four classes in two features, so that a network's whole decision can be drawn on a page, and one
 * sees where it bends around single training records.
 *
 * <ol>
 * <li>Each class has two clouds. A cloud's centre is uniform in the square from -3 to 3; it has a long and a short axis
 * (deviations 0.5 to 1.1 and 0.3 to 0.7) in a random direction.
 * <li>A record's class is uniform, and so is which of its two clouds it comes from.
 * <li>With probability {@link #WRONG_LABELS} the label is one of the other three instead, each as likely.
 * </ol>
 *
 * <p>What it is not: hard, or like data of many features, where every record is far from all others. Attacks on it are for
 * looking at, not for measuring.
 */
public final class Blobs {
    public static final String NAME = "blobs-2d";
    public static final int CLASSES = 4;
    public static final double WRONG_LABELS = 0.05;

    private static final int CLOUDS = 2;
    private static final double REACH = 3;

    private Blobs() {
    }

    /** The first {@code count} records of a seed: more records of the same seed begin with the same ones. */
    public static Dataset generate(long seed, int count) {
        Shape record = Shape.of(2);
        Generators.requireCount(NAME, count, record);
        Draws draws = Draws.of(Seed.of(seed).derive(NAME));
        Cloud[] clouds = new Cloud[CLASSES * CLOUDS];
        for (int i = 0; i < clouds.length; i++) {
            clouds[i] = Cloud.random(draws);
        }
        List<float[]> records = new ArrayList<>(count);
        int[] labels = new int[count];
        for (int row = 0; row < count; row++) {
            int cloud = draws.below(clouds.length);
            records.add(clouds[cloud].point(draws));
            labels[row] = Generators.mislabelled(draws, cloud / CLOUDS, CLASSES, WRONG_LABELS);
        }
        return new Dataset(NAME, record, CLASSES, records, labels);
    }

    private record Cloud(double x, double y, double along, double across, double cos, double sin) {
        static Cloud random(Draws draws) {
            double angle = 2 * Math.PI * draws.uniform();
            return new Cloud(REACH * (2 * draws.uniform() - 1), REACH * (2 * draws.uniform() - 1), 0.5 + 0.6 * draws.uniform(),
                    0.3 + 0.4 * draws.uniform(), StrictMath.cos(angle), StrictMath.sin(angle));
        }

        float[] point(Draws draws) {
            double a = along * draws.gaussian();
            double b = across * draws.gaussian();
            return new float[] {(float) (x + cos * a - sin * b), (float) (y + sin * a + cos * b)};
        }
    }
}
