package org.siguard.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.siguard.model.onnx.Graphs.real;
import static org.siguard.model.onnx.Graphs.shape;
import static org.siguard.model.onnx.Graphs.text;
import static org.siguard.model.onnx.Graphs.whole;
import static org.siguard.model.onnx.Graphs.wholes;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siguard.base.UserMistake;
import org.siguard.model.Layer;
import org.siguard.model.Model;
import org.siguard.model.PlainInference;
import org.siguard.mpc.math.SoftmaxKind;

/** What PyTorch writes, and what people and others may hand us. */
class OnnxImportTest {
    private static final Path EXPORTS = Path.of("src", "test", "resources", "onnx");

    @TempDir
    Path folder;

    static Stream<Path> exports() throws IOException {
        try (Stream<Path> files = Files.list(EXPORTS)) {
            return files.filter(file -> file.toString().endsWith(".onnx")).sorted().toList().stream();
        }
    }

    /** Written by make.py beside them, with PyTorch's outputs: both exporters, with and without folding, half and double precision. */
    @ParameterizedTest
    @MethodSource("exports")
    void whatPyTorchExportsComputesWhatPyTorchComputes(Path file) throws IOException {
        Model model = OnnxImport.read(file);
        String name = file.getFileName().toString();
        JsonNode wanted = new ObjectMapper().readTree(Files.readString(EXPORTS.resolve(name.substring(0, name.indexOf('-')) + ".json")));
        double near = name.contains("half") ? 1e-3 : 1e-5;
        for (int i = 0; i < wanted.get("x").size(); i++) {
            double[] out = new PlainInference(model).logits(new double[][] {row(wanted.get("x").get(i))})[0];
            boolean softmax = model.spec().nodes().getLast().layer() instanceof Layer.Softmax;
            assertThat(softmax ? PlainInference.softmax(out) : out).containsExactly(row(wanted.get("y").get(i)), within(near));
        }
        byte[] once = OnnxExport.bytes(model);
        assertThat(OnnxExport.bytes(OnnxImport.read(write(once)))).isEqualTo(once);
    }

    private static double[] row(JsonNode numbers) {
        double[] out = new double[numbers.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = numbers.get(i).asDouble();
        }
        return out;
    }

    @Test
    void gemmTakesItsFactorsIntoTheWeights() throws IOException {
        Graphs graphs = Graphs.on(2).floats("w", shape(2, 3), 1, 2, 3, 4, 5, 6).floats("b", shape(1), 10)
                .node("Gemm", "x w b", "y", real("alpha", 2), real("beta", 0.5f));
        assertThat(run(graphs, 1, -1)).containsExactly(2 * (1 - 4) + 5, 2 * (2 - 5) + 5, 2 * (3 - 6) + 5);
    }

    @Test
    void aBiasAddedToAProductBelongsToIt() throws IOException {
        Graphs graphs = Graphs.on(2).floats("w", shape(2, 2), 1, 2, 3, 4).floats("b", shape(2), 10, 20)
                .node("MatMul", "x w", "p").node("Add", "b p", "y");
        assertThat(run(graphs, 1, 1)).containsExactly(14, 26);
        Model model = read(graphs);
        assertThat(model.spec().nodes()).singleElement().satisfies(node -> assertThat(node.layer()).isEqualTo(new Layer.Linear(2, 2)));
    }

