package org.siguard.model.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;

/** ONNX graphs written by hand, right or wrong. */
final class Graphs {
    final GraphProto.Builder graph = GraphProto.newBuilder().setName("by hand");
    int opset = 17;

    static Graphs on(int... record) {
        Graphs graphs = new Graphs();
        graphs.graph.addInput(info("x", record)).addOutput(ValueInfoProto.newBuilder().setName("y"));
        return graphs;
    }

    Graphs opset(int version) {
        opset = version;
        return this;
    }

    /** An operator: inputs and outputs with spaces between. */
    Graphs node(String type, String inputs, String outputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder().setOpType(type).setName(type + "_" + graph.getNodeCount()).addAllInput(split(inputs))
                .addAllOutput(split(outputs)).addAllAttribute(List.of(attributes)));
        return this;
    }

    Graphs floats(String name, long[] shape, float... data) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE);
        for (long extent : shape) {
            tensor.addDims(extent);
        }
        for (float value : data) {
            tensor.addFloatData(value);
        }
        graph.addInitializer(tensor);
        return this;
    }

    Graphs longs(String name, long... data) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.INT64_VALUE).addDims(data.length);
        for (long value : data) {
            tensor.addInt64Data(value);
        }
        graph.addInitializer(tensor);
        return this;
    }

    byte[] bytes() {
        return ModelProto.newBuilder().setIrVersion(8).addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset)).setGraph(graph)
                .build().toByteArray();
    }

    static ValueInfoProto info(String name, int... record) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimParam("n"));
        for (int extent : record) {
            shape.addDim(Dimension.newBuilder().setDimValue(extent));
        }
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE).setShape(shape))).build();
    }

    static long[] shape(long... extents) {
        return extents;
    }

    static AttributeProto whole(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
    }

    static AttributeProto wholes(String name, long... values) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    static AttributeProto real(String name, float value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOAT).setF(value).build();
    }

    static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.STRING)
                .setS(com.google.protobuf.ByteString.copyFromUtf8(value)).build();
    }

    private static List<String> split(String names) {
        return List.of(names.split(" "));
    }
}
