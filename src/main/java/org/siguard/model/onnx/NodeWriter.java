package org.siguard.model.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.siguard.model.Layer;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.model.Tensor;
import org.siguard.ring.Shape;

/**
 * Writes layers as operators. A layer's operator and its output bear the layer's name, its tensors the names of its weights;
 * where a layer takes several operators, the last has its name.
 */
final class NodeWriter {
    private final GraphProto.Builder graph;
    private final Set<String> taken = new HashSet<>(Set.of(ModelSpec.INPUT));

    NodeWriter(GraphProto.Builder graph, ModelSpec spec) {
        this.graph = graph;
        spec.nodes().forEach(node -> taken.add(node.name()));
    }

    void write(ModelSpec.Node node, Model model) {
        List<String> inputs = new ArrayList<>(node.inputs());
        for (Layer.Weight weight : node.layer().weights()) {
            String name = node.name() + "." + weight.name();
            inputs.add(fixed(name, model.weight(name)));
        }
        String own = node.name();
        switch (node.layer()) {
            case Layer.Linear linear -> add(own, "Gemm", inputs, whole("transB", 1));
            case Layer.Conv2d conv -> add(own, "Conv", inputs, wholes("dilations", 1, 1), whole("group", conv.groups()),
                    wholes("kernel_shape", conv.kernelHeight(), conv.kernelWidth()), pads(conv.padding()), strides(conv.stride()));
            case Layer.BatchNorm norm -> add(own, "BatchNormalization", inputs, real("epsilon", norm.epsilon()));
            case Layer.Relu relu -> add(own, "Relu", inputs);
            case Layer.Relu6 relu6 -> add(own, "Clip", List.of(inputs.get(0), fixed(own + ".min", 0), fixed(own + ".max", 6)));
            case Layer.LeakyRelu leaky -> add(own, "LeakyRelu", inputs, real("alpha", leaky.slope()));
            case Layer.Gelu gelu -> gelu(own, inputs.get(0));
            case Layer.Silu silu -> add(own, "Mul", List.of(inputs.get(0), add(free(own + "/sigmoid"), "Sigmoid", inputs)));
            case Layer.MaxPool pool -> add(own, "MaxPool", inputs, square(pool.kernel()), pads(pool.padding()), strides(pool.stride()));
            case Layer.AvgPool pool -> add(own, "AveragePool", inputs, whole("count_include_pad", pool.includePadding() ? 1 : 0),
                    square(pool.kernel()), pads(pool.padding()), strides(pool.stride()));
            case Layer.GlobalAvgPool pool -> add(own, "GlobalAveragePool", inputs);
            case Layer.Add add -> add(own, inputs.size() == 2 ? "Add" : "Sum", inputs);
            case Layer.Concat concat -> add(own, "Concat", inputs, whole("axis", 1));
            case Layer.Flatten flatten -> add(own, "Flatten", inputs, whole("axis", 1));
            case Layer.Dropout dropout -> add(own, "Dropout", List.of(inputs.get(0), fixed(own + ".ratio", dropout.rate())));
            case Layer.Softmax softmax -> add(own, "Softmax", inputs, whole("axis", -1));
        }
    }

    /** x (1 + erf(x / √2)) / 2 in the order of PyTorch's export: operator set 17 has no GELU of its own. */
    private void gelu(String own, String x) {
        String scaled = add(free(own + "/div"), "Div", List.of(x, fixed(own + ".sqrt2", Math.sqrt(2))));
        String erf = add(free(own + "/erf"), "Erf", List.of(scaled));
        String raised = add(free(own + "/add"), "Add", List.of(erf, fixed(own + ".one", 1)));
        String product = add(free(own + "/mul"), "Mul", List.of(x, raised));
        add(own, "Mul", List.of(product, fixed(own + ".half", 0.5)));
    }

    private String add(String name, String type, List<String> inputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder().addAllInput(inputs).addOutput(name).setName(name).setOpType(type)
                .addAllAttribute(List.of(attributes)));
        return name;
    }

    private String fixed(String name, double scalar) {
        return fixed(name, new Tensor(Shape.of(), new float[] {(float) scalar}));
    }

    private String fixed(String name, Tensor tensor) {
        String own = free(name);
        graph.addInitializer(OnnxExport.tensor(own, tensor));
        return own;
    }

    /** A layer may be called {@code fc.weight} where another is called {@code fc}: the value that is not a layer's gives way. */
    private String free(String name) {
        String own = name;
        while (!taken.add(own)) {
            own += "'";
        }
        return own;
    }

    private static AttributeProto pads(int padding) {
        return wholes("pads", padding, padding, padding, padding);
    }

    private static AttributeProto strides(int stride) {
        return wholes("strides", stride, stride);
    }

    private static AttributeProto square(int kernel) {
        return wholes("kernel_shape", kernel, kernel);
    }

    private static AttributeProto whole(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
    }

    private static AttributeProto wholes(String name, long... values) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    private static AttributeProto real(String name, double value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOAT).setF((float) value).build();
    }
}
