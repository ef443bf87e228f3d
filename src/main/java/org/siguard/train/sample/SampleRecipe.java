package org.siguard.train.sample;

import java.util.List;
import org.siguard.base.UserMistake;
import org.siguard.data.DataSource;
import org.siguard.data.Dataset;
import org.siguard.data.Splits;
import org.siguard.model.ModelSpec;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.train.TrainingSettings;

/**
 * Everything that decides what a sample is: the same recipe gives the same data and splits anywhere, and the same models on one
 * machine.
 *
 * @param name       what users call the sample
 * @param about      one sentence on what it is for
 * @param source     where its records come from
 * @param splitSeed  the seed of the splits
 * @param sizes      how many records each set has
 * @param network    of the target and the shadow
 * @param seed       of the trainings
 * @param target     how target and shadow are trained
 * @param membership how all membership classifiers are trained
 * @param augmented  whether there is an augmented classifier beside each, which was shown sharpened and softened outputs as well
 * @param softmaxes  which softmaxes there are membership classifiers for
 */
public record SampleRecipe(String name, String about, DataSource source, long splitSeed, Splits.Sizes sizes, ModelSpec network, long seed,
        TrainingSettings target, TrainingSettings membership, boolean augmented, List<SoftmaxKind> softmaxes) {
    /** What the parts of a sample may be called, since folders bear these names. */
    public static final String NAMES = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    public SampleRecipe {
        softmaxes = List.copyOf(softmaxes);
        if (!name.matches(NAMES)) {
            throw new UserMistake("'" + name + "' is no name for a sample; give letters, digits, '-', '_' and '.', such as shapes-10-cnn.");
        }
        if (softmaxes.isEmpty() || softmaxes.stream().distinct().count() < softmaxes.size()) {
            throw new UserMistake("Sample " + name + ": name one softmax or more, each once, not " + softmaxes + ".");
        }
        if (membership.values().get(TrainingSettings.VALIDATION_SHARE) > 0) {
            throw new UserMistake("Sample " + name + ": membership classifiers hold no records out; leave "
                    + TrainingSettings.VALIDATION_SHARE.key() + " at 0 for them.");
        }
    }

    /** The records, made or read anew. */
    public Dataset data() {
        return source.load(Math.toIntExact(sizes.rows()));
    }

    /** Who is in which set, cut anew. Equal records are in one set, so that no member passes for a non-member. */
    public Splits splits(Dataset records) {
        return Splits.cut(splitSeed, records.alike(), sizes);
    }

    /** The network, under a name of one's choice. */
    public ModelSpec spec(String as) {
        return new ModelSpec(as, network.input(), network.nodes());
    }

    /** Whether target and shadow of both are the same, and classifiers that both have. */
    boolean differsInClassifiersOnly(SampleRecipe other) {
        return new SampleRecipe(name, other.about, source, splitSeed, sizes, network, seed, target, membership, other.augmented,
                other.softmaxes).equals(other);
    }

    /** The same, trained otherwise. */
    public SampleRecipe with(TrainingSettings training) {
        return new SampleRecipe(name, about, source, splitSeed, sizes, network, seed, training, membership, augmented, softmaxes);
    }
}
