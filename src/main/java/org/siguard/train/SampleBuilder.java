package org.siguard.train;

import java.util.Locale;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.data.Dataset;
import org.siguard.data.Splits;
import org.siguard.model.Model;
import org.siguard.model.PlainInference;

/** Trains a whole sample from its recipe: target, h, shadow, h'. */
public final class SampleBuilder {
    private final SampleRecipe recipe;
    private final Progress progress;
    private final Cancellation cancellation;

    private SampleBuilder(SampleRecipe recipe, Progress progress, Cancellation cancellation) {
        this.recipe = recipe;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    public static Sample build(SampleRecipe recipe, Progress progress, Cancellation cancellation) {
        return new SampleBuilder(recipe, progress, cancellation).build();
    }

    private Sample build() {
        Dataset data = recipe.data();
        Splits splits = recipe.splits();
        SampleFigures.World owners = new SampleFigures.World(splits.targetTrain(), splits.targetTest(), splits.defenderMembers(),
                splits.defenderNonMembers(), splits.evaluationMembers(), splits.evaluationNonMembers());
        SampleFigures.World attackers = new SampleFigures.World(splits.shadowTrain(), splits.shadowTest(), splits.attackerMembers(),
                splits.attackerNonMembers(), splits.shadowEvaluationMembers(), splits.shadowEvaluationNonMembers());
        // Four trainings, four seeds: the attacker's start must not be the owner's.
        Model target = classifier("target", data.rows(owners.train()), 4 * recipe.seed());
        Model membership = membership("membership classifier", target, data, owners, 4 * recipe.seed() + 1);
        Model shadow = classifier("shadow", data.rows(attackers.train()), 4 * recipe.seed() + 2);
        Model shadowMembership = membership("attacker's membership classifier", shadow, data, attackers, 4 * recipe.seed() + 3);
        SampleFigures figures = SampleFigures.measure(target, membership, data, owners);
        progress.report(String.format(Locale.ROOT, "Sample %s is ready: %.1f %% of members right, %.1f %% of others", recipe.name(),
                100 * figures.memberAccuracy(), 100 * figures.nonMemberAccuracy()), 1);
        return new Sample(recipe, data, splits, target, membership, shadow, shadowMembership, figures);
    }

    private Model classifier(String name, Dataset records, long seed) {
        return new ClassifierTraining(recipe.spec(name), recipe.target()).train(records, seed, progress, cancellation);
    }

    private Model membership(String name, Model model, Dataset data, SampleFigures.World world, long seed) {
        PlainInference plain = new PlainInference(model);
        double[][] members = plain.probabilities(data.rows(world.classifierMembers()).records());
        double[][] others = plain.probabilities(data.rows(world.classifierOthers()).records());
        return new MembershipTraining(name, recipe.membership()).train(members, others, seed, progress, cancellation);
    }
}