    static Stream<Arguments> sameThing() {
        return Stream.of(
                Arguments.of(new Layer.Relu6(), Graphs.on(4).opset(11).node("Clip", "x", "y", real("min", 0), real("max", 6))),
                Arguments.of(new Layer.Relu6(), Graphs.on(4).floats("a", shape(), 0).floats("b", shape(), 6).node("Clip", "x a b", "y")),
                Arguments.of(new Layer.Relu(), Graphs.on(4).floats("a", shape(), 0).node("Clip", "x a", "y")),
                Arguments.of(new Layer.Gelu(), Graphs.on(4).opset(20).node("Gelu", "x", "y")),
                Arguments.of(new Layer.Silu(), Graphs.on(4).node("Sigmoid", "x", "s").node("Mul", "s x", "y")),
                Arguments.of(new Layer.Gelu(),
                        Graphs.on(4).floats("c", shape(), 0.70710677f).floats("one", shape(), 1).floats("half", shape(), 0.5f)
                                .node("Mul", "x c", "s").node("Erf", "s", "e").node("Add", "one e", "t").node("Mul", "x half", "h")
                                .node("Mul", "h t", "y")),
                Arguments.of(new Layer.MaxPool(3, 2, 1),
                        Graphs.on(1, 8, 8).node("MaxPool", "x", "y", wholes("kernel_shape", 3, 3), wholes("strides", 2, 2),
                                wholes("pads", 1, 1, 1, 1), whole("storage_order", 0))),
                Arguments.of(new Layer.MaxPool(3, 1, 1),
                        Graphs.on(1, 8, 8).node("MaxPool", "x", "y", wholes("kernel_shape", 3, 3), text("auto_pad", "SAME_UPPER"))),
                Arguments.of(new Layer.AvgPool(2, 2, 0, false),
                        Graphs.on(1, 8, 8).node("AveragePool", "x", "y", wholes("kernel_shape", 2, 2), wholes("strides", 2, 2),
                                whole("ceil_mode", 1), text("auto_pad", "VALID"))),
                Arguments.of(new Layer.GlobalAvgPool(),
                        Graphs.on(2, 8, 8).opset(18).longs("axes", -1, -2).node("ReduceMean", "x axes", "y")),
                Arguments.of(new Layer.Dropout(0.25), Graphs.on(4).opset(11).node("Dropout", "x", "y", real("ratio", 0.25f))),
                Arguments.of(new Layer.Softmax(SoftmaxKind.EXACT),
                        Graphs.on(4).opset(11).node("Relu", "x", "r").node("Softmax", "r", "y")));
    }

