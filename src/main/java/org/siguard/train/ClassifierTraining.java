package org.siguard.train;

import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.data.Dataset;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.ring.Seed;

/** Trains a network to tell the classes of a data set apart, by cross-entropy. Target and shadow models come from here. */
public final class ClassifierTraining {
    private final ModelSpec spec;
    private final TrainingSettings settings;

    public ClassifierTraining(ModelSpec spec, TrainingSettings settings) {
        this.spec = spec;
        this.settings = settings;
    }

    /** Trains on all records of the data set but those held out. The same seed gives the same weights on one machine. */
    public Model train(Dataset data, long seed, Progress progress, Cancellation cancellation) {
        return train(data, seed, Supervision.of(progress, cancellation)).model();
    }

    /** The same, watched, and with checkpoints where wished: the weights do not depend on how often it was interrupted. */
    public Trained train(Dataset data, long seed, Supervision supervision) {
        if (data.record().size() != spec.input().size() || spec.classes() != data.classes()) {
            throw new UserMistake("Training " + spec.name() + ": it reads " + spec.input() + " and tells " + spec.classes()
                    + " classes apart, the data set " + data.name() + " has records of " + data.record() + " in " + data.classes()
                    + " classes; give a network that fits.");
        }
        float[][] targets = new float[data.size()][data.classes()];
        for (int row = 0; row < targets.length; row++) {
            int label = data.labels()[row];
            if (label < 0 || label >= data.classes()) {
                throw new UserMistake("Training " + spec.name() + ": record " + row + " of " + data.name() + " has the label " + label
                        + "; labels are 0 to " + (data.classes() - 1) + ".");
            }
            targets[row][label] = 1;
        }
        String fingerprint = supervision.checkpoints().isEmpty() ? "" : fingerprint(data.fingerprint(), seed);
        return new Fit(spec, Objective.CLASSES, settings, Seed.of(seed)).run(data.records(), targets, fingerprint, supervision);
    }

    /** Of everything that decides what comes of a training, the way this program trains included. */
    String fingerprint(String data, long seed) {
        return Fingerprint.of("training " + Fingerprint.FORMULA, spec.toString(), settings.values().toString(), data, Long.toString(seed));
    }
}
