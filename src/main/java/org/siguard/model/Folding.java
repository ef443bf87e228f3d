package org.siguard.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * What cannot be folded exactly stays a layer of its own. The nodes that stay keep their names.
 */
public final class Folding {
    private final Model model;
    private final Map<String, Tensor> weights;
    private List<ModelSpec.Node> nodes;

    private Folding(Model model) {
        this.model = model;
        this.weights = new LinkedHashMap<>(model.weights());
        this.nodes = new ArrayList<>(model.spec().nodes());
    }

    /** The folded model. */
    public static Model of(Model model) {
        Folding folding = new Folding(model);
        folding.dropUnread();
        folding.dropOut();
        folding.foldNorms();
        folding.poolFirst();
        ModelSpec spec = new ModelSpec(model.spec().name(), model.spec().input(), folding.nodes);
        folding.weights.keySet().retainAll(spec.weights().keySet());
        return new Model(spec, folding.weights);
    }

    private void dropUnread() {
        for (int i = nodes.size() - 2; i >= 0; i--) {
            if (readers(nodes.get(i).name()).isEmpty()) {
                nodes.remove(i);
            }
        }
    }

    private void dropOut() {
        for (String name : names()) {
            ModelSpec.Node node = named(name);
            if (node.layer() instanceof Layer.Dropout && steps() > 1) {
                bypass(node);
            }
        }
    }

    private void foldNorms() {
        for (String name : names()) {
            ModelSpec.Node node = named(name);
            if (node.layer() instanceof Layer.BatchNorm norm) {
                Affine affine = Affine.of(model, node, norm);
                if (!foldBack(node, affine)) {
                    foldForward(node, affine);
                }
            }
        }
    }

    private boolean foldBack(ModelSpec.Node norm, Affine affine) {
        ModelSpec.Node before = named(norm.inputs().get(0));
        if (before == null || readers(before.name()).size() != 1 || !isProduct(before.layer())) {
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
        replace(before, new Tensor(weight.shape(), scaled), shifted);
        bypass(norm);
        return true;
    }

    private void foldForward(ModelSpec.Node norm, Affine affine) {
        List<ModelSpec.Node> readers = readers(norm.name());
        if (readers.size() != 1 || !isProduct(readers.get(0).layer())
                || (readers.get(0).layer() instanceof Layer.Conv2d conv && conv.padding() > 0)) {
            return;
        }
        ModelSpec.Node after = readers.get(0);
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
        replace(after, new Tensor(weight.shape(), scaled), shifted);
        bypass(norm);
    }

    private void poolFirst() {
        for (String name : names()) {
            ModelSpec.Node pool = named(name);
            ModelSpec.Node before = pool.layer() instanceof Layer.MaxPool ? named(pool.inputs().get(0)) : null;
            if (before != null && readers(before.name()).size() == 1 && neverFalls(before.layer())) {
                nodes.remove(before);
                nodes.replaceAll(reader -> rewired(reader, name, before.name()));
                int at = nodes.indexOf(pool);
                nodes.set(at, new ModelSpec.Node(name, pool.layer(), before.inputs()));
                nodes.add(at + 1, new ModelSpec.Node(before.name(), before.layer(), List.of(name)));
            }
        }
    }

    private static boolean neverFalls(Layer layer) {
        return layer instanceof Layer.Relu || layer instanceof Layer.Relu6;
    }

    private static boolean isProduct(Layer layer) {
        return layer instanceof Layer.Linear || layer instanceof Layer.Conv2d;
    }

    /** Gives a layer other weights, and a bias. */
    private void replace(ModelSpec.Node node, Tensor weight, double[] bias) {
        float[] narrow = new float[bias.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) bias[i];
        }
        weights.put(node.name() + ".weight", weight);
        weights.put(node.name() + ".bias", new Tensor(Shape.of(narrow.length), narrow));
        Layer biased = switch (node.layer()) {
            case Layer.Linear linear -> new Layer.Linear(linear.inputs(), linear.outputs(), true);
            case Layer.Conv2d conv -> new Layer.Conv2d(conv.in(), conv.out(), conv.kernelHeight(), conv.kernelWidth(), conv.stride(),
                    conv.padding(), conv.groups(), true);
            default -> throw new IllegalStateException(node.layer().type() + " has no weights to fold into");
        };
        nodes.set(nodes.indexOf(node), new ModelSpec.Node(node.name(), biased, node.inputs()));
    }

    /** Takes a node out: who read it reads what it read. */
    private void bypass(ModelSpec.Node node) {
        nodes.remove(node);
        nodes.replaceAll(reader -> rewired(reader, node.name(), node.inputs().get(0)));
    }

    private static ModelSpec.Node rewired(ModelSpec.Node node, String from, String to) {
        return new ModelSpec.Node(node.name(), node.layer(), node.inputs().stream().map(input -> input.equals(from) ? to : input).toList());
    }

    private int steps() {
        return (int) nodes.stream().filter(node -> !(node.layer() instanceof Layer.Softmax)).count();
    }

    private List<String> names() {
        return nodes.stream().map(ModelSpec.Node::name).toList();
    }

    /** The node of this name; null for the record itself. */
    private ModelSpec.Node named(String name) {
        return nodes.stream().filter(node -> node.name().equals(name)).findFirst().orElse(null);
    }

    private List<ModelSpec.Node> readers(String name) {
        return nodes.stream().filter(node -> node.inputs().contains(name)).toList();
    }
}
