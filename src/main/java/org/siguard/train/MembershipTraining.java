package org.siguard.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.data.Draws;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.model.PlainInference;
import org.siguard.model.Tensor;
import org.siguard.ring.Seed;

/**
 * Trains a membership classifier: it reads a softmax vector, and its one logit is above 0 for "member". K → 128 → 64 → 1 with
 * ReLU between, as in the SIGuard paper, by binary cross-entropy.
 *
 * <p>Every record is shown {@value #COPIES} times, each time with the classes in another random order: how surely a model speaks
 * tells of membership, which class it names hardly does, and a classifier that has to find this out by itself from a few
 * thousand records does worse than a mere threshold on the largest probability.
 */
public final class MembershipTraining {
    private static final int COPIES = 40;
    private static final String LAST_BIAS = "fc3.bias";

    /** One in so many records is added again, sharpened and softened. */
    private static final int AUGMENTED_EVERY = 4;

    private final String name;
    private final TrainingSettings settings;
    private final boolean augmented;

    public MembershipTraining(String name, TrainingSettings settings) {
        this(name, settings, false);
    }

    /**
     * @param augmented whether a quarter of the records is added twice more: sharpened (p² over its sum) as "member" and softened
     *                  (√p over its sum) as "non-member". Such a classifier reads confidence everywhere, so that a guard finds
     *                  a way across its boundary for outputs that no training record was like
     */
    public MembershipTraining(String name, TrainingSettings settings, boolean augmented) {
        this.name = name;
        this.settings = settings;
        this.augmented = augmented;
    }

    /** The architecture, for K classes. */
    public static ModelSpec spec(String name, int classes) {
        return ModelSpec.mlp(name, classes, 128, 64, 1);
    }

    /**
     * @param members    the model's softmax vectors on records it was trained on
     * @param nonMembers its softmax vectors on records it was not; as many, or h learns that one answer is likelier
     */
    public Model train(double[][] members, double[][] nonMembers, long seed, Progress progress, Cancellation cancellation) {
        if (members.length == 0 || nonMembers.length == 0) {
            throw new UserMistake("Training " + name + ": " + members.length + " members and " + nonMembers.length
                    + " non-members; give at least one of each.");
        }
        List<double[]> asMembers = new ArrayList<>(List.of(members));
        List<double[]> asOthers = new ArrayList<>(List.of(nonMembers));
        if (augmented) {
            for (double[][] vectors : List.of(members, nonMembers)) {
                for (int i = 0; i < vectors.length; i += AUGMENTED_EVERY) {
                    asMembers.add(raised(vectors[i], 2));
                    asOthers.add(raised(vectors[i], 0.5));
                }
            }
        }
        List<float[]> records = new ArrayList<>();
        Draws draws = Draws.of(Seed.of(seed).derive("class order"));
        add(records, asMembers, members[0].length, draws);
        int ofMembers = records.size();
        add(records, asOthers, members[0].length, draws);
        float[][] targets = new float[records.size()][1];
        for (int row = 0; row < ofMembers; row++) {
            targets[row][0] = 1;
        }
        Model fitted = new Fit(spec(name, members[0].length), Objective.MEMBERSHIP, settings, Seed.of(seed))
                .run(records, targets, "", Supervision.of(progress, cancellation)).model();
        return centred(fitted, members, nonMembers);
    }

    /**
     * The same classifier, with its last bias moved so that 0 is the threshold that tells the training records apart best. For
     * cross-entropy the sign is a by-product; for guard and attacks it is what counts.
     */
    static Model centred(Model h, double[][] members, double[][] nonMembers) {
        double[] in = logits(h, members);
        double[] out = logits(h, nonMembers);
        double[] all = DoubleStream.concat(Arrays.stream(in), Arrays.stream(out)).sorted().toArray();
        double threshold = 0;
        double most = balance(in, out, 0);
        for (int i = 1; i < all.length; i++) {
            double between = (all[i - 1] + all[i]) / 2;
            double balance = balance(in, out, between);
            if (balance > most) {
                most = balance;
                threshold = between;
            }
        }
        double shift = threshold;
        Map<String, Tensor> weights = new LinkedHashMap<>(h.weights());
        weights.computeIfPresent(LAST_BIAS, (name, bias) -> new Tensor(bias.shape(), new float[] {(float) (bias.data()[0] - shift)}));
        return new Model(h.spec(), weights);
    }

    private static double[] logits(Model h, double[][] vectors) {
        return Arrays.stream(new PlainInference(h).logits(vectors)).mapToDouble(z -> z[0]).toArray();
    }

    /** Share of members above a threshold plus share of the others not above it. */
    private static double balance(double[] in, double[] out, double threshold) {
        return Arrays.stream(in).filter(z -> z > threshold).count() / (double) in.length
                + Arrays.stream(out).filter(z -> z <= threshold).count() / (double) out.length;
    }

    /** Every probability to a power, over their sum. */
    static double[] raised(double[] vector, double power) {
        double[] out = Arrays.stream(vector).map(p -> StrictMath.pow(Math.max(0, p), power)).toArray();
        double sum = Arrays.stream(out).sum();
        return sum > 0 ? Arrays.stream(out).map(p -> p / sum).toArray() : vector.clone();
    }

    private void add(List<float[]> records, List<double[]> vectors, int classes, Draws draws) {
        for (double[] vector : vectors) {
            for (int copy = 0; copy < COPIES; copy++) {
                records.add(reordered(vector, classes, draws));
            }
        }
    }

    private float[] reordered(double[] vector, int classes, Draws draws) {
        if (vector.length != classes) {
            throw new UserMistake("Training " + name + ": a vector of " + vector.length + " probabilities among vectors of " + classes
                    + "; all must come from one model.");
        }
        int[] order = draws.order(classes);
        float[] out = new float[classes];
        for (int i = 0; i < classes; i++) {
            out[i] = (float) vector[order[i]];
        }
        return out;
    }
}
