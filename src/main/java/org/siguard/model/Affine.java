package org.siguard.model;

/** A batch normalisation as what it comes down to: y = scale x + shift, channel by channel. */
record Affine(double[] scale, double[] shift) {
    static Affine of(Model model, ModelSpec.Node node, Layer.BatchNorm norm) {
        double[] scale = new double[norm.channels()];
        double[] shift = new double[norm.channels()];
        for (int c = 0; c < scale.length; c++) {
            double variance = model.weight(node.name() + ".variance").data()[c];
            scale[c] = model.weight(node.name() + ".gamma").data()[c] / Math.sqrt(variance + norm.epsilon());
            shift[c] = model.weight(node.name() + ".beta").data()[c] - scale[c] * model.weight(node.name() + ".mean").data()[c];
        }
        return new Affine(scale, shift);
    }
}
