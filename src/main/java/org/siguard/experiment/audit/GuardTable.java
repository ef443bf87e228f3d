package org.siguard.experiment.audit;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.siguard.attack.adaptive.HeldClassifierAttack;
import org.siguard.attack.metric.AttackFigures;
import org.siguard.attack.metric.Difference;
import org.siguard.attack.metric.Estimate;
import org.siguard.attack.network.VectorNetworkAttack;

/**
 * What guards do, a table a sample, for whoever must choose one.
 */
public final class GuardTable {
    static final String BEGIN = "<!-- guards: written by ./siguard audit experiments/audits --fill FILE -->";
    static final String END = "<!-- /guards -->";

    private static final int MOST_BYTES = 1 << 24;

    private GuardTable() {
    }

    /** All samples that are guarded at all. */
    public static String of(List<AuditResult> results) {
        return results.stream().filter(result -> result.channels().stream().anyMatch(AuditResult.Finding::guarded)).map(GuardTable::of)
                .collect(Collectors.joining("\n"));
    }

    private static String of(AuditResult result) {
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT, """
                ### %s

                %d members and %d non-members. Gap attack %s.

                | guard | strongest attack | beyond the gap | h itself | who holds h | network on p, trained elsewhere | the same, re-trained behind the guard | unchanged | mean L1 | order kept | calibration error | rounds | MB |
                |---|---|---|---|---|---|---|---|---|---|---|---|---|
                """, result.audit().sampleName(), result.records().members(), result.records().nonMembers(),
                AuditTable.percent(result.gap())));
        for (AuditResult.Finding finding : result.channels()) {
            if (finding.guarded() || finding.channel().equals(Auditor.SECURE)) {
                out.append(row(finding));
            }
        }
        return out.toString();
    }

    private static String row(AuditResult.Finding finding) {
        AuditResult.Utility utility = finding.utility();
        String gap = finding.comparisons().stream().filter(each -> each.against().equals(Comparing.GAP)).findFirst()
                .map(each -> beyond(each.accuracy())).orElse("–");
        return String.format(Locale.ROOT, "| %s | %s | %s | %s | %s | %s | %s | %.1f %% | %.3f | %.1f %% | %.3f | %s | %s |%n",
                finding.guarded() ? "`" + finding.channel() + "`" : "none", AuditTable.percent(finding.strongest().corrected()), gap,
                either(finding, HeldClassifierAttack.NAME), either(finding, HeldClassifierAttack.NAME + ", adapted"),
                either(finding, VectorNetworkAttack.NAME), either(finding, VectorNetworkAttack.NAME + ", adapted"),
                100 * utility.unchanged(), utility.distortion(),
                100 * utility.orderKept(), utility.calibration(), finding.rounds() > 0 ? String.valueOf(finding.rounds()) : "–",
                finding.rounds() > 0 ? String.format(Locale.ROOT, "%.2f", finding.bytes() / 1e6) : "–");
    }

    private static String beyond(Difference difference) {
        String value = String.format(Locale.ROOT, "%+.1f", 100 * difference.value());
        return (difference.significant() ? "**" + value + "**" : value)
                + (difference.p() < 0.001 ? " (p < 0.001)" : String.format(Locale.ROOT, " (p = %.3f)", difference.p()));
    }

    /** What an attack gives to whoever may read it the other way round as well, which is marked. */
    private static String either(AuditResult.Finding finding, String attack) {
        return finding.attacks().stream().filter(each -> each.name().equals(attack)).findFirst()
                .map(AuditResult.Attacked::figures).map(AttackFigures::accuracy)
                .map(a -> a.value() < 0.5 ? AuditTable.percent(new Estimate(1 - a.value(), 1 - a.high(), 1 - a.low())) + " ↺"
                        : AuditTable.percent(a))
                .orElse("–");
    }
}
