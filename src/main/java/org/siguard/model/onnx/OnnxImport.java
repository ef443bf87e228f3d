package org.siguard.model.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.siguard.base.UserMistake;
import org.siguard.model.Layer;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.ring.Shape;

/**
 * Reads an ONNX file: the CNNs and MLPs that people export from PyTorch.
 *
 * <ol>
 * <li>{@code OnnxFile} makes messages of the bytes, in bounded memory.
 * <li>{@code Graph} finds what the output needs, and an order in which it can be computed.
 * <li>Every operator turns the values it reads ({@code Value}: a layer's output, numbers from the file, a shape, a part of an
 * activation) into another: {@code LayerOperators}, {@code ShapeOperators}, {@code ActivationTerms}.
 * <li>{@code Network} collects the layers and their weights, from which the model is made and checked as any other.
 * </ol>
 */
public final class OnnxImport {
    static final int OLDEST_OPSET = 11;
    static final int NEWEST_OPSET = 21;

    private final String file;
    private final Shape input;
    private final Network network;
    private final Map<String, Function<Operator, Value>> operators = new TreeMap<>();

    private OnnxImport(String file, Shape input, Scope scope, Network network) {
        this.file = file;
        this.input = input;
        this.network = network;
        LayerOperators layers = new LayerOperators(scope, network);
        layers.offer(operators);
        new ShapeOperators(scope, network, layers).offer(operators);
        new ActivationTerms(scope, network, layers).offer(operators);
    }

    /** The model in a file, or a {@link UserMistake} that says what is wrong where. */
    public static Model read(Path path) {
        ModelProto proto = OnnxFile.read(path);
        String file = path.toString();
        if (!proto.hasGraph()) {
            throw new UserMistake(file + ": has no graph; it is no ONNX model, or is damaged. Export it anew.");
        }
        int opset = opset(proto, file);
        Graph graph = new Graph(proto.getGraph(), file);
        List<Integer> order = graph.order();
        Scope scope = new Scope(graph, file, order);
        Network network = new Network(Math.min(2L * proto.getSerializedSize() + (1 << 16), OnnxFile.LONGEST_FILE));
        OnnxImport reading = new OnnxImport(file, graph.record(), scope, network);
        order.forEach(index -> network.reserve(proto.getGraph().getNode(index).getName()));
        for (int index : order) {
            Operator operator = new Operator(proto.getGraph().getNode(index), file, index, opset);
            scope.put(operator, reading.apply(operator));
        }
        return reading.model(proto, scope.output());
    }

    private static int opset(ModelProto proto, String file) {
        long opset = 0;
        for (OperatorSetIdProto each : proto.getOpsetImportList()) {
            if (each.getDomain().isEmpty() || each.getDomain().equals("ai.onnx")) {
                opset = Math.max(opset, each.getVersion());
            }
        }
        if (opset < OLDEST_OPSET || opset > NEWEST_OPSET) {
            throw new UserMistake(file + ": uses operator set " + opset + "; " + OLDEST_OPSET + " to " + NEWEST_OPSET
                    + " are read. Export it with opset_version=17.");
        }
        return (int) opset;
    }

    private Value apply(Operator operator) {
        Function<Operator, Value> known = operator.standard() ? operators.get(operator.type()) : null;
        if (known == null) {
            throw operator.mistake("is not supported" + (operator.standard() ? "" : " (domain " + Operator.shown(operator.domain()) + ")")
                    + "; supported are " + String.join(", ", operators.keySet()) + ".");
        }
        Value value = known.apply(operator);
        operator.requireNothingElse();
        return value;
    }

    private Model model(ModelProto proto, Value.Signal output) {
        List<ModelSpec.Node> nodes = leadingTo(output.node());
        if (nodes.isEmpty()) {
            throw new UserMistake(file + ": the graph has no layers. Check that it is the right file.");
        }
        family(proto).ifPresent(family -> {
            ModelSpec.Node last = nodes.get(nodes.size() - 1);
            if (last.layer() instanceof Layer.Softmax) {
                nodes.set(nodes.size() - 1, new ModelSpec.Node(last.name(), new Layer.Softmax(family), last.inputs()));
            }
        });
        try {
            return new Model(new ModelSpec(name(proto.getGraph()), input, nodes), network.weights());
        } catch (UserMistake | IllegalArgumentException e) {
            throw new UserMistake(file + ": " + e.getMessage(), e);
        }
    }

    /** The layers that the output needs; others were read for their shapes only. */
    private List<ModelSpec.Node> leadingTo(String output) {
        List<ModelSpec.Node> leading = new ArrayList<>();
        Set<String> needed = new HashSet<>(Set.of(output));
        for (ModelSpec.Node node : network.nodes().reversed()) {
            if (needed.contains(node.name())) {
                needed.addAll(node.inputs());
                leading.add(node);
            }
        }
        return leading.reversed();
    }

    /** The member of the softmax family, which ONNX has no operator for and our own files keep beside the graph. */
    private Optional<SoftmaxKind> family(ModelProto proto) {
        for (StringStringEntryProto entry : proto.getMetadataPropsList()) {
            if (entry.getKey().equals(OnnxExport.FAMILY)) {
                for (SoftmaxKind family : SoftmaxKind.values()) {
                    if (family.label().equalsIgnoreCase(entry.getValue())) {
                        return Optional.of(family);
                    }
                }
                throw new UserMistake(
                        file + ": its " + OnnxExport.FAMILY + " '" + Operator.shown(entry.getValue()) + "' is not known here.");
            }
        }
        return Optional.empty();
    }

    private String name(GraphProto graph) {
        if (Network.fit(graph.getName())) {
            return graph.getName();
        }
        String name = Path.of(file).getFileName().toString();
        return Network.fit(name) ? name : "onnx";
    }
}
