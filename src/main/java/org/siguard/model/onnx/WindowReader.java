package org.siguard.model.onnx;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.siguard.ring.Shape;

/** The window of a convolution or pool: one stride and one padding for both axes, which is what a model here has. */
final class WindowReader {
    private final Operator operator;
    private final int kernel;
    private final int stride;
    private final int padding;

    WindowReader(Operator operator, Shape picture, int height, int width) {
        this.operator = operator;
        if (picture.rank() != 3) {
            throw operator.mistake("wants a picture of channels, height and width, gets " + picture + ".");
        }
        for (long dilation : list("dilations", 1, 1)) {
            if (dilation != 1) {
                throw operator.mistake("has dilations; only 1 is supported.");
            }
        }
        long[] written = list("kernel_shape", height, width);
        if (written[0] != height || written[1] != width) {
            throw operator.mistake("has kernel_shape = " + Arrays.toString(written) + ", but a weight of " + height + " by " + width + ".");
        }
        kernel = height;
        stride = same("strides", list("strides", 1, 1), 1);
        padding = padding(picture, height, width);
    }

    /** The window of a pool, which must be square. */
    static WindowReader pool(Operator operator, Shape picture) {
        long[] size = operator.wholes("kernel_shape");
        if (size.length != 2 || size[0] != size[1] || size[0] < 1 || size[0] > Operator.WIDEST) {
            throw operator.mistake("has kernel_shape = " + Arrays.toString(size) + "; supported are two equal numbers, a square window.");
        }
        int kernel = (int) size[0];
        WindowReader window = new WindowReader(operator, picture, kernel, kernel);
        if (operator.whole("ceil_mode", 0) != 0) {
            for (int axis = 1; axis <= 2; axis++) {
                if ((picture.extent(axis) + 2L * window.padding - kernel) % window.stride != 0) {
                    throw operator.mistake("has ceil_mode = 1 and a picture that its windows do not fill; only 0 is supported there.");
                }
            }
        }
        return window;
    }

    int kernel() {
        return kernel;
    }

    int stride() {
        return stride;
    }

    int padding() {
        return padding;
    }

    private int padding(Shape picture, int height, int width) {
        String auto = operator.text("auto_pad", "NOTSET");
        return switch (auto) {
            case "NOTSET" -> operator.has("pads") ? same("pads", operator.wholes("pads"), 0) : 0;
            case "VALID" -> 0;
            case "SAME_UPPER", "SAME_LOWER" -> {
                long down = around(picture.extent(1), height);
                long across = around(picture.extent(2), width);
                if (down != across || down % 2 != 0) {
                    throw operator.mistake(
                            "has auto_pad = " + auto + ", which pads one side more than another here; supported is the same padding on all "
                                    + "four sides.");
                }
                yield (int) (down / 2);
            }
            default ->
                throw operator.mistake("has auto_pad = " + Operator.shown(auto) + "; known are NOTSET, VALID, SAME_UPPER, SAME_LOWER.");
        };
    }

    /** How many zeros both sides get together, so that the picture shrinks by the stride alone. */
    private long around(int extent, int window) {
        long steps = (extent + stride - 1L) / stride;
        return Math.max(0, (steps - 1) * stride + window - extent);
    }

    private long[] list(String attribute, long... otherwise) {
        long[] values = operator.has(attribute) ? operator.wholes(attribute) : otherwise;
        if (values.length != 2) {
            throw operator.mistake("has " + values.length + " numbers in " + attribute + "; a picture wants 2.");
        }
        return values;
    }

    private int same(String attribute, long[] values, int least) {
        if (values.length == 0 || LongStream.of(values).distinct().count() != 1 || values[0] < least || values[0] > Operator.WIDEST) {
            throw operator.mistake(
                    "has " + attribute + " = " + Arrays.toString(values) + "; supported is the same number on all sides, from " + least
                            + " to " + Operator.WIDEST + ".");
        }
        return (int) values[0];
    }
}
