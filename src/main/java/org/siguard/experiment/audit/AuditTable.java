package org.siguard.experiment.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.siguard.attack.adaptive.HeldClassifierAttack;
import org.siguard.attack.metric.AttackFigures;
import org.siguard.attack.metric.Estimate;

/** An audit's figures as tables in Markdown. */
public final class AuditTable {
    private static final String PREFACE = """
            # What attacks learn, and what guards change

            Balanced accuracy in per cent with its 95 % interval; 50 is guessing. Every threshold and network is fitted on the attacker's own shadow, never on
            the records it is judged by. *Adapted*: fitted on outputs that the attacker guarded itself, with a classifier of its own. ↺: surely below 50, so it
            counts when it is read the other way round. *Strongest*: of all attacks of a column but the one with the owner's h, corrected for having been
            picked out of many (on one half of the records, judged on the other; the interval is Bonferroni's). *Mean L1*: the sum of |p* − p| over
            classes, p that of secure inference with the exact softmax. *Order kept*: the three largest classes come in the same order. *Calibration
            error*: expected, on non-members. *Unchanged*: the vector as it would be without a guard, so undefended. Guards have their default settings
            and run on the clear twin of the engines, in their arithmetic; rounds and MB of one query are declared costs, which tests hold against the wire.

            """;

    private AuditTable() {
    }

    /** A whole page. */
    public static String page(List<AuditResult> results) {
        return PREFACE + results.stream().map(AuditTable::of).collect(Collectors.joining("\n"));
    }

    /** Everything: a line a channel, then a line an attack. */
    public static String of(AuditResult result) {
        return heading(result) + channels(result) + "\n" + attacks(result);
    }

    private static String heading(AuditResult result) {
        return String.format(Locale.ROOT, "## %s%n%n%d members and %d non-members that no classifier was trained on, %d reference models. "
                + "Gap attack on plaintext: %s.%n%n", result.audit().sample(), result.members(), result.nonMembers(),
                result.audit().references(), percent(result.gap()));
    }

    private static String channels(AuditResult result) {
        StringBuilder out = new StringBuilder("""
                | released | strongest attack | which | the owner's h in the attacker's hands | top-1 | label kept | order kept | mean L1 | calibration error | unchanged | rounds a query | MB |
                |---|---|---|---|---|---|---|---|---|---|---|---|
                """);
        for (AuditResult.Finding finding : result.channels()) {
            AuditResult.Utility utility = finding.utility();
            out.append(String.format(Locale.ROOT, "| %s | %s | %s | %s | %s | %.1f %% | %.1f %% | %.3f | %.3f | %.1f %% | %s | %s |%n",
                    finding.channel(), percent(finding.strongest().corrected()),
                    finding.strongest().attack() + (finding.strongest().inverted() ? " (inverted)" : ""), held(finding),
                    percent(utility.top1()), 100 * utility.labelKept(), 100 * utility.orderKept(), utility.distortion(),
                    utility.calibration(), 100 * utility.unchanged(), finding.guarded() ? String.valueOf(finding.rounds()) : "",
                    finding.guarded() ? String.format(Locale.ROOT, "%.2f", finding.bytes() / 1e6) : ""));
        }
        return out.toString();
    }

    private static String held(AuditResult.Finding finding) {
        return finding.attacks().stream().filter(figures -> figures.attack().equals(HeldClassifierAttack.NAME)).map(AuditTable::leak)
                .findFirst().orElse("");
    }

    private static String attacks(AuditResult result) {
        Set<String> names = new LinkedHashSet<>();
        result.channels().forEach(finding -> finding.attacks().forEach(figures -> names.add(figures.attack())));
        StringBuilder out = new StringBuilder("| attack | "
                + result.channels().stream().map(AuditResult.Finding::channel).collect(Collectors.joining(" | ")) + " |\n|---|"
                + "---|".repeat(result.channels().size()) + "\n");
        for (String name : names) {
            List<String> cells = new ArrayList<>();
            for (AuditResult.Finding finding : result.channels()) {
                Optional<AttackFigures> figures = finding.attacks().stream().filter(each -> each.attack().equals(name)).findFirst();
                cells.add(figures.map(AuditTable::leak).orElse("–"));
            }
            out.append("| ").append(name).append(" | ").append(String.join(" | ", cells)).append(" |\n");
        }
        return out.toString();
    }

    /** The accuracy as the attack has it; marked where it counts turned round. */
    private static String leak(AttackFigures figures) {
        return percent(figures.accuracy()) + (figures.inverted() ? " ↺" : "");
    }

    private static String percent(Estimate estimate) {
        return String.format(Locale.ROOT, "%.1f [%.1f, %.1f]", 100 * estimate.value(), 100 * estimate.low(), 100 * estimate.high());
    }
}
