package org.siguard.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/**
 * The data set "purchase-100": which of 600 products a customer bought, in 100 classes. Made after the way the published table
 * was: binary purchase vectors are clustered by k-means, and a record's class is its cluster, so that the classes cut through a
 * crowd in which no line is drawn.
 *
 * <ol>
 * <li>Every product has a popularity; each of {@value #TASTES} tastes makes {@value #FAVOURITES} products likely.
 * <li>A customer has one main taste and one lesser one, drawn anew for each, and a thrift; a product is bought with the
 * probability that popularity, tastes and thrift give it.
 * <li>k-means (Lloyd, {@value #STEPS} steps) finds {@value #CLASSES} centres in {@value #REFERENCE} customers of the seed who are
 * not in the data set: so a record's class does not depend on how many records are asked for.
 * <li>A record's label is the centre that is nearest to it.
 * </ol>
 *
 * <p>What it is not: the published Purchase-100 (Shokri et al., 2017, from the "Acquire Valued Shoppers" challenge), nor a model
 * fitted to it. Products are bought independently of each other once the tastes are known, and no customer is strange, where
 * real ones are and leak most. Its labels have no noise: what a network cannot learn of them is where the clusters meet.
 */
public final class Purchases {
    public static final String NAME = "purchase-100";
    public static final int PRODUCTS = 600;
    public static final int CLASSES = 100;

    static final int TASTES = 120;
    static final int FAVOURITES = 30;
    static final int REFERENCE = 6000;
    static final int STEPS = 12;
    private static final int ALIKE = 20;

    private final Draws draws;
    private final double[] popularity = new double[PRODUCTS];
    private final int[][] favourites = new int[TASTES][];

    private Purchases(Seed seed) {
        draws = Draws.of(seed);
        for (int i = 0; i < PRODUCTS; i++) {
            double u = draws.uniform();
            popularity[i] = 0.01 + 0.12 * u * u * u;
        }
        for (int i = 0; i < TASTES; i++) {
            favourites[i] = Arrays.copyOf(draws.order(PRODUCTS), FAVOURITES);
        }
    }

    /** The first {@code count} records of a seed: more records of the same seed begin with the same ones. */
    public static Dataset generate(long seed, int count) {
        Shape record = Shape.of(PRODUCTS);
        Generators.requireCount(NAME, count, record);
        Purchases shop = new Purchases(Seed.of(seed).derive(NAME));
        List<int[]> reference = new ArrayList<>(REFERENCE);
        for (int i = 0; i < REFERENCE; i++) {
            reference.add(shop.customer());
        }
        double[][] centres = shop.start(reference);
        for (int step = 0; step < STEPS; step++) {
            centres = moved(centres, reference);
        }
        double[] lengths = lengths(centres);
        List<float[]> records = new ArrayList<>(count);
        int[] labels = new int[count];
        for (int row = 0; row < count; row++) {
            int[] bought = shop.customer();
            float[] vector = new float[PRODUCTS];
            for (int product : bought) {
                vector[product] = 1;
            }
            records.add(vector);
            labels[row] = nearest(centres, lengths, bought);
        }
        return new Dataset(NAME, record, CLASSES, records, labels);
    }

    /** What one customer bought. */
    private int[] customer() {
        double thrift = 0.7 + 0.6 * draws.uniform();
        double[] chance = new double[PRODUCTS];
        for (int i = 0; i < PRODUCTS; i++) {
            chance[i] = thrift * popularity[i];
        }
        add(chance, favourites[draws.below(TASTES)], thrift * (0.25 + 0.25 * draws.uniform()));
        add(chance, favourites[draws.below(TASTES)], thrift * (0.05 + 0.25 * draws.uniform()));
        int[] bought = new int[PRODUCTS];
        int count = 0;
        for (int i = 0; i < PRODUCTS; i++) {
            if (draws.uniform() < chance[i]) {
                bought[count++] = i;
            }
        }
        return Arrays.copyOf(bought, count);
    }

    private static void add(double[] chance, int[] products, double more) {
        for (int product : products) {
            chance[product] += more;
        }
    }

    /**
     * Where k-means starts: customers drawn in proportion to their squared distance from all centres before (k-means++), each
     * averaged with those most like it. A lone customer would be no centre: two vectors of few ones are farther from each other,
     * though their tastes are the same, than from the mean of all.
     */
    private double[][] start(List<int[]> customers) {
        double[][] centres = new double[CLASSES][];
        double[] distances = new double[customers.size()];
        Arrays.fill(distances, 1);
        for (int i = 0; i < CLASSES; i++) {
            double all = 0;
            for (double distance : distances) {
                all += distance;
            }
            double left = draws.uniform() * all;
            int chosen = 0;
            while (chosen < distances.length - 1 && left >= distances[chosen]) {
                left -= distances[chosen++];
            }
            centres[i] = meanAround(customers.get(chosen), customers);
            for (int row = 0; row < distances.length; row++) {
                double distance = distance(centres[i], customers.get(row));
                distances[row] = i == 0 ? distance : Math.min(distances[row], distance);
            }
        }
        return centres;
    }

    private static double[] meanAround(int[] middle, List<int[]> customers) {
        double[] vector = new double[PRODUCTS];
        for (int product : middle) {
            vector[product] = 1;
        }
        double[] distances = customers.stream().mapToDouble(bought -> distance(vector, bought)).toArray();
        double[] mean = new double[PRODUCTS];
        IntStream.range(0, distances.length).boxed().sorted(Comparator.comparingDouble(row -> distances[row])).limit(ALIKE)
                .forEach(row -> {
                    for (int product : customers.get(row)) {
                        mean[product] += 1.0 / ALIKE;
                    }
                });
        return mean;
    }

    private static double distance(double[] centre, int[] bought) {
        double distance = length(centre) + bought.length;
        for (int product : bought) {
            distance -= 2 * centre[product];
        }
        return distance;
    }

    /** One step of Lloyd's: every centre moves to the mean of those who are nearest to it, or stays where it has none. */
    private static double[][] moved(double[][] centres, List<int[]> customers) {
        double[][] sums = new double[CLASSES][PRODUCTS];
        int[] counts = new int[CLASSES];
        double[] lengths = lengths(centres);
        for (int[] bought : customers) {
            int centre = nearest(centres, lengths, bought);
            counts[centre]++;
            for (int product : bought) {
                sums[centre][product]++;
            }
        }
        for (int i = 0; i < CLASSES; i++) {
            if (counts[i] == 0) {
                sums[i] = centres[i];
                continue;
            }
            for (int j = 0; j < PRODUCTS; j++) {
                sums[i][j] /= counts[i];
            }
        }
        return sums;
    }

    /** |x - c|² = |x|² - 2 x·c + |c|², of which |x|² is the same for all, and x·c has few terms. */
    private static int nearest(double[][] centres, double[] lengths, int[] bought) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < CLASSES; i++) {
            double product = 0;
            for (int at : bought) {
                product += centres[i][at];
            }
            double distance = lengths[i] - 2 * product;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static double[] lengths(double[][] centres) {
        return Arrays.stream(centres).mapToDouble(Purchases::length).toArray();
    }

    /** The squared length; not a stream's sum, whose order of adding no one promises. */
    private static double length(double[] centre) {
        double length = 0;
        for (double c : centre) {
            length += c * c;
        }
        return length;
    }
}
