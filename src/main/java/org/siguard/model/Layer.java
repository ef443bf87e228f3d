package org.siguard.model;

import java.util.List;
import org.siguard.ring.Shape;

/** One step of a network, without its weights. Shapes are those of one record. */
public sealed interface Layer {
    /** The word for it in files. */
    String type();

    /** The shape of what comes out, or an {@link IllegalArgumentException} that says what does not fit. */
    Shape infer(List<Shape> inputs);

    /** The names and shapes of the weights it needs. */
    List<Weight> weights();

    /** A weight tensor that a layer needs. */
    record Weight(String name, Shape shape) {
    }

    /** y = W x + b; W has one row an output. */
    record Linear(int inputs, int outputs) implements Layer {
        @Override
        public String type() {
            return "linear";
        }

        @Override
        public Shape infer(List<Shape> in) {
            Shape only = single(in);
            if (only.rank() != 1 || only.extent(0) != inputs) {
                throw new IllegalArgumentException("wants a vector of " + inputs + ", gets " + only);
            }
            return Shape.of(outputs);
        }

        @Override
        public List<Weight> weights() {
            return List.of(new Weight("weight", Shape.of(outputs, inputs)), new Weight("bias", Shape.of(outputs)));
        }
    }

    /** max(x, 0) */
    record Relu() implements Layer {
        @Override
        public String type() {
            return "relu";
        }

        @Override
        public Shape infer(List<Shape> in) {
            return single(in);
        }

        @Override
        public List<Weight> weights() {
            return List.of();
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

        @Override
        public List<Weight> weights() {
            return List.of();
        }
    }

    private static Shape single(List<Shape> inputs) {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("wants one input, gets " + inputs.size());
        }
        return inputs.get(0);
    }
}
