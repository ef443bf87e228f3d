package org.siguard.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.siguard.ring.Shape;

/**
 * Turns a network into one that computes the same in fewer steps, which the owner does before it shares the weights:
 * <ol>
 * <li>What does not lead to the logits goes, and so does dropout.
 * <li>A batch normalisation goes into the convolution or linear layer it reads, where nobody else reads that one.
 * <li>Otherwise it goes into the layer that reads it, where that is the only one and a linear layer or a convolution without
 * padding: with padding the zeros outside of the picture would be shifted too.
 * <li>A maximum stands before an activation that never falls, where it reads nothing else: max(relu(x)) = relu(max(x)), with
 * fewer numbers to compare.
 * </ol>
 * What cannot be folded exactly, or only into weights too large for a float, stays a layer of its own. The nodes that stay keep
 * their names. All of it is done in one walk along the nodes, each of which is looked at once.
 */
public final class Folding {
    private final Model whole;
    private final Map<String, Tensor> weights;
    /** What stands already, in order. */
    private final Map<String, ModelSpec.Node> done = new LinkedHashMap<>();
    /** What to read instead of a node that went. */
    private final Map<String, String> instead = new HashMap<>();
    /** How many nodes read each. */
    private final Map<String, Integer> readers = new HashMap<>();
    /** The batch normalisations that a layer took up. */
    private final Map<String, List<String>> norms = new HashMap<>();
    private final Model folded;
    private int steps;

    private Folding(Model model) {
        whole = model;
        weights = new LinkedHashMap<>(model.weights());
        List<ModelSpec.Node> needed = needed(model.spec().nodes());
        for (ModelSpec.Node node : needed) {
            new HashSet<>(node.inputs()).forEach(input -> readers.merge(input, 1, Integer::sum));
            steps += node.layer() instanceof Layer.Softmax ? 0 : 1;
        }
        needed.forEach(node -> place(new ModelSpec.Node(node.name(), node.layer(),
                node.inputs().stream().map(input -> instead.getOrDefault(input, input)).toList())));
        ModelSpec spec = new ModelSpec(model.spec().name(), model.spec().input(), List.copyOf(done.values()));
        weights.keySet().retainAll(spec.weights().keySet());
        folded = new Model(spec, weights);
    }

    /** The folded model. */
    public static Model of(Model model) {
        return new Folding(model).folded;
    }

    static Folding trace(Model model) {
        return new Folding(model);
    }

    Model folded() {
        return folded;
    }

    /** The batch normalisations that are part of a layer now. */
    List<String> within(String layer) {
        return norms.getOrDefault(layer, List.of());
    }

    private static List<ModelSpec.Node> needed(List<ModelSpec.Node> nodes) {
        Set<String> read = new LinkedHashSet<>(Set.of(nodes.get(nodes.size() - 1).name()));
        List<ModelSpec.Node> needed = new ArrayList<>();
        for (ModelSpec.Node node : nodes.reversed()) {
            if (read.contains(node.name())) {
                read.addAll(node.inputs());
                needed.add(node);
            }
        }
        return needed.reversed();
    }

    /** Puts the next node where it belongs; what it reads stands already. */
    private void place(ModelSpec.Node node) {
        switch (node.layer()) {
            case Layer.Dropout dropout when steps > 1 -> {
                steps--;
                goes(node, node.inputs().get(0));
            }
            case Layer.BatchNorm norm -> {
                if (!foldBack(node, Affine.of(whole, node, norm))) {
                    done.put(node.name(), node);
                }
            }
            case Layer.MaxPool pool -> placePool(node);
            default -> {
                ModelSpec.Node before = done.get(node.inputs().isEmpty() ? "" : node.inputs().get(0));
                if (before == null || !(before.layer() instanceof Layer.BatchNorm norm)
                        || !foldForward(before, Affine.of(whole, before, norm), node)) {
                    done.put(node.name(), node);
                }
            }
        }
    }

    /** A node goes: who read it reads another one. */
    private void goes(ModelSpec.Node node, String other) {
        instead.put(node.name(), other);
        readers.merge(other, readers.getOrDefault(node.name(), 0) - 1, Integer::sum);
    }

    private boolean readOnce(ModelSpec.Node node) {
        return readers.get(node.name()) == 1;
    }

