package org.siguard.guard;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.siguard.base.Largest;
import org.siguard.base.UserMistake;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * For every class a vector that is released in the place of any prediction of that class: it tells the label and nothing else. The
 * componentwise median of a model's outputs of that class is near to them all.
 *
 * @param vectors a row a class; row k has its largest entry at k
 */
public record ClassTemplates(double[][] vectors) {
    /** What classes that never came up are given, beside an even share for all. */
    private static final double SURE = 0.5;

    public ClassTemplates {
        vectors = Arrays.stream(vectors).map(double[]::clone).toArray(double[][]::new);
        for (double[] vector : vectors) {
            boolean numbers = Arrays.stream(vector).allMatch(p -> p >= 0 && p <= 1);
            if (vector.length != vectors.length || !numbers || Math.abs(Arrays.stream(vector).sum() - 1) > 1e-6) {
                throw new UserMistake("Class templates: every class needs a vector of " + vectors.length
                        + " probabilities that sum to 1; make them anew from the model's outputs.");
            }
        }
    }

    /** The medians of outputs by the class that they name; the outputs should not be those of members. */
    public static ClassTemplates medians(double[][] outputs, int classes) {
        double[][] vectors = new double[classes][];
        for (int label = 0; label < classes; label++) {
            int wanted = label;
            List<double[]> named = Arrays.stream(outputs).filter(p -> Largest.of(p) == wanted).toList();
            vectors[label] = named.isEmpty() ? even(label, classes) : median(named, label);
        }
        return new ClassTemplates(vectors);
    }

    private static double[] even(int label, int classes) {
        double[] out = new double[classes];
        Arrays.fill(out, (1 - SURE) / classes);
        out[label] += SURE;
        return out;
    }

    private static double[] median(List<double[]> outputs, int label) {
        int classes = outputs.get(0).length;
        double[] out = IntStream.range(0, classes)
                .mapToDouble(i -> outputs.stream().mapToDouble(p -> p[i]).sorted().toArray()[outputs.size() / 2]).toArray();
        double largest = Arrays.stream(out).max().orElse(0);
        out[label] = largest;
        double sum = Arrays.stream(out).sum();
        return sum > 0 ? Arrays.stream(out).map(p -> p / sum).toArray() : even(label, classes);
    }

    int classes() {
        return vectors.length;
    }

    /** In fixed point: sums of exactly 1, and the label's entry above all others by a unit at least. */
    RingTensor encoded(FixedPoint fixedPoint) {
        int classes = vectors.length;
        long[] out = new long[classes * classes];
        for (int label = 0; label < classes; label++) {
            out[label * classes + label] = fixedPoint.one();
            long most = Long.MAX_VALUE;
            for (boolean fits = false; !fits; most--) {
                long own = fixedPoint.one();
                long largest = 0;
                for (int i = 0; i < classes; i++) {
                    if (i != label) {
                        long entry = Math.min((long) Math.floor(vectors[label][i] * fixedPoint.one()), most);
                        out[label * classes + i] = entry;
                        own -= entry;
                        largest = Math.max(largest, entry);
                    }
                }
                out[label * classes + label] = own;
                fits = own > largest;
                most = Math.min(most, largest);
            }
        }
        return RingTensor.of(Shape.of(classes, classes), out);
    }
}
