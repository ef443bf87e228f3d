package org.siguard.attack;

import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Released vectors with a leak of known size. φ of the true label is normal with deviation 1, around {@code usual} for
 * non-members and {@code usual + leak} for members; the other classes share the rest at random.
 */
public record Planted(int classes, double usual, double leak) {
    public static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    Release release(int records, boolean members, Random random) {
        int[] labels = random.ints(records, 0, classes).toArray();
        double[][] vectors = new double[records][];
        for (int i = 0; i < records; i++) {
            double phi = usual + (members ? leak : 0) + random.nextGaussian();
            vectors[i] = vector(1 / (1 + Math.exp(-phi)), labels[i], random);
        }
        return new Release(vectors, labels);
    }

    Shadow shadow(int records, Random random) {
        return new Shadow(release(records, true, random), release(records, false, random));
    }

    private double[] vector(double p, int label, Random random) {
        double[] shares = random.doubles(classes, 0.01, 1).toArray();
        double sum = IntStream.range(0, classes).filter(i -> i != label).mapToDouble(i -> shares[i]).sum();
        return IntStream.range(0, classes).mapToDouble(i -> i == label ? p : (1 - p) * shares[i] / sum).toArray();
    }

    /** The balanced accuracy of "member where p_y ≥ τ" over all records there could be. */
    double accuracy(double threshold) {
        double phi = Math.log(threshold / (1 - threshold));
        return (STANDARD.survivalProbability(phi - usual - leak) + STANDARD.cumulativeProbability(phi - usual)) / 2;
    }

    /** Of the best threshold: Φ(leak / 2). */
    double bestAccuracy() {
        return STANDARD.cumulativeProbability(leak / 2);
    }
}
