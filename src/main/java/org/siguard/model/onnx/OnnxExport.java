package org.siguard.model.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import org.siguard.base.AtomicFiles;
import org.siguard.base.UserMistake;
import org.siguard.model.Layer;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.model.Tensor;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.ring.Shape;

/**
 * Writes a model as an ONNX file, operator set 17, any number of records at a time. The same model gives the same bytes, and
 * {@link OnnxImport} reads them back as the same model.
 */
public final class OnnxExport {
    /** Under this key the file keeps the member of the softmax family; a runtime that does not know it computes the exact one. */
    static final String FAMILY = "siguard.softmax";

    private static final int OPSET = 17;
    /** What came with operator set 17. */
    private static final int IR_VERSION = 8;
    private static final String BATCH = "batch";

    private OnnxExport() {
    }

    /** Writes the file, whole or not at all. */
    public static void write(Model model, Path file) {
        long numbers = model.weights().values().stream().mapToLong(weight -> weight.data().length).sum();
        if (4 * numbers > OnnxFile.LONGEST_FILE - (1 << 20)) {
            throw new UserMistake(file + ": " + numbers + " weights are more than one ONNX file may hold here ("
                    + (OnnxFile.LONGEST_FILE >> 20) + " MB).");
        }
        AtomicFiles.write(file, bytes(model));
    }

    /** The bytes of the file. */
    static byte[] bytes(Model model) {
        ModelSpec spec = model.spec();
        Map<String, Shape> shapes = spec.shapes();
        String last = spec.nodes().get(spec.nodes().size() - 1).name();
        GraphProto.Builder graph = GraphProto.newBuilder().setName(spec.name());
        graph.addInput(info(ModelSpec.INPUT, spec.input()));
        graph.addOutput(info(last, shapes.get(last)));
        NodeWriter writer = new NodeWriter(graph, spec);
        for (ModelSpec.Node node : spec.nodes()) {
            writer.write(node, model);
        }
        ModelProto.Builder proto = ModelProto.newBuilder().setIrVersion(IR_VERSION).setProducerName("SIGuard Workbench")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET)).setGraph(graph);
        if (spec.nodes().get(spec.nodes().size() - 1).layer() instanceof Layer.Softmax softmax && softmax.kind() != SoftmaxKind.EXACT) {
            proto.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(FAMILY).setValue(softmax.kind().label()));
        }
        return proto.build().toByteArray();
    }

    static TensorProto tensor(String name, Tensor tensor) {
        TensorProto.Builder proto = TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE);
        for (int extent : tensor.shape().toArray()) {
            proto.addDims(extent);
        }
        return proto.setRawData(raw(tensor.data())).build();
    }

    private static ByteString raw(float[] data) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(data);
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    private static ValueInfoProto info(String name, Shape record) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimParam(BATCH));
        for (int extent : record.toArray()) {
            shape.addDim(Dimension.newBuilder().setDimValue(extent));
        }
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE).setShape(shape))).build();
    }
}
