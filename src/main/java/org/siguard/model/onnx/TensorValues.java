package org.siguard.model.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntFunction;
import org.siguard.base.UserMistake;
import org.siguard.ring.Shape;

/** The numbers of a tensor in the file. An array is made only when the file was found to hold as many numbers as the shape wants. */
final class TensorValues {
    /** Whole numbers are shapes and axes here, never weights. */
    private static final int MOST_WHOLES = 1024;
    private static final int MOST_AXES = 8;

    private final TensorProto tensor;
    private final String place;

    private TensorValues(TensorProto tensor, String place) {
        this.tensor = tensor;
        this.place = place;
    }

    /** {@code place} is for messages: the file and whose tensor it is. */
    static Value read(TensorProto tensor, String place) {
        return new TensorValues(tensor, place).read();
    }

    private Value read() {
        if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL || tensor.getExternalDataCount() > 0) {
            throw mistake("keeps its numbers in another file (external data), which is not read. Save the model as one file, "
                    + "with external_data=False in torch.onnx.export.");
        }
        if (tensor.hasSegment()) {
            throw mistake("comes in segments, which are not read. Export it in one piece.");
        }
        Shape shape = shape();
        return switch (TensorProto.DataType.forNumber(tensor.getDataType())) {
            case FLOAT -> floats(shape);
            case DOUBLE -> doubles(shape);
            case FLOAT16 -> halves(shape);
            case INT64 -> wholes(shape, 8, tensor.getInt64DataCount(), ByteBuffer::getLong, tensor::getInt64Data);
            case INT32 ->
                wholes(shape, 4, tensor.getInt32DataCount(), buffer -> (long) buffer.getInt(), i -> (long) tensor.getInt32Data(i));
            case BOOL -> wholes(shape, 1, tensor.getInt32DataCount(), buffer -> (long) buffer.get(), i -> (long) tensor.getInt32Data(i));
            case null, default -> throw mistake("has numbers of a kind that is not read (data type " + tensor.getDataType()
                    + "); float, double, float16, int32, int64 and bool are. Export the model in 32-bit floats.");
        };
    }

    private Shape shape() {
        if (tensor.getDimsCount() > MOST_AXES) {
            throw mistake("has " + tensor.getDimsCount() + " axes; " + MOST_AXES + " are the most.");
        }
        int[] extents = new int[tensor.getDimsCount()];
        for (int i = 0; i < extents.length; i++) {
            long extent = tensor.getDims(i);
            if (extent < 0 || extent > Integer.MAX_VALUE) {
                throw mistake("has an axis of length " + extent + ".");
            }
            extents[i] = (int) extent;
        }
        try {
            return Shape.of(extents);
        } catch (IllegalArgumentException e) {
            throw mistake("is " + e.getMessage() + ".");
        }
    }

    private Value floats(Shape shape) {
        ByteBuffer raw = numbers(shape, 4, tensor.getFloatDataCount());
        float[] data = new float[shape.size()];
        if (raw == null) {
            for (int i = 0; i < data.length; i++) {
                data[i] = tensor.getFloatData(i);
            }
        } else {
            raw.asFloatBuffer().get(data);
        }
        return new Value.Numbers(shape, data);
    }

    private Value doubles(Shape shape) {
        ByteBuffer raw = numbers(shape, 8, tensor.getDoubleDataCount());
        float[] data = new float[shape.size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) (raw == null ? tensor.getDoubleData(i) : raw.getDouble());
        }
        return new Value.Numbers(shape, data);
    }

    private Value halves(Shape shape) {
        ByteBuffer raw = numbers(shape, 2, tensor.getInt32DataCount());
        float[] data = new float[shape.size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = Float.float16ToFloat(raw == null ? (short) tensor.getInt32Data(i) : raw.getShort());
        }
        return new Value.Numbers(shape, data);
    }

    private Value wholes(Shape shape, int width, int typed, java.util.function.ToLongFunction<ByteBuffer> next, IntFunction<Long> at) {
        if (shape.rank() > 1 || shape.size() > MOST_WHOLES) {
            throw mistake(
                    "has whole numbers of shape " + shape + "; one axis of at most " + MOST_WHOLES + " is read. Quantised weights are not: "
                            + "export the model in 32-bit floats.");
        }
        ByteBuffer raw = numbers(shape, width, typed);
        long[] data = new long[shape.size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = raw == null ? at.apply(i) : next.applyAsLong(raw);
        }
        return new Value.Wholes(shape.rank() == 1, data);
    }

    /** The raw data, or null where the numbers are in a field of their type; either way there are as many as the shape wants. */
    private ByteBuffer numbers(Shape shape, int width, int typed) {
        ByteString raw = tensor.getRawData();
        boolean isRaw = !raw.isEmpty();
        if (isRaw ? raw.size() != (long) width * shape.size() || typed > 0 : typed != shape.size()) {
            throw mistake("has the shape " + shape + ", but " + (isRaw ? raw.size() + " bytes of raw data and " : "") + typed
                    + " numbers; the file is damaged. Export it anew.");
        }
        return isRaw ? raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN) : null;
    }

    private UserMistake mistake(String what) {
        return new UserMistake(place + " " + what);
    }
}