    private void placePool(ModelSpec.Node pool) {
        ModelSpec.Node before = done.get(pool.inputs().get(0));
        if (before == null || !readOnce(before) || !(before.layer() instanceof Layer.Relu || before.layer() instanceof Layer.Relu6)) {
            done.put(pool.name(), pool);
            return;
        }
        done.remove(before.name());
        done.put(pool.name(), new ModelSpec.Node(pool.name(), pool.layer(), before.inputs()));
        done.put(before.name(), new ModelSpec.Node(before.name(), before.layer(), List.of(pool.name())));
        readers.put(before.name(), readers.getOrDefault(pool.name(), 0));
        readers.put(pool.name(), 1);
        instead.put(pool.name(), before.name());
    }

    private boolean foldBack(ModelSpec.Node norm, Affine affine) {
        ModelSpec.Node before = done.get(norm.inputs().get(0));
        if (before == null || !readOnce(before) || !isProduct(before.layer())) {
            return false;
        }
        Tensor weight = weights.get(before.name() + ".weight");
        Tensor bias = weights.get(before.name() + ".bias");
        int outputs = affine.scale().length;
        int each = weight.size() / outputs;
        float[] scaled = new float[weight.size()];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (affine.scale()[i / each] * weight.data()[i]);
        }
        double[] shifted = new double[outputs];
        for (int o = 0; o < outputs; o++) {
            shifted[o] = affine.shift()[o] + (bias == null ? 0 : affine.scale()[o] * bias.data()[o]);
        }
        if (!takeUp(norm, before, new Tensor(weight.shape(), scaled), shifted, before.inputs())) {
            return false;
        }
        goes(norm, before.name());
        return true;
    }

    private boolean foldForward(ModelSpec.Node norm, Affine affine, ModelSpec.Node after) {
        if (!readOnce(norm) || !isProduct(after.layer()) || (after.layer() instanceof Layer.Conv2d conv && conv.padding() > 0)) {
            return false;
        }
        Tensor weight = weights.get(after.name() + ".weight");
        Tensor bias = weights.get(after.name() + ".bias");
        int outputs = weight.shape().extent(0);
        int channels = weight.shape().extent(1);
        int each = weight.size() / outputs / channels;
        int groups = after.layer() instanceof Layer.Conv2d conv ? conv.groups() : 1;
        float[] scaled = new float[weight.size()];
        double[] shifted = new double[outputs];
        for (int o = 0, i = 0; o < outputs; o++) {
            shifted[o] = bias == null ? 0 : bias.data()[o];
            for (int c = 0; c < channels; c++) {
                int channel = o / (outputs / groups) * channels + c;
                for (int k = 0; k < each; k++, i++) {
                    scaled[i] = (float) (affine.scale()[channel] * weight.data()[i]);
                    shifted[o] += affine.shift()[channel] * weight.data()[i];
                }
            }
        }
        if (!takeUp(norm, after, new Tensor(weight.shape(), scaled), shifted, norm.inputs())) {
            return false;
        }
        done.remove(norm.name());
        return true;
    }

    private static boolean isProduct(Layer layer) {
        return layer instanceof Layer.Linear || layer instanceof Layer.Conv2d;
    }

    /** Gives a layer other weights, and a bias; false where a float does not hold them. */
    private boolean takeUp(ModelSpec.Node norm, ModelSpec.Node node, Tensor weight, double[] bias, List<String> inputs) {
        float[] narrow = new float[bias.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) bias[i];
        }
        if (!finite(weight.data()) || !finite(narrow)) {
            return false;
        }
        weights.put(node.name() + ".weight", weight);
        weights.put(node.name() + ".bias", new Tensor(Shape.of(narrow.length), narrow));
        Layer biased = switch (node.layer()) {
            case Layer.Linear linear -> new Layer.Linear(linear.inputs(), linear.outputs(), true);
            case Layer.Conv2d conv -> new Layer.Conv2d(conv.in(), conv.out(), conv.kernelHeight(), conv.kernelWidth(), conv.stride(),
                    conv.padding(), conv.groups(), true);
            default -> throw new IllegalStateException(node.layer().type() + " has no weights to fold into");
        };
        done.put(node.name(), new ModelSpec.Node(node.name(), biased, inputs));
        norms.computeIfAbsent(node.name(), key -> new ArrayList<>()).add(norm.name());
        return true;
    }

    private static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
