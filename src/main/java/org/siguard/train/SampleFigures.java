package org.siguard.train;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.siguard.data.Dataset;
import org.siguard.model.Model;
import org.siguard.model.PlainInference;

/**
 * What a target gives away, and to whom; all shares between 0 and 1.
 *
 * @param memberAccuracy     the target's accuracy on its training records
 * @param nonMemberAccuracy  its accuracy on records it was not trained on
 * @param membershipAccuracy balanced accuracy of h on members and non-members that neither it nor the threshold was fitted on
 * @param thresholdAccuracy  the same of a threshold on the largest probability, the best on h's training records
 */
public record SampleFigures(double memberAccuracy, double nonMemberAccuracy, double membershipAccuracy, double thresholdAccuracy) {

    /** Balanced accuracy of the gap attack: ½(accuracy on members + 1 − accuracy on non-members). */
    public double gap() {
        return (memberAccuracy + 1 - nonMemberAccuracy) / 2;
    }

    /** The rows of one world: the target's, or the shadow's. */
    record World(int[] train, int[] test, int[] classifierMembers, int[] classifierOthers, int[] freshMembers, int[] freshOthers) {
    }

    static SampleFigures measure(Model model, Model membership, Dataset data, World world) {
        PlainInference plain = new PlainInference(model);
        double[][] seenIn = plain.probabilities(data.rows(world.classifierMembers()).records());
        double[][] seenOut = plain.probabilities(data.rows(world.classifierOthers()).records());
        double[][] freshIn = plain.probabilities(data.rows(world.freshMembers()).records());
        double[][] freshOut = plain.probabilities(data.rows(world.freshOthers()).records());
        PlainInference h = new PlainInference(membership);
        double byClassifier =
                (share(first(h.logits(freshIn)), Double.MIN_VALUE) + 1 - share(first(h.logits(freshOut)), Double.MIN_VALUE)) / 2;
        double[] in = largest(seenIn);
        double[] out = largest(seenOut);
        double threshold = IntStream.range(0, in.length).mapToDouble(i -> in[i]).boxed()
                .max(Comparator.comparingDouble(v -> share(in, v) - share(out, v))).orElseThrow();
        double byThreshold = (share(largest(freshIn), threshold) + 1 - share(largest(freshOut), threshold)) / 2;
        return new SampleFigures(accuracy(plain, data.rows(world.train())), accuracy(plain, data.rows(world.test())), byClassifier,
                byThreshold);
    }

    private static double accuracy(PlainInference plain, Dataset data) {
        double[][] logits = plain.logits(data.records());
        return IntStream.range(0, data.size()).filter(row -> argmax(logits[row]) == data.labels()[row]).count() / (double) data.size();
    }

    private static int argmax(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }

    private static double[] largest(double[][] vectors) {
        return Arrays.stream(vectors).mapToDouble(p -> p[argmax(p)]).toArray();
    }

    private static double[] first(double[][] vectors) {
        return Arrays.stream(vectors).mapToDouble(z -> z[0]).toArray();
    }

    /** The share of values that are at least v. */
    private static double share(double[] values, double v) {
        return Arrays.stream(values).filter(value -> value >= v).count() / (double) values.length;
    }
}
