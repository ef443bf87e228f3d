package org.siguard.guard;

import org.siguard.base.UserMistake;
import org.siguard.model.Model;

/**
 * What the model owner gives its guard, in shares: nobody else may know it.
 *
 * @param membership the classifier h
 * @param templates  a vector for every class; null where none were made
 */
public record GuardSecrets(Model membership, ClassTemplates templates) {
    /** Without templates. */
    public static GuardSecrets of(Model membership) {
        return new GuardSecrets(membership, null);
    }

    @Override
    public ClassTemplates templates() {
        if (templates == null) {
            throw new UserMistake(
                    "This guard releases class templates, and none were made: give it the target's outputs to make them from.");
        }
        return templates;
    }
}
