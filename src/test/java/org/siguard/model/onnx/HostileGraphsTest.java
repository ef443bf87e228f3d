package org.siguard.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.UserMistake;
import org.siguard.model.Model;

/** Files whose messages are in order and whose graphs are not: operators, wires, sizes and shapes changed at random. */
class HostileGraphsTest {
    private static final long[] SIZES =
            {0, 1, -1, 2, 3, 6, 12, 1000, 1 << 24, (1 << 24) + 1, Integer.MAX_VALUE, 1L << 31, 1L << 40, Long.MAX_VALUE,
                Long.MIN_VALUE, Integer.MIN_VALUE};
    private static final String[] OPERATORS =
            {"Add", "AveragePool", "BatchNormalization", "Cast", "CastLike", "Clip", "Concat", "Constant", "Conv",
                "Div", "Dropout", "Erf", "Flatten", "Gather", "Gelu", "Gemm", "GlobalAveragePool", "Identity", "MatMul", "MaxPool", "Mul",
                "ReduceMean", "Relu",
                "Reshape", "Shape", "Sigmoid", "Slice", "Softmax", "Squeeze", "Sum", "Transpose", "Unsqueeze"};

    @TempDir
    Path folder;

    @Test
    void aFewThousandGraphs() throws IOException {
        mutate(80, 81);
    }

    @Test
    @Tag("full")
    void manyGraphs() throws IOException {
        mutate(2_000, 82);
    }

    private void mutate(int each, long seed) throws IOException {
        Random random = new Random(seed);
        int models = 0;
        int count = 0;
        for (Path export : OnnxImportTest.exports().toList()) {
            ModelProto valid = ModelProto.parseFrom(Files.readAllBytes(export));
            for (int trial = 0; trial < each; trial++) {
                ModelProto.Builder mutant = valid.toBuilder();
                for (int i = 0; i <= trial % 3; i++) {
                    change(mutant.getGraphBuilder(), random);
                }
                if (reads(write(mutant.build().toByteArray()))) {
                    models++;
                }
                count++;
            }
        }
        assertThat(models).isBetween(count / 50, count * 9 / 10);
    }

    /** Whether it is a model, which then can be written and read again; fails unless it is that or a mistake, soon and in little memory. */
    private boolean reads(Path file) throws IOException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long cpu = threads.getCurrentThreadCpuTime();
        Model model = null;
        try {
            model = OnnxImport.read(file);
        } catch (UserMistake e) {
            assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n").hasSizeLessThan(2000);
        } catch (RuntimeException | Error e) {
            fail("ended in " + e, e);
        }
        assertThat(threads.getCurrentThreadCpuTime() - cpu).isLessThan(1_000_000_000L);
        assertThat(threads.getCurrentThreadAllocatedBytes() - bytes).isLessThan(64 << 20);
        if (model != null) {
            assertThat(OnnxImport.read(write(OnnxExport.bytes(model)))).isEqualTo(model);
        }
        return model != null;
    }

    /** A new file each time: writing over one waits for the disk. */
    private Path write(byte[] bytes) throws IOException {
        Path file = folder.resolve("mutant.onnx");
        Files.deleteIfExists(file);
        return Files.write(file, bytes);
    }

    private static void change(GraphProto.Builder graph, Random random) {
        switch (random.nextInt(7)) {
            case 0 -> any(graph.getNodeBuilderList(), random).setOpType(OPERATORS[random.nextInt(OPERATORS.length)]);
            case 1 -> rewire(graph, any(graph.getNodeBuilderList(), random), random);
            case 2 -> resize(any(graph.getNodeBuilderList(), random), random);
            case 3 -> reshape(any(graph.getInitializerBuilderList(), random), random);
            case 4 -> {
                List<TensorShapeProto.Dimension.Builder> axes =
                        graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().getDimBuilderList();
                any(axes, random).setDimValue(SIZES[random.nextInt(SIZES.length)]);
            }
            case 5 -> graph.addNode(random.nextInt(graph.getNodeCount()), graph.getNode(random.nextInt(graph.getNodeCount())));
            default -> graph.removeNode(random.nextInt(graph.getNodeCount() - 1));
        }
    }

    private static void rewire(GraphProto.Builder graph, NodeProto.Builder node, Random random) {
        List<String> names = new ArrayList<>(List.of("", graph.getInput(0).getName()));
        graph.getInitializerList().forEach(tensor -> names.add(tensor.getName()));
        graph.getNodeList().forEach(other -> names.addAll(other.getOutputList()));
        String name = names.get(random.nextInt(names.size()));
        if (node.getInputCount() == 0 || random.nextInt(4) == 0) {
            node.addInput(name);
        } else {
            node.setInput(random.nextInt(node.getInputCount()), name);
        }
    }

    private static void resize(NodeProto.Builder node, Random random) {
        if (node.getAttributeCount() > 0) {
            AttributeProto.Builder attribute = any(node.getAttributeBuilderList(), random);
            long size = SIZES[random.nextInt(SIZES.length)];
            if (attribute.getIntsCount() > 0 && random.nextInt(3) > 0) {
                for (int i = 0; i < attribute.getIntsCount(); i++) {
                    attribute.setInts(i, random.nextInt(4) == 0 ? SIZES[random.nextInt(SIZES.length)] : size);
                }
            } else if (random.nextInt(3) == 0) {
                node.removeAttribute(random.nextInt(node.getAttributeCount()));
            } else {
                attribute.setI(size).setF(random.nextBoolean() ? Float.NaN : size);
            }
        }
    }

    private static void reshape(TensorProto.Builder tensor, Random random) {
        if (tensor.getDimsCount() > 0 && random.nextInt(3) > 0) {
            tensor.setDims(random.nextInt(tensor.getDimsCount()), SIZES[random.nextInt(SIZES.length)]);
        } else if (random.nextBoolean()) {
            tensor.setDataType(random.nextInt(20));
        } else {
            tensor.addDims(SIZES[random.nextInt(4)]);
        }
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
