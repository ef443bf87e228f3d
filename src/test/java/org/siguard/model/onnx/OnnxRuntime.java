package org.siguard.model.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;

/** ONNX Runtime: an implementation not ours, which runs what we wrote. */
public final class OnnxRuntime {
    private OnnxRuntime() {
    }

    /** What it makes of a batch; {@code shape} is that of one record. */
    public static double[][] run(byte[] onnx, double[][] records, int... shape) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            // Errors only: it warns of tensors it folds away.
            options.setSessionLogLevel(ai.onnxruntime.OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            try (OrtSession session = environment.createSession(onnx, options)) {
                long[] batch = new long[shape.length + 1];
                batch[0] = records.length;
                for (int i = 0; i < shape.length; i++) {
                    batch[i + 1] = shape[i];
                }
                String name = session.getInputNames().iterator().next();
                try (OnnxTensor input = OnnxTensor.createTensor(environment, flat(records), batch);
                        OrtSession.Result result = session.run(Map.of(name, input))) {
                    return rows(((OnnxTensor) result.get(0)).getFloatBuffer(), records.length);
                }
            }
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }

    private static FloatBuffer flat(double[][] records) {
        FloatBuffer flat = FloatBuffer.allocate(records.length * records[0].length);
        for (double[] record : records) {
            for (double value : record) {
                flat.put((float) value);
            }
        }
        return flat.flip();
    }

    private static double[][] rows(FloatBuffer flat, int count) {
        double[][] rows = new double[count][flat.remaining() / count];
        for (double[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = flat.get();
            }
        }
        return rows;
    }
}
