package org.siguard.model.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.siguard.base.UserMistake;

/** One node of an ONNX graph, its attributes read one by one: what is wrong, or not asked for, is told with the file and the node. */
final class Operator {
    /** As wide as an axis may be in a model file. */
    static final int WIDEST = 1 << 24;

    private static final int MOST_INTS = 64;

    private final NodeProto node;
    private final String file;
    private final int index;
    private final int opset;
    private final Map<String, AttributeProto> attributes = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    Operator(NodeProto node, String file, int index, int opset) {
        this.node = node;
        this.file = file;
        this.index = index;
        this.opset = opset;
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attributes.put(attribute.getName(), attribute) != null) {
                throw mistake("has the attribute '" + shown(attribute.getName()) + "' twice.");
            }
        }
    }

    String type() {
        return node.getOpType();
    }

    String name() {
        return node.getName();
    }

    boolean standard() {
        return node.getDomain().isEmpty() || node.getDomain().equals("ai.onnx");
    }

    String domain() {
        return node.getDomain();
    }

    /** The version of the operator set the file is written in. */
    int opset() {
        return opset;
    }

    /** The names of the tensors it reads; those left out at the end are not there, those left out before are empty. */
    List<String> inputs() {
        return node.getInputList();
    }

    List<String> outputs() {
        return node.getOutputList();
    }

    boolean has(String attribute) {
        asked.add(attribute);
        return attributes.containsKey(attribute);
    }

    long whole(String attribute, long otherwise) {
        return has(attribute) ? typed(attribute, AttributeType.INT).getI() : otherwise;
    }

    double real(String attribute, double otherwise) {
        if (!has(attribute)) {
            return otherwise;
        }
        float value = typed(attribute, AttributeType.FLOAT).getF();
        if (Float.isNaN(value)) {
            throw mistake("has the attribute '" + attribute + "', which is no number.");
        }
        // The shortest decimal of the float, as people write it: 1e-5, not 9.99999974e-6.
        return Double.parseDouble(Float.toString(value));
    }

    String text(String attribute, String otherwise) {
        return has(attribute) ? typed(attribute, AttributeType.STRING).getS().toStringUtf8() : otherwise;
    }

    long[] wholes(String attribute) {
        List<Long> values = typed(attribute, AttributeType.INTS).getIntsList();
        if (values.size() > MOST_INTS) {
            throw mistake("has " + values.size() + " numbers in the attribute '" + attribute + "'; " + MOST_INTS + " are the most.");
        }
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    List<Float> reals(String attribute) {
        return typed(attribute, AttributeType.FLOATS).getFloatsList();
    }

    TensorProto tensor(String attribute) {
        return typed(attribute, AttributeType.TENSOR).getT();
    }

    /** Holds for an attribute that must have one value only, which is also its default. */
    void only(String attribute, long value) {
        long written = whole(attribute, value);
        if (written != value) {
            throw mistake("has " + attribute + " = " + written + "; only " + value + " is supported.");
        }
    }

    /** An attribute that changes nothing here. */
    void ignore(String attribute) {
        asked.add(attribute);
    }

    /** Call when all known attributes were read: what another attribute asks for is not done. */
    void requireNothingElse() {
        for (String attribute : attributes.keySet()) {
            if (!asked.contains(attribute)) {
                throw mistake("has the attribute '" + shown(attribute) + "', which is not supported; supported are "
                        + (asked.isEmpty() ? "none" : String.join(", ", asked.stream().sorted().toList())) + ".");
            }
        }
    }

    /** A mistake in this node, with the file's name before it. */
    UserMistake mistake(String what) {
        return new UserMistake(place() + " " + what);
    }

    /** The file and the node, for messages. */
    String place() {
        return file + ": the operator " + shown(type()) + " (node " + (name().isEmpty() ? "number " + index : "'" + shown(name()) + "'")
                + ")";
    }

    private AttributeProto typed(String attribute, AttributeType wanted) {
        asked.add(attribute);
        AttributeProto found = attributes.get(attribute);
        if (found == null) {
            throw mistake("lacks the attribute '" + attribute + "'.");
        }
        if (found.getType() != wanted) {
            throw mistake("has the attribute '" + attribute + "' of another kind than " + wanted + ".");
        }
        return found;
    }

    /** A line's worth of what stands in a file. */
    static String shown(String text) {
        return shown(text, 80);
    }

    static String shown(String text, int most) {
        String line = text.length() > most ? text.substring(0, most) + "…" : text;
        return line.replaceAll("\\p{Cntrl}", "?");
    }
}
