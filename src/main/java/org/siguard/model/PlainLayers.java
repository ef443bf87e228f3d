package org.siguard.model;

import java.util.Arrays;
import java.util.List;
import org.siguard.ring.Shape;

/** The arithmetic of every layer in double precision, on one record: what {@link PlainInference} is made of. */
final class PlainLayers {
    /** Places at a time in a convolution: with all that a kernel sees, about what the second-level cache holds. */
    private static final int STRIP = 256;

    private PlainLayers() {
    }

    static double[] linear(double[] x, Tensor weight, Tensor bias) {
        int outputs = weight.shape().extent(0);
        float[] w = weight.data();
        double[] out = new double[outputs];
        for (int o = 0, at = 0; o < outputs; o++) {
            double sum = bias == null ? 0 : bias.data()[o];
            for (double value : x) {
                sum += w[at++] * value;
            }
            out[o] = sum;
        }
        return out;
    }

    /** Group by group, a strip of places at a time: what the kernel sees there, unrolled, times the weights. */
    static double[] convolution(double[] x, Shape in, Shape out, Layer.Conv2d conv, Tensor weight, Tensor bias) {
        int places = out.extent(1) * out.extent(2);
        int depth = weight.size() / conv.out();
        int outputs = conv.out() / conv.groups();
        double[] result = new double[out.size()];
        double[] columns = new double[depth * Math.min(STRIP, places)];
        for (int o = 0; bias != null && o < conv.out(); o++) {
            Arrays.fill(result, o * places, (o + 1) * places, bias.data()[o]);
        }
        for (int group = 0; group < conv.groups(); group++) {
            for (int from = 0; from < places; from += STRIP) {
                int count = Math.min(STRIP, places - from);
                unroll(x, in, out, conv, group, from, count, columns);
                for (int o = group * outputs; o < (group + 1) * outputs; o++) {
                    multiplyRow(weight.data(), o * depth, columns, depth, count, result, o * places + from);
                }
            }
        }
        return result;
    }

    private static void multiplyRow(float[] weight, int row, double[] columns, int depth, int count, double[] out, int at) {
        for (int d = 0; d < depth; d++) {
            double factor = weight[row + d];
            int from = d * count;
            for (int p = 0; p < count; p++) {
                out[at + p] += factor * columns[from + p];
            }
        }
    }

    private static void unroll(double[] x, Shape in, Shape out, Layer.Conv2d conv, int group, int from, int count, double[] columns) {
        int channels = conv.in() / conv.groups();
        int height = in.extent(1);
        int width = in.extent(2);
        int at = 0;
        for (int c = group * channels; c < (group + 1) * channels; c++) {
            for (int ky = 0; ky < conv.kernelHeight(); ky++) {
                for (int kx = 0; kx < conv.kernelWidth(); kx++) {
                    for (int p = from; p < from + count; p++) {
                        int row = p / out.extent(2) * conv.stride() + ky - conv.padding();
                        int column = p % out.extent(2) * conv.stride() + kx - conv.padding();
                        boolean inside = row >= 0 && row < height && column >= 0 && column < width;
                        columns[at++] = inside ? x[(c * height + row) * width + column] : 0;
                    }
                }
            }
        }
    }

    static double[] affine(double[] x, Affine affine) {
        double[] out = new double[x.length];
        int each = x.length / affine.scale().length;
        for (int i = 0; i < out.length; i++) {
            out[i] = affine.scale()[i / each] * x[i] + affine.shift()[i / each];
        }
        return out;
    }

    static double[] maxPool(double[] x, Shape in, Shape out, Layer.MaxPool pool) {
        double[] result = new double[out.size()];
        Windows windows = new Windows(in, out, pool);
        for (int i = 0; i < result.length; i++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int row = windows.top(i); row < windows.bottom(i); row++) {
                for (int column = windows.left(i); column < windows.right(i); column++) {
                    most = Math.max(most, x[windows.at(i, row, column)]);
                }
            }
            result[i] = most;
        }
        return result;
    }

    static double[] avgPool(double[] x, Shape in, Shape out, Layer.AvgPool pool) {
        double[] result = new double[out.size()];
        Windows windows = new Windows(in, out, pool);
        for (int i = 0; i < result.length; i++) {
            double sum = 0;
            for (int row = windows.top(i); row < windows.bottom(i); row++) {
                for (int column = windows.left(i); column < windows.right(i); column++) {
                    sum += x[windows.at(i, row, column)];
                }
            }
            result[i] = sum / windows.divisor(pool, i);
        }
        return result;
    }

    static double[] globalAvgPool(double[] x, int channels) {
        double[] out = new double[channels];
        int each = x.length / channels;
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            for (int i = c * each; i < (c + 1) * each; i++) {
                sum += x[i];
            }
            out[c] = sum / each;
        }
        return out;
    }

    static double[] add(List<double[]> in) {
        double[] out = in.get(0).clone();
        for (double[] more : in.subList(1, in.size())) {
            for (int i = 0; i < out.length; i++) {
                out[i] += more[i];
            }
        }
        return out;
    }

    /** Channels come first in a record, so that joining them is joining the records. */
    static double[] concat(List<double[]> in) {
        double[] out = new double[in.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (double[] part : in) {
            System.arraycopy(part, 0, out, at, part.length);
            at += part.length;
        }
        return out;
    }
}
