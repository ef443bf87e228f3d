package org.siguard.train;

import ai.djl.ndarray.NDArray;

/** What training makes small, and when a prediction counts as right. */
enum Objective {
    /** Cross-entropy of the softmax, less the penalty times its entropy; targets are rows that sum to 1, the largest the label. */
    CLASSES {
        @Override
        NDArray loss(NDArray logits, NDArray targets, double penalty) {
            NDArray logarithms = logits.logSoftmax(-1);
            NDArray wanted = penalty == 0 ? targets : targets.sub(logarithms.exp().mul(penalty));
            return logarithms.mul(wanted).sum().div(-logits.getShape().get(0));
        }

        @Override
        boolean right(float[] logits, float[] target, int row) {
            return largest(logits, row * target.length, target.length) == largest(target, 0, target.length);
        }
    },

    /** Binary cross-entropy of one logit z against a target t of 0 or 1, as max(z, 0) − z t + ln(1 + e^−|z|), which cannot overflow. */
    MEMBERSHIP {
        @Override
        NDArray loss(NDArray logits, NDArray targets, double penalty) {
            NDArray softplus = logits.abs().neg().exp().add(1).log();
            return logits.maximum(0).sub(logits.mul(targets)).add(softplus).mean();
        }

        @Override
        boolean right(float[] logits, float[] target, int row) {
            return logits[row] > 0 == target[0] > 0.5;
        }
    };

    /**
     * The mean loss of a batch.
     *
     * @param penalty the weight of the confidence penalty
     */
    abstract NDArray loss(NDArray logits, NDArray targets, double penalty);

    /** Whether the prediction in a row is right. */
    abstract boolean right(float[] logits, float[] target, int row);

    private static int largest(float[] values, int from, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            if (values[from + i] > values[from + best]) {
                best = i;
            }
        }
        return best;
    }
}
