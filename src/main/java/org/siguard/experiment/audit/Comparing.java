package org.siguard.experiment.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.attack.metric.Difference;
import org.siguard.attack.threshold.GapAttack;

/**
 * Compares what leaks through channels, when all have been tried.
 *
 * @param findings of all channels
 * @param records  how many the audit has
 * @param seed     of the halves on which attacks are picked
 */
record Comparing(List<AuditResult.Finding> findings, int records, long seed) {
    static final String GAP = "the gap attack";
    static final String PUBLISHED = "siguard-published";

    /** The same findings, with their comparisons. */
    List<AuditResult.Finding> compared() {
        return findings.stream().map(finding -> finding.with(comparisons(finding))).toList();
    }

    /** With the floor, with no guard, and for a guard with SIGuard as it was published. */
    private List<AuditResult.Comparison> comparisons(AuditResult.Finding finding) {
        Map<String, AttackTrial> here = finding.comparable(records);
        List<AuditResult.Comparison> out = new ArrayList<>();
        out.add(new AuditResult.Comparison(GAP,
                Difference.ofStrongest(here, Map.of(GapAttack.NAME, here.get(GapAttack.NAME)), GapAttack.NAME, seed)));
        for (AuditResult.Finding other : findings) {
            boolean asked = other.channel().equals(Auditor.SECURE) || (finding.guarded() && other.channel().equals(PUBLISHED));
            if (asked && !other.channel().equals(finding.channel())) {
                out.add(new AuditResult.Comparison(other.channel(),
                        Difference.ofStrongest(here, other.comparable(records), GapAttack.NAME, seed)));
            }
        }
        return out;
    }
}
