package org.siguard.model;

import java.util.List;
import java.util.function.Supplier;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.ring.Shape;

/**
 * One step of a network, without its weights. Shapes are those of one record: a vector, or a picture [channels, height, width].
 * Every record refuses settings that mean nothing with an {@link IllegalArgumentException}.
 */
public sealed interface Layer {
    /** The word for it in files. */
    String type();

    /** The shape of what comes out, or an {@link IllegalArgumentException} that says what does not fit. */
    Shape infer(List<Shape> inputs);

    /** The names and shapes of the weights it needs. */
    default List<Weight> weights() {
        return List.of();
    }

    /** A weight tensor that a layer needs. */
    record Weight(String name, Shape shape) {
    }

    /** A layer that works on every number by itself, or leaves all of them as they are. */
    sealed interface Elementwise extends Layer {
        @Override
        default Shape infer(List<Shape> in) {
            return single(in);
        }
    }

    /**
     * A layer with a square window that moves over every channel of a picture. The padding is no larger than the picture, so that a
     * window is no larger than three times the picture: otherwise a line in a file could ask for any amount of work.
     */
    sealed interface Pool extends Layer {
        int kernel();

        int stride();

        int padding();

        @Override
        default Shape infer(List<Shape> in) {
            Shape picture = picture(in);
            int smaller = Math.min(picture.extent(1), picture.extent(2));
            require(padding() <= smaller,
                    () -> "has a padding of " + padding() + ", more than the picture " + picture + " is wide or high");
            return Shape.of(picture.extent(0), steps(picture.extent(1), kernel(), stride(), padding()),
                    steps(picture.extent(2), kernel(), stride(), padding()));
        }
    }

    /** y = W x + b; W has one row an output. */
    record Linear(int inputs, int outputs, boolean bias) implements Layer {
        public Linear {
            require(inputs >= 1 && outputs >= 1, "wants at least one input and one output");
        }

        /** With a bias. */
        public Linear(int inputs, int outputs) {
            this(inputs, outputs, true);
        }

        @Override
        public String type() {
            return "linear";
        }

        @Override
        public Shape infer(List<Shape> in) {
            Shape only = single(in);
            require(only.rank() == 1 && only.extent(0) == inputs, "wants a vector of " + inputs + ", gets " + only);
            return Shape.of(outputs);
        }

        @Override
        public List<Weight> weights() {
            return withBias(Shape.of(outputs, inputs), outputs, bias);
        }
    }

    /**
     * The two-dimensional convolution as networks mean it (a correlation): zeros stand {@code padding} deep around the picture, and
     * every group of outputs sees its own group of channels only.
     */
    record Conv2d(int in, int out, int kernelHeight, int kernelWidth, int stride, int padding, int groups, boolean bias)
            implements Layer {
        public Conv2d {
            require(in >= 1 && out >= 1 && kernelHeight >= 1 && kernelWidth >= 1, "wants channels and a kernel of 1 or more");
            require(stride >= 1 && padding >= 0, "wants a stride of 1 or more and a padding of 0 or more");
            require(groups >= 1 && in % groups == 0 && out % groups == 0,
                    "wants groups that divide the channels: " + in + " and " + out + " in " + groups);
        }

        /** A square kernel, one group. */
        public static Conv2d square(int in, int out, int kernel, int stride, int padding, boolean bias) {
            return new Conv2d(in, out, kernel, kernel, stride, padding, 1, bias);
        }

        @Override
        public String type() {
            return "conv2d";
        }

        @Override
        public Shape infer(List<Shape> inputs) {
            Shape picture = picture(inputs);
            require(picture.extent(0) == in, "wants " + in + " channels, gets " + picture);
            return Shape.of(out, steps(picture.extent(1), kernelHeight, stride, padding),
                    steps(picture.extent(2), kernelWidth, stride, padding));
        }

        @Override
        public List<Weight> weights() {
            return withBias(Shape.of(out, in / groups, kernelHeight, kernelWidth), out, bias);
        }
    }

    /** gamma (x - mean) / sqrt(variance + epsilon) + beta, channel by channel: the statistics are those that training kept. */
    record BatchNorm(int channels, double epsilon) implements Layer {
        public BatchNorm {
            require(channels >= 1, "wants at least one channel");
            require(epsilon >= 0 && epsilon <= 1, "wants an epsilon from 0 to 1");
        }

        @Override
        public String type() {
            return "batchnorm";
        }

        @Override
        public Shape infer(List<Shape> in) {
            Shape only = single(in);
            require((only.rank() == 1 || only.rank() == 3) && only.extent(0) == channels,
                    "wants " + channels + " channels, gets " + only);
            return only;
        }

        @Override
        public List<Weight> weights() {
            Shape each = Shape.of(channels);
            return List.of(new Weight("gamma", each), new Weight("beta", each), new Weight("mean", each), new Weight("variance", each));
        }
    }

    /** max(x, 0) */
    record Relu() implements Elementwise {
        @Override
        public String type() {
            return "relu";
        }
    }

    /** min(max(x, 0), 6) */
    record Relu6() implements Elementwise {
        @Override
        public String type() {
            return "relu6";
        }
    }

    /** x where it is above 0, and slope times x where it is not. */
    record LeakyRelu(double slope) implements Elementwise {
        public LeakyRelu {
            require(slope >= 0 && slope < 1, "wants a slope of 0 or more, below 1");
        }

