package org.siguard.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /** How often an epoch shows a record. */
    public static final int COPIES = 40;
    /** How much more an augmented classifier is shown: a quarter of the records twice. */
    public static final double AUGMENTED_SHOWN = 1.5;
    private static final String LAST_BIAS = "fc3.bias";
    private static final float[] MEMBER = {1};
    private static final float[] OTHER = {0};

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
        return train(members, nonMembers, seed, Supervision.of(progress, cancellation));
    }

    /**
     * The same, watched. Where the supervision has a folder for checkpoints the finished classifier is kept in there, and read where it is
     * asked for again: on the same vectors, with the same settings and seed.
     */
    public Model train(double[][] members, double[][] nonMembers, long seed, Supervision supervision) {
        Optional<KeptTraining> kept = supervision.checkpoints().map(folder -> {
            String key = Fingerprint.of("membership " + Fingerprint.FORMULA, name, settings.values().toString(),
                    Boolean.toString(augmented), Long.toString(seed), Fingerprint.of(members), Fingerprint.of(nonMembers));
            return new KeptTraining(folder.folder(), key);
        });
        return kept.flatMap(there -> there.read(0)).map(Trained::model).orElseGet(() -> {
            Model h = fitted(members, nonMembers, seed, supervision);
            kept.ifPresent(folder -> folder.write(new Trained(h, new int[0], settings.epochs())));
            return h;
        });
    }

    private Model fitted(double[][] members, double[][] nonMembers, long seed, Supervision supervision) {
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
        int classes = members[0].length;
        List<double[]> all = new ArrayList<>(asMembers);
        all.addAll(asOthers);
        requireLength(all, classes);
        ReorderedCopies copies = new ReorderedCopies(all, COPIES, Draws.of(Seed.of(seed).derive("class order")));
        float[][] targets = new float[copies.size()][];
        Arrays.fill(targets, 0, asMembers.size() * COPIES, MEMBER);
        Arrays.fill(targets, asMembers.size() * COPIES, targets.length, OTHER);
        Model fitted = new Fit(spec(name, classes), Objective.MEMBERSHIP, settings, Seed.of(seed))
                .run(copies, targets, "", new Supervision(supervision.progress(), supervision.cancellation(), event -> {
                }, Optional.empty())).model();
        return centred(fitted, members, nonMembers);
    }

    /**
     * The same classifier, with its last bias moved so that 0 is the threshold that tells the training records apart best. For
     * cross-entropy the sign is a by-product; for guard and attacks it is what counts.
     */
    static Model centred(Model h, double[][] members, double[][] nonMembers) {
        double[] in = sorted(logits(h, members));
        double[] out = sorted(logits(h, nonMembers));
        double[] all = sorted(DoubleStream.concat(Arrays.stream(in), Arrays.stream(out)).toArray());
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

    private static double[] sorted(double[] values) {
        Arrays.sort(values);
        return values;
    }

    /** Share of members above a threshold plus share of the others not above it; both sorted. */
    private static double balance(double[] in, double[] out, double threshold) {
        return (in.length - upTo(in, threshold)) / (double) in.length + upTo(out, threshold) / (double) out.length;
    }

    /** How many of sorted values are not above a threshold. */
    private static int upTo(double[] sorted, double threshold) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] <= threshold) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** Every probability to a power, over their sum. */
    static double[] raised(double[] vector, double power) {
        double[] out = Arrays.stream(vector).map(p -> StrictMath.pow(Math.max(0, p), power)).toArray();
        double sum = Arrays.stream(out).sum();
        return sum > 0 ? Arrays.stream(out).map(p -> p / sum).toArray() : vector.clone();
    }

    private void requireLength(List<double[]> vectors, int classes) {
        for (double[] vector : vectors) {
            if (vector.length != classes) {
                throw new UserMistake("Training " + name + ": a vector of " + vector.length + " probabilities among vectors of " + classes
                        + "; all must come from one model.");
            }
        }
    }
}
