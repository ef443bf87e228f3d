package org.siguard.train.sample;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.siguard.base.Largest;
import org.siguard.data.Dataset;
import org.siguard.model.Model;
import org.siguard.model.PlainInference;
import org.siguard.mpc.math.SoftmaxKind;

/**
 * What a target gives away, and to whom; all shares between 0 and 1.
 *
 * @param memberAccuracy    the target's accuracy on its training records
 * @param nonMemberAccuracy its accuracy on records it was not trained on
 * @param telling           how well members are told from non-members by the outputs of each softmax
 */
public record SampleFigures(double memberAccuracy, double nonMemberAccuracy, Map<SoftmaxKind, Telling> telling) {
    public SampleFigures {
        telling = Collections.unmodifiableMap(new EnumMap<>(telling));
    }

    /**
     * Balanced accuracies on members and non-members that nothing was fitted on.
     *
     * @param classifier of h
     * @param threshold  of a threshold on the largest probability, the best on h's training records
     * @param augmented  of the augmented h, where there is one
     */
    public record Telling(double classifier, double threshold, OptionalDouble augmented) {
    }

    /** Balanced accuracy of the gap attack: ½(accuracy on members + 1 − accuracy on non-members). */
    public double gap() {
        return (memberAccuracy + 1 - nonMemberAccuracy) / 2;
    }

    /** The rows of one world: the target's, or the shadow's. */
    record World(int[] train, int[] test, int[] classifierMembers, int[] classifierOthers, int[] freshMembers, int[] freshOthers) {
        /** All rows that the figures ask about, each once. */
        int[] rows() {
            return IntStream.concat(Arrays.stream(train), IntStream.concat(Arrays.stream(test), Arrays.stream(classifierOthers)))
                    .distinct().toArray();
        }
    }

    /** What came out for the rows of a world, by row of the data set. */
    record Outputs(Map<SoftmaxKind, Map<Integer, double[]>> byKind) {
        static Outputs of(int[] rows, Map<SoftmaxKind, double[][]> vectors) {
            Map<SoftmaxKind, Map<Integer, double[]>> out = new EnumMap<>(SoftmaxKind.class);
            vectors.forEach((kind, all) -> {
                Map<Integer, double[]> byRow = new java.util.HashMap<>();
                for (int i = 0; i < rows.length; i++) {
                    byRow.put(rows[i], all[i]);
                }
                out.put(kind, byRow);
            });
            return new Outputs(out);
        }

        double[][] at(SoftmaxKind kind, int[] rows) {
            Map<Integer, double[]> byRow = byKind.get(kind);
            return Arrays.stream(rows).mapToObj(byRow::get).toArray(double[][]::new);
        }
    }

    /** The target's labels are those of the exact softmax. */
    static SampleFigures measure(Outputs outputs, Memberships memberships, Dataset data, World world) {
        Map<SoftmaxKind, Telling> telling = new EnumMap<>(SoftmaxKind.class);
        memberships.plain().forEach((kind, h) -> telling.put(kind, telling(outputs, kind, h, memberships.augmented().get(kind), world)));
        return new SampleFigures(accuracy(outputs, data, world.train()), accuracy(outputs, data, world.test()), telling);
    }

    /** @param augmented null where there is none */
    private static Telling telling(Outputs outputs, SoftmaxKind kind, Model membership, Model augmented, World world) {
        double[][] freshIn = outputs.at(kind, world.freshMembers());
        double[][] freshOut = outputs.at(kind, world.freshOthers());
        OptionalDouble byAugmented = augmented == null ? OptionalDouble.empty() : OptionalDouble.of(told(augmented, freshIn, freshOut));
        double threshold = threshold(largest(outputs.at(kind, world.classifierMembers())),
                largest(outputs.at(kind, world.classifierOthers())));
        double byThreshold = (share(largest(freshIn), threshold) + 1 - share(largest(freshOut), threshold)) / 2;
        return new Telling(told(membership, freshIn, freshOut), byThreshold, byAugmented);
    }

    private static double told(Model classifier, double[][] members, double[][] others) {
        PlainInference h = new PlainInference(classifier);
        return (share(first(h.logits(members)), Double.MIN_VALUE) + 1 - share(first(h.logits(others)), Double.MIN_VALUE)) / 2;
    }

    /** Of the values that members have, the one that tells both sides apart best. */
    private static double threshold(double[] in, double[] out) {
        double[] others = Arrays.stream(out).sorted().toArray();
        double[] members = Arrays.stream(in).sorted().toArray();
        return IntStream.range(0, members.length).boxed()
                .max(Comparator.comparingDouble(
                        i -> (members.length - i) / (double) members.length - above(others, members[i]) / (double) others.length))
                .map(i -> members[i]).orElseThrow();
    }

    /** How many are at least v. */
    private static int above(double[] sorted, double v) {
        int at = Arrays.binarySearch(sorted, v);
        at = at < 0 ? -at - 1 : at;
        while (at > 0 && sorted[at - 1] == v) {
            at--;
        }
        return sorted.length - at;
    }

    private static double accuracy(Outputs outputs, Dataset data, int[] rows) {
        double[][] vectors = outputs.at(SoftmaxKind.EXACT, rows);
        return IntStream.range(0, rows.length).filter(i -> Largest.of(vectors[i]) == data.labels()[rows[i]]).count() / (double) rows.length;
    }

    private static double[] largest(double[][] vectors) {
        return Arrays.stream(vectors).mapToDouble(p -> p[Largest.of(p)]).toArray();
    }

    private static double[] first(double[][] vectors) {
        return Arrays.stream(vectors).mapToDouble(z -> z[0]).toArray();
    }

    /** The share of values that are at least v. */
    private static double share(double[] values, double v) {
        return Arrays.stream(values).filter(value -> value >= v).count() / (double) values.length;
    }
}