        @Override
        public String type() {
            return "leakyrelu";
        }
    }

    /** x Φ(x), Φ the normal distribution's: the exact form, not the one with tanh. */
    record Gelu() implements Elementwise {
        @Override
        public String type() {
            return "gelu";
        }
    }

    /** x / (1 + exp(-x)) */
    record Silu() implements Elementwise {
        @Override
        public String type() {
            return "silu";
        }
    }

    /** The largest number in every window; what lies outside of the picture never wins. */
    record MaxPool(int kernel, int stride, int padding) implements Pool {
        public MaxPool {
            requireWindow(kernel, stride, padding);
        }

        @Override
        public String type() {
            return "maxpool";
        }
    }

    /**
     * The mean of every window. In shares it holds for numbers as large as other layers take: see {@link Mean}.
     *
     * @param includePadding whether zeros outside of the picture count: the divisor is then the same everywhere
     */
    record AvgPool(int kernel, int stride, int padding, boolean includePadding) implements Pool {
        public AvgPool {
            requireWindow(kernel, stride, padding);
        }

        @Override
        public String type() {
            return "avgpool";
        }
    }

    /** The mean of every channel: [channels, 1, 1]. */
    record GlobalAvgPool() implements Layer {
        @Override
        public String type() {
            return "globalavgpool";
        }

        @Override
        public Shape infer(List<Shape> in) {
            return Shape.of(picture(in).extent(0), 1, 1);
        }
    }

    /** The sum of two or more inputs of one shape. */
    record Add() implements Layer {
        @Override
        public String type() {
            return "add";
        }

        @Override
        public Shape infer(List<Shape> in) {
            require(in.size() >= 2, "wants two inputs or more, gets " + in.size());
            require(in.stream().allMatch(in.get(0)::equals), () -> "wants inputs of one shape, gets " + in);
            return in.get(0);
        }
    }

    /** The inputs one after another along the first axis, that of the channels. */
    record Concat() implements Layer {
        @Override
        public String type() {
            return "concat";
        }

        @Override
        public Shape infer(List<Shape> in) {
            require(in.size() >= 2, "wants two inputs or more, gets " + in.size());
            int[] joined = in.get(0).toArray();
            require(joined.length >= 1, "wants inputs with channels");
            for (Shape each : in.subList(1, in.size())) {
                int[] extents = each.toArray();
                require(extents.length == joined.length, () -> "wants inputs of as many axes, gets " + in);
                long sum = (long) joined[0] + extents[0];
                extents[0] = joined[0];
                require(Shape.of(extents).equals(Shape.of(joined)), () -> "wants inputs that differ in channels only, gets " + in);
                require(sum <= Integer.MAX_VALUE, "is too large");
                joined[0] = (int) sum;
            }
            return Shape.of(joined);
        }
    }

    /** Any shape to a vector. */
    record Flatten() implements Layer {
        @Override
        public String type() {
            return "flatten";
        }

        @Override
        public Shape infer(List<Shape> in) {
            return Shape.of(single(in).size());
        }
    }

    /** Leaves everything as it is: only training would drop something, with this rate. */
    record Dropout(double rate) implements Elementwise {
        public Dropout {
            require(rate >= 0 && rate < 1, "wants a rate of 0 or more, below 1");
        }

        @Override
        public String type() {
            return "dropout";
        }
    }

    /**
     * The softmax of a vector, which may stand at the very end only. It marks which member of the family turns the logits into
     * probabilities: whoever runs a network stops at the logits before it, and guards and attacks apply the member themselves.
     */
    record Softmax(SoftmaxKind kind) implements Layer {
        @Override
        public String type() {
            return "softmax";
        }

        @Override
        public Shape infer(List<Shape> in) {
            require(single(in).rank() == 1, "wants a vector, gets " + in.get(0));
            return in.get(0);
        }
    }

    private static List<Weight> withBias(Shape weight, int outputs, boolean bias) {
        return bias ? List.of(new Weight("weight", weight), new Weight("bias", Shape.of(outputs))) : List.of(new Weight("weight", weight));
    }

    private static Shape single(List<Shape> inputs) {
        require(inputs.size() == 1, "wants one input, gets " + inputs.size());
        return inputs.get(0);
    }

    private static Shape picture(List<Shape> inputs) {
        Shape only = single(inputs);
        require(only.rank() == 3, "wants a picture of channels, height and width, gets " + only);
        return only;
    }

    /** How many places a window has along an axis. */
    private static int steps(int extent, int kernel, int stride, int padding) {
        long room = extent + 2L * padding - kernel;
        require(room >= 0, "has a window of " + kernel + " for a picture of " + extent + " with a padding of " + padding);
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, room / stride + 1));
    }

    private static void requireWindow(int kernel, int stride, int padding) {
        require(kernel >= 1 && stride >= 1 && padding >= 0, "wants a window and a stride of 1 or more and a padding of 0 or more");
        require(padding <= kernel / 2, "wants a padding of at most half its window");
    }

    private static void require(boolean holds, String what) {
        require(holds, () -> what);
    }

    /** For what takes long to say, such as a list of all inputs: said only where it has to be. */
    private static void require(boolean holds, Supplier<String> what) {
        if (!holds) {
            throw new IllegalArgumentException(what.get());
        }
    }
}
