package org.siguard.attack.metric;

import java.util.Optional;

/**
 * The share of members found while the share of false alarms stays at or below a target: the largest that a threshold reaches,
 * with no interpolation between thresholds, and its Clopper–Pearson interval. Rates say more of an attack than accuracy where it is
 * sure of a few records.
 *
 * <p>A target finer than one in the number of non-members was not measured, and there is no figure. The threshold is the one
 * that these very records allow, as for every point of a ROC curve.
 *
 * @param target     the false-positive rate
 * @param rate       of members found; none where the target is too fine for so few non-members
 * @param nonMembers how many there were
 */
public record TruePositives(FalsePositiveRate target, Optional<Estimate> rate, int nonMembers) {
    public static TruePositives at(FalsePositiveRate target, Roc roc) {
        if (roc.nonMembers() < target.oneIn()) {
            return new TruePositives(target, Optional.empty(), roc.nonMembers());
        }
        int found = roc.found(target.allowed(roc.nonMembers()));
        return new TruePositives(target, Optional.of(Rates.clopperPearson(found, roc.members())), roc.nonMembers());
    }

    /** With its count, or why it is not there. */
    public String label() {
        return rate.isPresent()
                ? target.label(nonMembers)
                : "TPR at " + target.percent() + " FPR: not measured, it takes " + target.oneIn() + " non-members or more, not "
                        + nonMembers;
    }
}
