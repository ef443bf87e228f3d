package org.siguard.train;

import org.siguard.data.Dataset;
import org.siguard.data.Splits;
import org.siguard.model.Model;

/**
 * A trained model with everything that attacks and guards need: the records and who was in the training set, the owner's
 * membership classifier h, and what an attacker would have made for itself, a shadow model and its own classifier h'.
 *
 * @param recipe           what it was made from
 * @param data             all records
 * @param splits           who is in which set, as rows of the data
 * @param target           the model that is attacked
 * @param membership       h, the owner's
 * @param shadow           the attacker's model, trained like the target on other records
 * @param shadowMembership h', the attacker's
 * @param figures          how well they all do
 */
public record Sample(SampleRecipe recipe, Dataset data, Splits splits, Model target, Model membership, Model shadow,
        Model shadowMembership, SampleFigures figures) {
    public String name() {
        return recipe.name();
    }
}
