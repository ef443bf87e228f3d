package org.siguard.train.sample;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.data.Dataset;
import org.siguard.data.Splits;
import org.siguard.model.Model;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;
import org.siguard.train.ClassifierTraining;
import org.siguard.train.MembershipTraining;
import org.siguard.train.Supervision;
import org.siguard.train.Trained;
import org.siguard.train.TrainingEvent;

/** Trains a whole sample from its recipe: target, h, shadow, h'. Or what a sample lacks of it, beside what is there. */
public final class SampleBuilder {
    private final SampleRecipe recipe;
    private final Supervision supervision;
    private final Dataset data;
    private final Set<SoftmaxKind> kinds;
    private Workload work = new Workload(Progress.none(), 1);

    private SampleBuilder(SampleRecipe recipe, Supervision watched) {
        this.recipe = recipe;
        watched.progress().report("reading " + recipe.source().line(), 0);
        this.data = recipe.data();
        OwnRecipe.requireInRange(data);
        this.kinds = EnumSet.of(SoftmaxKind.EXACT);
        kinds.addAll(recipe.softmaxes());
        // The recipe of a file names its path: what lies there may have changed since a training was interrupted.
        this.supervision = watched.checkpoints().isPresent() ? watched.below(data.fingerprint()) : watched;
    }

    /**
     * @param supervision where it has checkpoints, target and shadow have a folder each in there, and so has every finished classifier: who
     *                    goes on from there trains what is missing
     */
    public static Sample build(SampleRecipe recipe, Supervision supervision) {
        return new SampleBuilder(recipe, supervision).build();
    }

    /**
     * The sample with the classifiers that the recipe names and it has not; target, shadow and the classifiers it has stay as they
     * are, to the last bit.
     */
    public static Sample complete(Sample sample, SampleRecipe recipe, Supervision supervision) {
        return new SampleBuilder(recipe, supervision).complete(sample);
    }

    private Sample complete(Sample sample) {
        if (!recipe.differsInClassifiersOnly(sample.recipe())) {
            throw new UserMistake(
                    "The sample " + sample.name() + " was made by a recipe with another network, other data or other settings; "
                            + "train it anew, under another name.");
        }
        Splits splits = sample.splits();
        plan(false, missing(sample.memberships(), owners(splits)) + missing(sample.shadowMemberships(), attackers(splits)), splits);
        Trainee owners = classifiers("h", sample.target(), owners(splits), sample.memberships());
        Trainee attackers = classifiers("h'", sample.shadow(), attackers(splits), sample.shadowMemberships());
        return new Sample(recipe, data, splits, sample.target(), owners.memberships, sample.shadow(), attackers.memberships,
                owners.figures);
    }

    /** A model's classifiers, and what it makes of its world. */
    private record Trainee(Memberships memberships, SampleFigures figures) {
    }

    private Sample build() {
        Splits cut = recipe.splits(data);
        plan(true, missing(Memberships.NONE, owners(cut)) * 2, cut);
        // Every training has a seed of its own: the attacker's start must not be the owner's.
        Trained target = classifier("target", cut.targetTrain(), 1);
        Trained shadow = classifier("shadow", cut.shadowTrain(), share(target));
        Splits splits = cut.without(rows(cut.targetTrain(), target.heldOut()), rows(cut.shadowTrain(), shadow.heldOut()));
        Trainee owners = classifiers("h", target.model(), owners(splits), Memberships.NONE);
        Trainee attackers = classifiers("h'", shadow.model(), attackers(splits), Memberships.NONE);
        supervision.progress().report(String.format(Locale.ROOT, "Sample %s is ready: %.1f %% of members right, %.1f %% of others",
                recipe.name(), 100 * owners.figures.memberAccuracy(), 100 * owners.figures.nonMemberAccuracy()), 1);
        return new Sample(recipe, data, splits, target.model(), owners.memberships, shadow.model(), attackers.memberships, owners.figures);
    }

    static SampleFigures.World owners(Splits splits) {
        return new SampleFigures.World(splits.targetTrain(), splits.targetTest(), splits.defenderMembers(), splits.defenderNonMembers(),
                splits.evaluationMembers(), splits.evaluationNonMembers());
    }

    private static SampleFigures.World attackers(Splits splits) {
        return new SampleFigures.World(splits.shadowTrain(), splits.shadowTest(), splits.attackerMembers(), splits.attackerNonMembers(),
                splits.shadowEvaluationMembers(), splits.shadowEvaluationNonMembers());
    }

