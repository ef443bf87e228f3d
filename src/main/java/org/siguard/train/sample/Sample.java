package org.siguard.train.sample;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.siguard.base.UserMistake;
import org.siguard.data.Dataset;
import org.siguard.data.Splits;
import org.siguard.model.Model;
import org.siguard.mpc.math.SoftmaxKind;

/**
 * A trained model with everything that attacks and guards need: the records and who was in the training set, the owner's
 * membership classifiers h, and what an attacker would have made for itself, a shadow model and its own classifiers h'. There is an
 * h and an h' for each softmax that an inference may end with.
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
public record Sample(SampleRecipe recipe, Dataset data, Splits splits, Model target, Map<SoftmaxKind, Model> memberships, Model shadow,
        Map<SoftmaxKind, Model> shadowMemberships, SampleFigures figures) {
    public Sample {
        memberships = copy(memberships);
        shadowMemberships = copy(shadowMemberships);
        if (memberships.isEmpty() || !memberships.keySet().equals(shadowMemberships.keySet())) {
            throw new IllegalArgumentException("owner and attacker have classifiers for the same softmaxes, one at least");
        }
    }

    /** In the order of the kinds. */
    private static Map<SoftmaxKind, Model> copy(Map<SoftmaxKind, Model> models) {
        return java.util.Collections.unmodifiableMap(models.isEmpty() ? new EnumMap<>(SoftmaxKind.class) : new EnumMap<>(models));
    }

    public String name() {
        return recipe.name();
    }

    /** The softmaxes it has membership classifiers for. */
    public Set<SoftmaxKind> kinds() {
        return memberships.keySet();
    }

    /** The owner's classifier for outputs of a softmax. */
    public Model membership(SoftmaxKind kind) {
        return known(memberships, kind);
    }

    /** The attacker's. */
    public Model shadowMembership(SoftmaxKind kind) {
        return known(shadowMemberships, kind);
    }

    private Model known(Map<SoftmaxKind, Model> models, SoftmaxKind kind) {
        Model model = models.get(kind);
        if (model == null) {
            throw new UserMistake("The sample " + name() + " has no membership classifier for the softmax " + kind + ", only for "
                    + models.keySet() + "; add it to its recipe and train it anew.");
        }
        return model;
    }
}
