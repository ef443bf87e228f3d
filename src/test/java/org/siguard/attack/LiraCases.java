package org.siguard.attack;

/** One record of class 0 of two, asked of reference models. */
final class LiraCases {
    private LiraCases() {
    }

    static References references(double[] inside, double[] outside) {
        int models = inside.length + outside.length;
        double[][][] confidence = new double[models][1][1];
        boolean[][] in = new boolean[models][1];
        for (int model = 0; model < models; model++) {
            in[model][0] = model < inside.length;
            confidence[model][0][0] = in[model][0] ? inside[model] : outside[model - inside.length];
        }
        return new References(confidence, in);
    }

    static Evidence evidence(double p, References references) {
        return Evidence.of(Observation.of(release(p)), Preparation.NONE.withReferences(references));
    }

    static Release release(double... p) {
        double[][] vectors = new double[p.length][];
        for (int i = 0; i < p.length; i++) {
            vectors[i] = new double[] {p[i], 1 - p[i]};
        }
        return new Release(vectors, new int[p.length]);
    }
}
