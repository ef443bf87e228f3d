package org.siguard.train.sample;

import java.util.Set;
import org.siguard.base.UserMistake;
import org.siguard.data.Dataset;
import org.siguard.data.Splits;
import org.siguard.model.Model;
import org.siguard.mpc.math.SoftmaxKind;

/**
 * A trained model with everything that attacks and guards need: the records and who was in the training set, the owner's
 * membership classifiers h, and what an attacker would have made for itself, a shadow model and its own classifiers h'. There is an
 * h and an h' for each softmax that an inference may end with, and an augmented one beside each.
 *
 * @param recipe            what it was made from
 * @param data              all records
 * @param splits            who is in which set, as rows of the data
 * @param target            the model that is attacked
 * @param memberships       h, the owner's
 * @param shadow            the attacker's model, trained like the target on other records
 * @param shadowMemberships h', the attacker's
 * @param figures           how well they all do
 */
public record Sample(SampleRecipe recipe, Dataset data, Splits splits, Model target, Memberships memberships, Model shadow,
        Memberships shadowMemberships, SampleFigures figures) {
    public Sample {
        if (memberships.plain().isEmpty() || !memberships.matches(shadowMemberships)) {
            throw new IllegalArgumentException("owner and attacker have classifiers for the same softmaxes, one at least");
        }
    }

    public String name() {
        return recipe.name();
    }

    /** The softmaxes it has membership classifiers for. */
    public Set<SoftmaxKind> kinds() {
        return memberships.plain().keySet();
    }

    /** The owner's plain classifier for outputs of a softmax. */
    public Model membership(SoftmaxKind kind) {
        return membership(kind, false);
    }

    /** The owner's classifier for outputs of a softmax, plain or augmented. */
    public Model membership(SoftmaxKind kind, boolean augmented) {
        return known(memberships, kind, augmented);
    }

    /** The attacker's plain one. */
    public Model shadowMembership(SoftmaxKind kind) {
        return shadowMembership(kind, false);
    }

    /** The attacker's, plain or augmented. */
    public Model shadowMembership(SoftmaxKind kind, boolean augmented) {
        return known(shadowMemberships, kind, augmented);
    }

    private Model known(Memberships models, SoftmaxKind kind, boolean augmented) {
        Model model = models.of(augmented).get(kind);
        if (model == null) {
            throw new UserMistake("The sample " + name() + " has no " + (augmented ? "augmented " : "")
                    + "membership classifier for the softmax " + kind + "; let its recipe name it, and add it to the sample with "
                    + "./siguard train --complete, which leaves the models that are there as they are.");
        }
        return model;
    }
}
