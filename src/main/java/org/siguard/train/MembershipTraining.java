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
 * <p>A free classifier is shown every record {@value #COPIES} times an epoch, each time with the classes in another random order: how surely a model speaks
 * tells of membership, which class it names hardly does, and a classifier that has to find this out by itself from a few
 * thousand records does worse than a mere threshold on the largest probability. A symmetric one ({@link Form}) knows it from the start.
 */
public final class MembershipTraining {
    /** How often an epoch shows a record. */
    static final int COPIES = 40;
    /** What training a symmetric classifier takes, beside a free one: 5 times the epochs, each of one copy. */
    private static final double SYMMETRIC_SHOWN = 5.0 / COPIES;
    /** How much more an augmented classifier is shown: a quarter of the records twice. */
    static final double AUGMENTED_SHOWN = 1.5;
    private static final String LAST_WEIGHT = "fc3.weight";
    private static final String LAST_BIAS = "fc3.bias";
    private static final double AUDIBLE = 1.0 / 16;
    private static final double LOUDEST = 64;
    private static final float[] MEMBER = {1};
    private static final float[] OTHER = {0};

    /** One in so many records is added again, sharpened and softened. */
    private static final int AUGMENTED_EVERY = 4;

    private final String name;
    private final TrainingSettings settings;
    private final boolean augmented;
    private final Form form;

    /** Which networks K → 128 → 64 → 1 a training chooses among. */
    public enum Form {
        /** All of them. */
        FREE,
        /**
         * Those that treat all classes alike, as far as there are units enough ({@link ClassSymmetry}). For softmaxes that make most
         * probabilities exactly 0 or 1: many records then have the very same largest probability, a cut has to go between it and the next
         * one, and a free network, which has another logit for each class's 1, has no place for it.
         */
        SYMMETRIC;

        /** Whether a classifier of so many classes is a symmetric one; where there are too few units for it, it is free. */
        boolean isSymmetric(int classes) {
            return this == SYMMETRIC && ClassSymmetry.fits(classes);
        }
    }

    public MembershipTraining(String name, TrainingSettings settings) {
        this(name, settings, false, Form.FREE);
    }

    /**
     * @param augmented whether a quarter of the records is added twice more: sharpened (p² over its sum) as "member" and softened
     *                  (√p over its sum) as "non-member". Such a classifier reads confidence everywhere, so that a guard finds
     *                  a way across its boundary for outputs that no training record was like
     */
    public MembershipTraining(String name, TrainingSettings settings, boolean augmented, Form form) {
        this.name = name;
        this.settings = settings;
        this.augmented = augmented;
        this.form = form;
    }

    /** How many records all epochs together show, in units of one record shown in one epoch of the settings. */
    public double shown(int classes) {
        return COPIES * (form.isSymmetric(classes) ? SYMMETRIC_SHOWN : 1) * (augmented ? AUGMENTED_SHOWN : 1);
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
                    Boolean.toString(augmented), form.toString(), Long.toString(seed), Fingerprint.of(members), Fingerprint.of(nonMembers));
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
        boolean symmetric = form.isSymmetric(classes);
        int shown = symmetric ? 1 : COPIES; // other orders would tell a symmetric one nothing
        ReorderedCopies copies = new ReorderedCopies(all, shown, Draws.of(Seed.of(seed).derive("class order")));
        float[][] targets = new float[copies.size()][];
        Arrays.fill(targets, 0, asMembers.size() * shown, MEMBER);
        Arrays.fill(targets, asMembers.size() * shown, targets.length, OTHER);
        Supervision watched = new Supervision(supervision.progress(), supervision.cancellation(), event -> {
        }, Optional.empty());
        if (!symmetric) {
            Fit free = new Fit(spec(name, classes), Objective.MEMBERSHIP, settings, Seed.of(seed));
            return centred(free.run(copies, targets, "", watched).model(), members, nonMembers);
        }
        ClassSymmetry ties = new ClassSymmetry(classes);
        double byLargest = threshold(sorted(largest(members)), sorted(largest(nonMembers)));
        Fit tied = new Fit(ties.spec(name), Objective.MEMBERSHIP, withoutCopies(settings), Seed.of(seed), ties.start(byLargest));
        Model dense = ties.unfolded(tied.run(copies, targets, "", watched).model(), spec(name, classes));
        return reachable(centred(dense, members, nonMembers), members, nonMembers);
    }

    /**
     * What {@value #COPIES} copies an epoch were is made up for by five times the epochs in batches of a quarter and steps three times as
     * long: an eighth of the records shown, for a function of few numbers. No weight decay: it would move the knots.
     */
    private static TrainingSettings withoutCopies(TrainingSettings settings) {
        return settings.with(TrainingSettings.EPOCHS, 5 * settings.epochs())
                .with(TrainingSettings.BATCH, Math.max(1, settings.batch() / 4))
                .with(TrainingSettings.LEARNING_RATE, Math.min(1, 3 * settings.learningRate())).with(TrainingSettings.WEIGHT_DECAY, 0.0);
    }

    /**
     * The same classifier, louder where it is too quiet on one side. Where four records in five have the same largest probability, 1, and
     * the best cut is just below it, what is above the cut would be a thousandth in size: less than what a guard in fixed point asks of a
     * logit before it believes its sign.
     */
    private static Model reachable(Model h, double[][] members, double[][] nonMembers) {
        double[] all = DoubleStream.concat(Arrays.stream(logits(h, members)), Arrays.stream(logits(h, nonMembers))).toArray();
        double least = Math.min(Arrays.stream(all).max().orElse(0), -Arrays.stream(all).min().orElse(0));
        float louder = (float) Math.clamp(AUDIBLE / least, 1, LOUDEST);
        Map<String, Tensor> weights = new LinkedHashMap<>(h.weights());
        for (String last : List.of(LAST_WEIGHT, LAST_BIAS)) {
            weights.computeIfPresent(last, (name, tensor) -> {
                float[] numbers = tensor.data().clone();
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] *= louder;
                }
                return new Tensor(tensor.shape(), numbers);
            });
        }
        return new Model(h.spec(), weights);
    }

    private static double[] largest(double[][] vectors) {
        return Arrays.stream(vectors).mapToDouble(vector -> Arrays.stream(vector).max().orElse(0)).toArray();
    }

    /**
     * The same classifier, with its last bias moved so that 0 is the threshold that tells the training records apart best. For
     * cross-entropy the sign is a by-product; for guard and attacks it is what counts.
     */
    static Model centred(Model h, double[][] members, double[][] nonMembers) {
        double shift = threshold(sorted(logits(h, members)), sorted(logits(h, nonMembers)));
        Map<String, Tensor> weights = new LinkedHashMap<>(h.weights());
        weights.computeIfPresent(LAST_BIAS, (name, bias) -> new Tensor(bias.shape(), new float[] {(float) (bias.data()[0] - shift)}));
        return new Model(h.spec(), weights);
    }

    /** Half way between two neighbours among values, where cutting tells both sides apart best; 0 if nothing does better. */
    private static double threshold(double[] in, double[] out) {
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
        return threshold;
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
