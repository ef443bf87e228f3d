package org.siguard.attack;

import java.util.List;
import org.siguard.base.UserMistake;

/**
 * What reference models say about a number of records: the probability each gives to the true label. Some of the models had a
 * record in their training set, others had not. The likelihood-ratio attacks ask which of the two the target resembles.
 *
 * @param confidence by model, record and view; view 0 is the record itself, others are augmented copies of it
 * @param in         by model and record: whether the model was trained on it; all false for an attacker without such models
 * @param out        by model and record: whether it was not; neither, for a record that training only watched itself by, or that the model
 *                   was not asked about
 */
public record References(double[][][] confidence, boolean[][] in, boolean[][] out) {
    /** Every record that was not in is out. */
    public References(double[][][] confidence, boolean[][] in) {
        this(confidence, in, opposite(in));
    }

    public References {
        if (confidence.length == 0 || confidence.length != in.length || out.length != in.length) {
            throw new UserMistake("Reference models: outputs of " + confidence.length + " and memberships of " + in.length
                    + "; give both for every model, one model at least.");
        }
        for (int model = 0; model < confidence.length; model++) {
            check(model, confidence[model], confidence[0], in[model]);
            check(model, confidence[model], confidence[0], out[model]);
        }
    }

    private static boolean[][] opposite(boolean[][] sides) {
        boolean[][] out = new boolean[sides.length][];
        for (int model = 0; model < out.length; model++) {
            out[model] = new boolean[sides[model].length];
            for (int record = 0; record < out[model].length; record++) {
                out[model][record] = !sides[model][record];
            }
        }
        return out;
    }

    /** By model and record, the one side or the other. */
    public boolean[][] side(boolean members) {
        return members ? in : out;
    }

    private static void check(int model, double[][] confidence, double[][] first, boolean[] in) {
        if (confidence.length != first.length || in.length != first.length) {
            throw new UserMistake("Reference model " + model + ": outputs on " + confidence.length + " records and memberships of "
                    + in.length + " where the first model has " + first.length + "; ask every model about the same records.");
        }
        for (int record = 0; record < confidence.length; record++) {
            if (confidence[record].length == 0 || confidence[record].length != first[0].length) {
                throw new UserMistake("Reference model " + model + ", record " + record + ": " + confidence[record].length
                        + " views where the first record has " + first[0].length + "; ask about the same copies of every record.");
            }
            for (double p : confidence[record]) {
                if (!Double.isFinite(p)) {
                    throw new UserMistake("Reference model " + model + ", record " + record + ": holds " + p
                            + ", which is no finite number; check the model and the number format.");
                }
            }
        }
    }

    /** From released vectors, a list of views a model. */
    public static References of(List<List<Release>> models, boolean[][] in, boolean[][] out) {
        double[][][] confidence = new double[models.size()][][];
        for (int model = 0; model < confidence.length; model++) {
            confidence[model] = confidences(models.get(model));
        }
        return new References(confidence, in, out);
    }

    /** By record and view. */
    public static double[][] confidences(List<Release> views) {
        double[][] out = new double[views.get(0).size()][views.size()];
        for (int view = 0; view < views.size(); view++) {
            for (int record = 0; record < out.length; record++) {
                out[record][view] = views.get(view).confidence(record);
            }
        }
        return out;
    }

    public int models() {
        return in.length;
    }

    public int records() {
        return in[0].length;
    }

    public int views() {
        return records() == 0 ? 1 : confidence[0][0].length;
    }

    /** Whether some model was trained on some record: only then is there a "member" to fit a threshold on. */
    public boolean knowsBothSides() {
        return models() > 1 && any(in) && any(out);
    }

    private static boolean any(boolean[][] sides) {
        for (boolean[] model : sides) {
            for (boolean was : model) {
                if (was) {
                    return true;
                }
            }
        }
        return false;
    }
}
