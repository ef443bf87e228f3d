package org.siguard.attack.metric;

import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * By which version of each formula figures were computed. Saved with them; figures of different versions are never compared in
 * silence. Whoever changes what a formula yields raises its number here.
 */
public record FormulaVersions(Map<String, Integer> versions) {
    /** Those of this program. */
    public static final FormulaVersions CURRENT = new FormulaVersions(Map.of(
            "balanced accuracy", 1, // MOVER of Clopper-Pearson limits
            "area under the curve", 1, // percentile bootstrap, 1000 resamples a side
            "true positives at a false-positive rate", 1, // largest TPR with FPR at most the target, no interpolation
            "strongest attack", 2, // picked on one half, judged on the other, not below the gap; Bonferroni's lower limit
            "paired difference", 2, // McNemar's exact test, each side weighed; strongest against every rival; DeLong for areas
            "lira", 1, // p clamped to 2^-16, deviations with n - 1 and at least 1e-3
            "rmia", 1, // p at least 2^-16
            "modified entropy", 1)); // logarithms clamped at 1e-30

    public FormulaVersions {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }

    /** The formulas that both used, in different versions: their figures say different things. */
    public SortedSet<String> differing(FormulaVersions other) {
        SortedSet<String> out = new TreeSet<>();
        versions.forEach((formula, version) -> {
            if (!version.equals(other.versions.getOrDefault(formula, version))) {
                out.add(formula);
            }
        });
        return out;
    }
}
