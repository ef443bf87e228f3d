package org.siguard.experiment;

import java.util.function.Supplier;
import org.siguard.base.Settings;
import org.siguard.data.Dataset;
import org.siguard.guard.ClassTemplates;
import org.siguard.guard.OutputGuard;
import org.siguard.guard.Remembering;
import org.siguard.model.Model;
import org.siguard.model.PlainInference;
import org.siguard.ring.Seed;
import org.siguard.train.sample.Sample;

/** The guard that an experiment puts in front of a sample, and the copy that an attacker who knows of it would make for itself. */
public final class Defence {
    private final Sample sample;
    private final Experiment experiment;
    private final Supplier<ClassTemplates> owners;
    private final Supplier<ClassTemplates> attackers;

    /** That asks the sample's models for the templates when they are wanted. */
    public Defence(Sample sample, Experiment experiment) {
        this(sample, experiment, () -> templates(sample, sample.target(), sample.splits().defenderNonMembers()),
                () -> templates(sample, sample.shadow(), sample.splits().attackerNonMembers()));
    }

    /** With the templates that a subject made once. */
    static Defence of(Subject subject, Experiment experiment) {
        return new Defence(subject.sample(), experiment, subject.target().templates(), subject.shadow().templates());
    }

    private Defence(Sample sample, Experiment experiment, Supplier<ClassTemplates> owners, Supplier<ClassTemplates> attackers) {
        this.sample = sample;
        this.experiment = experiment;
        this.owners = owners;
        this.attackers = attackers;
    }

    public Sample sample() {
        return sample;
    }

    public Experiment experiment() {
        return experiment;
    }

    /** What stands there without a guard: the softmax that secure inference ends with. */
    public OutputGuard none() {
        return UnguardedSoftmax.of(experiment.softmax());
    }

    /** The owner's membership classifier that the guard works with, or would. */
    public Model membership() {
        return Guards.classifier(experiment.get(Experiment.GUARD), experiment.settings(), sample::membership);
    }

    /** The owner's guard. */
    public OutputGuard owners() {
        return guard(experiment.settings());
    }

    /** The owner's guard, asked about a single query: what it remembers of others would only stand in the way. */
    public OutputGuard forOneQuery() {
        return guard(experiment.settings().with(Remembering.QUERIES, 0));
    }

    /** The attacker's, with its own classifier and made of its own records. */
    public OutputGuard attackers() {
        return Guards.of(experiment.get(Experiment.GUARD), experiment.settings(), sample::shadowMembership, attackers,
                seed("the attacker's guard"));
    }

    private OutputGuard guard(Settings settings) {
        return Guards.of(experiment.get(Experiment.GUARD), settings, sample::membership, owners,
                seed("guard"));
    }

    /** Made of records that the model was not trained on: those of members would tell how sure it is of them. */
    private static ClassTemplates templates(Sample sample, Model model, int[] nonMembers) {
        Dataset records = sample.data().rows(nonMembers);
        return ClassTemplates.medians(new PlainInference(model).probabilities(records.records()), model.spec().classes());
    }

    private Seed seed(String purpose) {
        return Seed.of(experiment.get(Experiment.SEED)).derive(purpose);
    }
}
