package org.siguard.attack.metric;

import java.util.Arrays;
import java.util.List;

/**
 * How well one attack did, every figure with its 95 % interval.
 *
 * @param attack               its name
 * @param members              how many it was judged by
 * @param nonMembers           how many it was judged by
 * @param accuracy             balanced accuracy, threshold fitted on the attacker's own data
 * @param advantage            TPR − FPR, that is 2 · accuracy − 1
 * @param area                 under the ROC curve
 * @param truePositives        at 1 %, 0.1 % and 0.01 % false positives
 * @param bestPossibleAccuracy with the threshold fitted on the records it is judged by: what no attacker can know
 * @param formulas             by which they were computed
 */
public record AttackFigures(String attack, int members, int nonMembers, Estimate accuracy, Estimate advantage, Estimate area,
        List<TruePositives> truePositives, double bestPossibleAccuracy, FormulaVersions formulas) {
    public AttackFigures {
        truePositives = List.copyOf(truePositives);
    }

    /** @param seed of the bootstrap */
    public static AttackFigures of(String attack, AttackTrial trial, long seed) {
        Roc roc = Roc.of(trial);
        Estimate accuracy = BalancedAccuracy.of(trial);
        return new AttackFigures(attack, roc.members(), roc.nonMembers(), accuracy,
                new Estimate(2 * accuracy.value() - 1, 2 * accuracy.low() - 1, 2 * accuracy.high() - 1), AreaUnderCurve.of(roc, seed),
                Arrays.stream(FalsePositiveRate.values()).map(target -> TruePositives.at(target, roc)).toList(),
                roc.bestPossibleAccuracy(), FormulaVersions.CURRENT);
    }

    /** Significantly below a half: whoever reads the attack the other way round is right, so it leaks all the same. */
    public boolean inverted() {
        return accuracy.high() < 0.5;
    }

    /** What leaks: the accuracy, turned round where {@link #inverted()}. */
    public Estimate leakage() {
        return inverted() ? new Estimate(1 - accuracy.value(), 1 - accuracy.high(), 1 - accuracy.low()) : accuracy;
    }
}
