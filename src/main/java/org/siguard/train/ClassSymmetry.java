package org.siguard.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.siguard.model.Layer;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.model.Tensor;
import org.siguard.ring.Shape;

/**
 * A K → 128 → 64 → 1 network that cannot tell classes apart, because its weights are tied. For knots t_1, …, t_J with K J ≤ 128 the
 * first layer has a unit for every class and knot, and the second reads the sums S_j of those of one knot:
 *
 * <p>S_j = Σ_i relu(p_i − t_j)
 *
 * <p>S is above 0 exactly where max p is above t. So the rule "member where max p is above t" is among these networks, whatever t is,
 * and one knot starts at the t that tells the training records apart best.
 *
 * <p>Where there is room for one knot alone (K above 64), S is flat below it, and a guard would find no way up from there. The units that
 * are left then read whole groups of g classes, from a low knot on: Σ_groups relu(Σ_{i in group} p_i − g/K). These know the classes' order,
 * but only as far as two probable classes share a group.
 *
 * <p>While it is trained the network is a convolution with a 1 × 1 kernel over a picture of K × 1, and the mean of what comes of it: the
 * same weights for every class by construction. {@link #unfolded} writes the same function as three dense layers.
 */
final class ClassSymmetry {
    static final int FIRST = 128;
    static final int SECOND = 64;
    private static final int MOST_KNOTS = 12;
    private static final double HALF = 0.5;

    private final int classes;
    private final int knots;
    private final int group;

    /** @param classes at most {@value #FIRST} */
    ClassSymmetry(int classes) {
        this.classes = classes;
        this.knots = Math.min(MOST_KNOTS, FIRST / classes);
        this.group = knots > 1 ? 0 : smallestGroup(classes);
    }

    /** Whether the first layer has a unit for every class. */
    static boolean fits(int classes) {
        return classes <= FIRST;
    }

    /** The smallest size of groups that all units left over have room for; 0 where only all classes together would do. */
    private static int smallestGroup(int classes) {
        return IntStream.range(2, classes).filter(g -> classes % g == 0 && classes / g <= FIRST - classes).findFirst().orElse(0);
    }

    /** The network with tied weights, on pictures of 1 × K × 1. */
    ModelSpec spec(String name) {
        List<ModelSpec.Node> nodes = new ArrayList<>();
        statistic(nodes, "each", Layer.Conv2d.square(1, knots, 1, 1, 0, true));
        if (group > 0) {
            statistic(nodes, "group", new Layer.Conv2d(1, 1, group, 1, group, 0, 1, true));
            nodes.add(new ModelSpec.Node("both", new Layer.Concat(), List.of("each.mean", "group.mean")));
        }
        nodes.add(new ModelSpec.Node("flat", new Layer.Flatten(), List.of(nodes.getLast().name())));
        nodes.add(new ModelSpec.Node("fc2", new Layer.Linear(statistics(), SECOND), List.of("flat")));
        nodes.add(new ModelSpec.Node("relu2", new Layer.Relu(), List.of("fc2")));
        nodes.add(new ModelSpec.Node("fc3", new Layer.Linear(SECOND, 1), List.of("relu2")));
        return new ModelSpec(name, Shape.of(1, classes, 1), nodes);
    }

    private static void statistic(List<ModelSpec.Node> nodes, String name, Layer units) {
        nodes.add(new ModelSpec.Node(name, units, List.of(ModelSpec.INPUT)));
        nodes.add(new ModelSpec.Node(name + ".relu", new Layer.Relu(), List.of(name)));
        nodes.add(new ModelSpec.Node(name + ".mean", new Layer.GlobalAvgPool(), List.of(name + ".relu")));
    }

    private int statistics() {
        return group > 0 ? knots + 1 : knots;
    }

    /**
     * Where the knots start: the first at the threshold, the others evenly between 1/K, below which no largest probability is, and 1. All
     * of a weight of K, so that a mean over the classes is the sum that it stands for. A single knot starts at 1/2 at most: from there on
     * S is max p less 1/2, and the layers above find any threshold in it.
     *
     * @param threshold on the largest probability, that tells the training records apart best
     */
    Map<String, float[]> start(double threshold) {
        float[] weights = new float[knots];
        float[] biases = new float[knots];
        for (int knot = 0; knot < knots; knot++) {
            double evenly =
                    knot == 0 ? Math.min(threshold, knots > 1 ? 1 : HALF) : (1 + (classes - 1.0) * (knot - 1) / (knots - 1)) / classes;
            weights[knot] = classes;
            biases[knot] = (float) (-classes * evenly);
        }
        Map<String, float[]> out = new LinkedHashMap<>(Map.of("each.weight", weights, "each.bias", biases));
        if (group > 0) {
            float[] alike = new float[group];
            Arrays.fill(alike, (float) classes / group);
            out.put("group.weight", alike);
            out.put("group.bias", new float[] {-1});
        }
        return out;
    }

    /** The same function as K → 128 → 64 → 1; units that are not needed are 0. */
    Model unfolded(Model tied, ModelSpec dense) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        float[] first = new float[FIRST * classes];
        float[] biases = new float[FIRST];
        float[] second = new float[SECOND * FIRST];
        float[] each = data(tied, "each.weight");
        float[] sums = data(tied, "fc2.weight");
        for (int unit = 0; unit < knots * classes; unit++) {
            int knot = unit / classes;
            first[unit * classes + unit % classes] = each[knot];
            biases[unit] = data(tied, "each.bias")[knot];
            spread(sums, knot, classes, unit, second);
        }
        for (int of = 0; group > 0 && of < classes / group; of++) {
            int unit = classes + of;
            System.arraycopy(data(tied, "group.weight"), 0, first, unit * classes + of * group, group);
            biases[unit] = data(tied, "group.bias")[0];
            spread(sums, knots, classes / group, unit, second);
        }
        weights.put("fc1.weight", new Tensor(Shape.of(FIRST, classes), first));
        weights.put("fc1.bias", new Tensor(Shape.of(FIRST), biases));
        weights.put("fc2.weight", new Tensor(Shape.of(SECOND, FIRST), second));
        for (String same : List.of("fc2.bias", "fc3.weight", "fc3.bias")) {
            weights.put(same, tied.weights().get(same));
        }
        return new Model(dense, weights);
    }

    /** What the second layer makes of a mean, it makes of every unit that the mean is over. */
    private void spread(float[] sums, int statistic, int units, int unit, float[] second) {
        for (int out = 0; out < SECOND; out++) {
            second[out * FIRST + unit] = sums[out * statistics() + statistic] / units;
        }
    }

    private static float[] data(Model model, String weight) {
        return model.weights().get(weight).data();
    }
}