    @ParameterizedTest
    @MethodSource("sameThing")
    void theFormsOfALayerAreTheLayer(Layer layer, Graphs graphs) throws IOException {
        assertThat(read(graphs).spec().nodes().getLast().layer()).isEqualTo(layer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 -1", "0 12", "-1 12", "-1 12 1 1"})
    void aPictureBecomesAVector(String target) throws IOException {
        long[] extents = Arrays.stream(target.split(" ")).mapToLong(Long::parseLong).toArray();
        Graphs graphs = Graphs.on(12, 1, 1).longs("to", extents).node("Reshape", "x to", "r").node("Relu", "r", "y");
        List<String> types = read(graphs).spec().nodes().stream().map(node -> node.layer().type()).toList();
        assertThat(types).isEqualTo(extents.length == 2 ? List.of("flatten", "relu") : List.of("relu"));
    }

    @Test
    void operatorsInAnyOrderAreSorted() throws IOException {
        Graphs graphs = Graphs.on(3).node("Relu", "a", "y").node("Gelu", "x", "a").node("LSTM", "x", "unused").opset(20);
        assertThat(read(graphs).spec().nodes()).extracting(node -> node.layer().type()).containsExactly("gelu", "relu");
    }

    private static Graphs chain(int length) {
        Graphs graphs = Graphs.on(2);
        for (int i = 0; i < length; i++) {
            graphs.node("Relu", i == 0 ? "x" : "v" + i, i == length - 1 ? "y" : "v" + (i + 1));
        }
        return graphs;
    }

    static Stream<Arguments> mistakes() {
        long[] two = shape(2, 2);
        return Stream.of(
                Arguments.of("LSTM (node 'LSTM_0') is not supported; supported are Add, AveragePool", Graphs.on(2).node("LSTM", "x", "y")),
                Arguments.of("has 1025 inputs; 1024 are the most", Graphs.on(2).node("Sum", "x ".repeat(1025).strip(), "y")),
                Arguments.of("has 40000 operators; 32768 are the most", chain(40_000)),
                Arguments.of("one layer more than the 4096", chain(4097)),
                Arguments.of("attribute 'colour', which is not supported", Graphs.on(2).node("Relu", "x", "y", whole("colour", 1))),
                Arguments.of("wait for one another in a circle; the operator Relu (node 'Relu_0')",
                        Graphs.on(2).node("Relu", "a", "y").node("Relu", "y", "a")),
                Arguments.of("reads 'gone'; nothing of that name", Graphs.on(2).node("Relu", "gone", "y")),
                Arguments.of("output 'y' that no operator makes", Graphs.on(2).node("Relu", "x", "z")),
                Arguments.of("two values named 'y'", Graphs.on(2).node("Relu", "x", "y").node("Relu", "x", "y")),
                Arguments.of("two tensors named 'w'",
                        Graphs.on(2).floats("w", two, 1, 2, 3, 4).floats("w", two, 1, 2, 3, 4).node("Relu", "x", "y")),
                Arguments.of("has 2 inputs (x, x2)", with(graphs -> graphs.graph.addInput(Graphs.info("x2", 2)))),
                Arguments.of("has 2 outputs (y, z)", with(graphs -> graphs.graph.addOutput(ValueInfoProto.newBuilder().setName("z")))),
                Arguments.of("holds NaN", Graphs.on(2).floats("w", two, 1, Float.NaN, 3, 4).node("Gemm", "x w", "y")),
                Arguments.of("wants a vector of 3, gets [2]", Graphs.on(2).floats("w", shape(3, 1), 1, 2, 3).node("Gemm", "x w", "y")),
                Arguments.of("a bias of 2 numbers",
                        Graphs.on(2).floats("w", two, 1, 2, 3, 4).floats("b", shape(3), 1, 2, 3).node("Gemm", "x w b", "y")),
                Arguments.of("but 3 numbers", Graphs.on(2).floats("w", two, 1, 2, 3).node("Gemm", "x w", "y")),
                Arguments.of("too large", Graphs.on(2).floats("w", shape(1 << 30, 1 << 30), 1).node("Gemm", "x w", "y")),
                Arguments.of("an axis of length -2", Graphs.on(2).floats("w", shape(-2, 2), 1).node("Gemm", "x w", "y")),
                Arguments.of("fixed numbers as input 2", Graphs.on(2).node("Gemm", "x x", "y")),
                Arguments.of("transA = 1", Graphs.on(2).floats("w", two, 1, 2, 3, 4).node("Gemm", "x w", "y", whole("transA", 1))),
                Arguments.of("lacks its input 2", Graphs.on(2).node("Gemm", "x", "y")),
                Arguments.of("clips to 0.0 to 1.0", Graphs.on(2).node("Clip", "x", "y", real("min", 0), real("max", 1))),
                Arguments.of("ends in a part of an activation", Graphs.on(2).node("Sigmoid", "x", "y")),
                Arguments.of("reads a part of an activation", Graphs.on(2).node("Sigmoid", "x", "s").node("Relu", "s", "y")),
                Arguments.of("multiplies layers' outputs", Graphs.on(2).node("Mul", "x x", "y")),
                Arguments.of("dilations",
                        Graphs.on(1, 8, 8).floats("w", shape(1, 1, 1, 1), 1).node("Conv", "x w", "y", wholes("dilations", 2, 2))),
                Arguments.of("the same number on all sides",
                        Graphs.on(1, 8, 8).floats("w", shape(1, 1, 1, 1), 1).node("Conv", "x w", "y", wholes("pads", 0, 0, 1, 1))),
                Arguments.of("wants 1 channels, gets [2, 8, 8]",
                        Graphs.on(2, 8, 8).floats("w", shape(1, 1, 1, 1), 1).node("Conv", "x w", "y")),
                Arguments.of("a square window", Graphs.on(1, 8, 8).node("MaxPool", "x", "y", wholes("kernel_shape", 2, 3))),
                Arguments.of("has ceil_mode = 1", Graphs.on(1, 7, 7).node("MaxPool", "x", "y", wholes("kernel_shape", 2, 2),
                        wholes("strides", 2, 2), whole("ceil_mode", 1))),
                Arguments.of("pads one side more",
                        Graphs.on(1, 8, 8).node("MaxPool", "x", "y", wholes("kernel_shape", 2, 2), text("auto_pad", "SAME_UPPER"))),
                Arguments.of("each record must keep its numbers", Graphs.on(3, 2, 2).longs("to", -1, 6).node("Reshape", "x to", "y")),
                Arguments.of("only a vector can be made", Graphs.on(4).longs("to", 0, 1, 2, 2).node("Reshape", "x to", "y")),
                Arguments.of("second output that is used",
                        Graphs.on(1, 4, 4).node("MaxPool", "x", "a b", wholes("kernel_shape", 2, 2)).node("Relu", "b", "y")),
                Arguments.of("uses operator set 10; 11 to 21", Graphs.on(2).opset(10).node("Relu", "x", "y")),
                Arguments.of("uses operator set 22", Graphs.on(2).opset(22).node("Relu", "x", "y")),
                Arguments.of("domain com.example", domain()),
                Arguments.of("external data", external()),
                Arguments.of("the graph has no layers", Graphs.on(2).node("Identity", "x", "y")),
                Arguments.of("does not depend on its input", Graphs.on(2).floats("w", two, 1, 2, 3, 4).node("Identity", "w", "y")),
                Arguments.of("may stand at the very end only", Graphs.on(2).node("Softmax", "x", "s").node("Relu", "s", "y")),
                Arguments.of("an input of 1 axes", Graphs.on().node("Relu", "x", "y")),
                Arguments.of("far more than the file holds", repeated()));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aFileThatIsNotReadSaysWhereAndWhy(String told, Graphs graphs) throws IOException {
        Path file = write(graphs.bytes());
        assertThatThrownBy(() -> OnnxImport.read(file)).isInstanceOf(UserMistake.class).hasMessageStartingWith(file.toString())
                .hasMessageContaining(told).message().doesNotContain("\n");
    }

    @Test
    void aShortFileCannotAskForMuchMemory() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        byte[] nodes = new byte[4_000_000];
        for (int i = 0; i < nodes.length; i += 2) {
            // Field 1 of a graph, length 0: a node without anything.
            nodes[i] = 0x0a;
        }
        out.writeByteArray(7, nodes);
        out.flush();
        Path file = write(bytes.toByteArray());
        assertThatThrownBy(() -> OnnxImport.read(file)).isInstanceOf(UserMistake.class).hasMessageContaining("more than 1000000 parts");
    }

    @Test
    void whatIsNoOnnxFileIsToldApart() throws IOException {
        for (byte[] bytes : List.of(new byte[0], new byte[100],
                "{ \"format\": \"siguard-model\" }".getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
            Path file = write(bytes);
            assertThatThrownBy(() -> OnnxImport.read(file)).isInstanceOf(UserMistake.class).hasMessageContaining(file.toString());
        }
        assertThatThrownBy(() -> OnnxImport.read(folder.resolve("none.onnx"))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("no such file");
    }

    private double[] run(Graphs graphs, double... record) throws IOException {
        return new PlainInference(read(graphs)).logits(new double[][] {record})[0];
    }

    private Model read(Graphs graphs) throws IOException {
        return OnnxImport.read(write(graphs.bytes()));
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("model.onnx"), bytes);
    }

    private static Graphs with(java.util.function.Consumer<Graphs> change) {
        Graphs graphs = Graphs.on(2).node("Relu", "x", "y");
        change.accept(graphs);
        return graphs;
    }

    private static Graphs domain() {
        Graphs graphs = Graphs.on(2);
        graphs.graph.addNode(NodeProto.newBuilder().setOpType("Relu").setDomain("com.example").addInput("x").addOutput("y"));
        return graphs;
    }

    private static Graphs external() {
        Graphs graphs = Graphs.on(2).node("Gemm", "x w", "y");
        graphs.graph.addInitializer(TensorProto.newBuilder().setName("w").setDataType(1).addDims(2).addDims(2)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL));
        return graphs;
    }

    /** A thousand layers that all name one tensor, each with a copy of its own. */
    private static Graphs repeated() {
        Graphs graphs = Graphs.on(100).floats("w", shape(100, 100), new float[10_000]);
        for (int i = 0; i < 1000; i++) {
            graphs.node("MatMul", i == 0 ? "x w" : "v" + i + " w", i == 999 ? "y" : "v" + (i + 1));
        }
        return graphs;
    }
}
