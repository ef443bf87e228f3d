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
    private static final int COPIES = 8;
    private static final String LAST_BIAS = "fc3.bias";

    private final String name;
    private final TrainingSettings settings;

    public MembershipTraining(String name, TrainingSettings settings) {
        this.name = name;
        this.settings = settings;
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
        List<float[]> records = new ArrayList<>();
        float[][] targets = new float[COPIES * (members.length + nonMembers.length)][1];
        Draws draws = Draws.of(Seed.of(seed).derive("class order"));
        for (double[] vector : members) {
            for (int copy = 0; copy < COPIES; copy++) {
                targets[records.size()][0] = 1;
                records.add(reordered(vector, members[0].length, draws));
            }
        }
        for (double[] vector : nonMembers) {
            for (int copy = 0; copy < COPIES; copy++) {
                records.add(reordered(vector, members[0].length, draws));
            }
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