    /** The cost of the classifiers that the recipe names and one side has not. */
    private double missing(Memberships known, SampleFigures.World world) {
        double cost = 0;
        for (boolean augmented : recipe.augmented() ? new boolean[] {false, true} : new boolean[] {false}) {
            cost += recipe.softmaxes().stream().filter(kind -> !known.of(augmented).containsKey(kind))
                    .mapToDouble(kind -> membershipCost(training("h", kind, augmented), world)).sum();
        }
        return cost;
    }

    private void plan(boolean models, double classifiers, Splits splits) {
        work = new Workload(supervision.progress(),
                (models ? modelCost(splits.targetTrain()) + modelCost(splits.shadowTrain()) : 0) + askingCost(owners(splits))
                        + askingCost(attackers(splits)) + classifiers);
    }

    private double modelCost(int[] rows) {
        return Workload.training(recipe.network(), rows.length, recipe.target());
    }

    private double askingCost(SampleFigures.World world) {
        return Workload.asking(recipe.network(), world.rows().length, kinds.size());
    }

    private double membershipCost(MembershipTraining training, SampleFigures.World world) {
        int classes = recipe.network().classes();
        int records = world.classifierMembers().length + world.classifierOthers().length;
        return training.shown(classes) * Workload.training(MembershipTraining.spec("h", classes), records, recipe.membership());
    }

    private MembershipTraining training(String name, SoftmaxKind kind, boolean augmented) {
        return new MembershipTraining(name, recipe.membership(), augmented, form(kind));
    }

    private double share(Trained trained) {
        return (double) trained.epochs() / recipe.target().epochs();
    }

    /** @param expected the share of the epochs that will do, as far as one knows */
    private Trained classifier(String name, int[] rows, double expected) {
        Workload.Stage stage = work.stage(modelCost(rows), expected);
        String[] epoch = {""};
        Supervision own = supervision.below(name).reporting((phase, fraction) -> stage.report(phase + epoch[0], fraction));
        Trained trained = new ClassifierTraining(recipe.spec(name), recipe.target()).train(data.rows(rows), seed(name),
                own.telling(event -> {
                    epoch[0] = inWords(event);
                    supervision.events().accept(event);
                }));
        stage.over(share(trained));
        return trained;
    }

    private static String inWords(TrainingEvent event) {
        return String.format(Locale.ROOT, ", epoch %d of at most %d: loss %.3f, %.1f %% right", event.epoch(), event.epochs(), event.loss(),
                100 * event.accuracy());
    }

    /** @param known what is there already, and stays */
    private Trainee classifiers(String name, Model model, SampleFigures.World world, Memberships known) {
        int[] rows = world.rows();
        Workload.Stage asking = work.stage(askingCost(world));
        SampleFigures.Outputs outputs = SampleFigures.Outputs.of(rows,
                SecureOutputs.of(model, data.rows(rows).records(), kinds, asking, supervision.cancellation()));
        asking.over(1);
        Map<SoftmaxKind, Model> plain = new EnumMap<>(SoftmaxKind.class);
        Map<SoftmaxKind, Model> augmented = new EnumMap<>(SoftmaxKind.class);
        for (SoftmaxKind kind : recipe.softmaxes()) {
            plain.put(kind, classifier(name + " " + kind, false, outputs, kind, world, known));
            if (recipe.augmented()) {
                augmented.put(kind, classifier(name + " " + kind + " augmented", true, outputs, kind, world, known));
            }
        }
        Memberships memberships = new Memberships(plain, augmented);
        return new Trainee(memberships, SampleFigures.measure(outputs, memberships, data, world));
    }

    private Model classifier(String name, boolean augmented, SampleFigures.Outputs outputs, SoftmaxKind kind, SampleFigures.World world,
            Memberships known) {
        Model there = known.of(augmented).get(kind);
        if (there != null) {
            return there;
        }
        MembershipTraining training = training(name, kind, augmented);
        Workload.Stage stage = work.stage(membershipCost(training, world));
        Model trained = training.train(outputs.at(kind, world.classifierMembers()),
                outputs.at(kind, world.classifierOthers()), seed(name), supervision.below(name.replace(' ', '-')).reporting(stage));
        stage.over(1);
        return trained;
    }

    /** These two make most probabilities exactly 0 or 1 (docs/decisions/0008-training.md). */
    private static MembershipTraining.Form form(SoftmaxKind kind) {
        return kind == SoftmaxKind.SECUREML || kind == SoftmaxKind.PIRANHA ? MembershipTraining.Form.SYMMETRIC
                : MembershipTraining.Form.FREE;
    }

    private long seed(String what) {
        return RandomStream.of(Seed.of(recipe.seed()).derive(what)).next();
    }

    private static Set<Integer> rows(int[] all, int[] held) {
        return Arrays.stream(held).mapToObj(i -> all[i]).collect(Collectors.toSet());
    }
}
