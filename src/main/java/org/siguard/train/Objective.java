package org.siguard.train;

import ai.djl.ndarray.NDArray;

/** What training makes small, and when a prediction counts as right. */
enum Objective {
    /** Cross-entropy of the softmax; targets are one-hot rows. */
    CLASSES {
        @Override
        NDArray loss(NDArray logits, NDArray targets) {
            return logits.logSoftmax(-1).mul(targets).sum().div(-logits.getShape().get(0));
        }

        @Override
        boolean right(float[] logits, float[] targets, int row, int width) {
            int best = row * width;
            for (int i = best + 1; i < (row + 1) * width; i++) {
                if (logits[i] > logits[best]) {
                    best = i;
                }
            }
            return targets[best] == 1;
        }
    },

    /** Binary cross-entropy of one logit z against a target t of 0 or 1, as max(z, 0) − z t + ln(1 + e^−|z|), which cannot overflow. */
    MEMBERSHIP {
        @Override
        NDArray loss(NDArray logits, NDArray targets) {
            NDArray softplus = logits.abs().neg().exp().add(1).log();
            return logits.maximum(0).sub(logits.mul(targets)).add(softplus).mean();
        }

        @Override
        boolean right(float[] logits, float[] targets, int row, int width) {
            return logits[row] > 0 == targets[row] > 0.5;
        }
    };

    /** The mean loss of a batch. */
    abstract NDArray loss(NDArray logits, NDArray targets);

    /** Whether the prediction in a row of the given width is right. */
    abstract boolean right(float[] logits, float[] targets, int row, int width);
}
