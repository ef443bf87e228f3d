package org.siguard.experiment.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.siguard.attack.metric.AttackFigures;
import org.siguard.attack.metric.Difference;
import org.siguard.attack.metric.Estimate;
import org.siguard.attack.metric.Slice;
import org.siguard.attack.metric.Strongest;

/** An audit's figures as tables in Markdown. */
public final class AuditTable {
    private static final String PREFACE = """
            # What attacks learn, and what guards change

            Balanced accuracy in per cent with its 95 % interval; 50 is guessing. Every threshold and network is fitted on the attacker's own shadow, never on
            the records it is judged by. *Adapted*: fitted on outputs that the attacker guarded itself, with a classifier of its own. ↺: surely below 50, so it
            counts when it is read the other way round. *Strongest*: of all attacks of a column on all records, but those with the owner's h, corrected for having been
            picked out of many: on one half of the records, judged on the other, both ways; not below the gap attack, which was chosen beforehand and needs no picking
            (where that decides, it is named first); the interval's lower limit is Bonferroni's. *Beyond the gap*, *less than unguarded*, *less than published*: that
            figure minus the gap attack's, or minus that of the other row, in points. It is a difference where it is printed bold (p < 0.05, not corrected for there
            being many rows): the attack picked on one half of the records where more leaks is, on the other half, ahead of every attack of the other row by McNemar's
            exact test. *The owner's h*: the attacker holds the owner's classifier, which is to stay secret, and where there is a guard runs that on its own shadow.
            *Mean L1*: the sum of |p* − p| over classes, p that of secure inference with the exact softmax. *Order kept*: the three largest classes come in the
            same order. *Calibration error*: expected, on non-members. *Unchanged*: the vector as it would be without a guard, so undefended. Guards have their
            default settings and run on the clear twin of the engines, in their arithmetic; rounds and MB of one query are declared costs, which tests hold
            against the wire.

            The page is rebuilt by `./siguard audit experiments/audits --out DIR`; DIR/audit.md is this page, DIR/audit.json has all slices, the most exposed records
            and the paired tests, and DIR has every record's scores as CSV and the rows that each reference model was given.

            """;

    private AuditTable() {
    }

    /** A whole page. */
    public static String page(List<AuditResult> results) {
        return PREFACE + results.stream().map(AuditTable::of).collect(Collectors.joining("\n"));
    }

    /** Everything: a line a channel, then a line an attack, then what the attacks cost, slices and exposed records. */
    public static String of(AuditResult result) {
        return heading(result) + channels(result) + "\n" + attacks(result) + "\n" + costs(result) + "\n" + slices(result) + "\n"
                + exposed(result);
    }

    private static String heading(AuditResult result) {
        return String.format(Locale.ROOT, "## %s%n%n%d members and %d non-members that no membership classifier was trained on. %s "
                + "Gap attack on plaintext: %s.%n%n", result.audit().sampleName(), result.records().members(),
                result.records().nonMembers(),
                result.references().map(models -> references(models, result.audit().thorough())).orElse("No reference models."),
                percent(result.gap()));
    }

    private static String references(AuditResult.References models, boolean thorough) {
        String sizes = models.least() == models.most() ? String.valueOf(models.least()) : models.least() + " to " + models.most();
        boolean filled = models.rows().own().stream().anyMatch(rows -> rows.length > 0);
        return models.models() + " reference models, trained as the target was, each on "
                + (sizes.equals(String.valueOf(models.target())) ? sizes + " records as it was"
                        : sizes + " records where it was on " + models.target())
                + ": a random half of the target's and of its non-members"
                + (filled ? ", filled up with records of the attacker's own" : "")
                + (models.most() < models.target() ? ", so that LiRA and RMIA compare with models that overfit a little more" : "")
                + (models.heldOut() > 0 ? "; records that they held out count on neither side" : "")
                + (thorough || models.models() <= 2 * Materials.ASKED_THROUGH_SLOW ? "; all were asked about every record"
                        : "; all were asked about every record, but through guards of more than 1000 rounds "
                                + Materials.ASKED_THROUGH_SLOW + " that had it and " + Materials.ASKED_THROUGH_SLOW + " that had not")
                + (thorough ? "." : ", and RMIA's population was " + Materials.POPULATION_THROUGH_SLOW + " records there.");
    }

    private static String channels(AuditResult result) {
        StringBuilder out = new StringBuilder("""
                | released | strongest attack | which | beyond the gap | less than unguarded | less than published | the owner's h in the attacker's hands | top-1 | label kept | order kept | mean L1 | calibration error | unchanged | rounds a query | MB |
                |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
                """);
        for (AuditResult.Finding finding : result.channels()) {
            AuditResult.Utility utility = finding.utility();
            out.append(String.format(Locale.ROOT,
                    "| %s | %s | %s | %s | %s | %s | %s | %s | %.1f %% | %.1f %% | %.3f | %.3f | %.1f %% | %s | %s |%n", finding.channel(),
                    percent(finding.strongest().corrected()),
                    which(finding.strongest()), beside(finding, Comparing.GAP),
                    beside(finding, Auditor.SECURE), beside(finding, Comparing.PUBLISHED), held(finding), percent(utility.top1()),
                    100 * utility.labelKept(), 100 * utility.orderKept(), utility.distortion(), utility.calibration(),
                    100 * utility.unchanged(), finding.guarded() ? String.valueOf(finding.rounds()) : "",
                    finding.guarded() ? String.format(Locale.ROOT, "%.2f", finding.bytes() / 1e6) : ""));
        }
        return out.toString();
    }

    /** Where nothing does better than the gap attack on records that did not pick it, the figure is the gap attack's. */
    private static String which(Strongest strongest) {
        String looks = strongest.attack() + (strongest.inverted() ? " (inverted)" : "");
        return strongest.floored() && !looks.equals("gap") ? "gap; looks best: " + looks : looks;
    }

    private static String beside(AuditResult.Finding finding, String other) {
        return finding.comparisons().stream().filter(each -> each.against().equals(other)).map(each -> points(each.accuracy()))
                .findFirst().orElse("");
    }

    private static String points(Difference difference) {
        String value = String.format(Locale.ROOT, "%+.1f", 100 * difference.value()).replace('-', '−');
        return (difference.significant() ? "**" + value + "**" : value)
                + (difference.p() < 0.001 ? " (p < 0.001)" : String.format(Locale.ROOT, " (p = %.3f)", difference.p()));
    }

    /** The last of them: behind a guard that is the adapted one. */
    private static String held(AuditResult.Finding finding) {
        return finding.attacks().stream().filter(AuditResult.Attacked::holdsClassifier).map(AuditTable::leak)
                .reduce((first, last) -> last).orElse("");
    }

    private static String attacks(AuditResult result) {
        StringBuilder out = new StringBuilder("| attack | "
                + result.channels().stream().map(AuditResult.Finding::channel).collect(Collectors.joining(" | ")) + " |\n|---|"
                + "---|".repeat(result.channels().size()) + "\n");
        byName(result).forEach((name, first) -> {
            List<String> cells = new ArrayList<>();
            for (AuditResult.Finding finding : result.channels()) {
                Optional<AuditResult.Attacked> attack = finding.attacks().stream().filter(each -> each.name().equals(name)).findFirst();
                cells.add(attack.map(AuditTable::leak).orElse("–"));
            }
            out.append("| ").append(name).append(records(first, result)).append(" | ").append(String.join(" | ", cells)).append(" |\n");
        });
        return out + "\n=: run through " + Auditor.SECURE + "; no label changes on the way here, and the attack looks at nothing else.\n";
    }

    private static Map<String, AuditResult.Attacked> byName(AuditResult result) {
        Map<String, AuditResult.Attacked> out = new LinkedHashMap<>();
        result.channels().forEach(finding -> finding.attacks().forEach(attack -> out.putIfAbsent(attack.name(), attack)));
        return out;
    }

    /** On how many, where it is not on all. */
    private static String records(AuditResult.Attacked attack, AuditResult result) {
        AttackFigures figures = attack.figures();
        return attack.places().length == result.records().size() ? ""
                : " (" + figures.members() + " + " + figures.nonMembers() + " records)";
    }

    private static String costs(AuditResult result) {
        StringBuilder out = new StringBuilder("""
                | attack | takes | queries of the target | queries of the attacker's own |
                |---|---|---|---|
                """);
        byName(result).values().forEach(attack -> out.append("| ").append(attack.name()).append(" | ").append(attack.needs().inWords())
                .append(" | ").append(attack.cost().targetQueries()).append(" | ").append(attack.cost().ownQueries()).append(" |\n"));
        return out.toString();
    }

    /** Classes are too many for a page: they are in the JSON. */
    private static String slices(AuditResult result) {
        Set<String> names = new LinkedHashSet<>();
        result.channels().forEach(finding -> finding.slices().stream().map(Slice::name).filter(name -> !name.startsWith("class "))
                .forEach(names::add));
        StringBuilder out =
                new StringBuilder("The strongest attack on some of the records (confidence is that without a guard):\n\n| released | "
                        + String.join(" | ", names) + " |\n|---|" + "---|".repeat(names.size()) + "\n");
        for (AuditResult.Finding finding : result.channels()) {
            out.append("| ").append(finding.channel());
            for (String name : names) {
                out.append(" | ").append(finding.slices().stream().filter(slice -> slice.name().equals(name)).map(AuditTable::slice)
                        .findFirst().orElse("–"));
            }
            out.append(" |\n");
        }
        return out.toString();
    }

    private static String slice(Slice slice) {
        return slice.accuracy().map(AuditTable::percent).orElse("not measured") + ", " + slice.members() + " + " + slice.nonMembers();
    }

    private static String exposed(AuditResult result) {
        AuditResult.Finding finding = result.channels().stream().filter(each -> each.channel().equals(Auditor.SECURE)).findFirst()
                .orElseThrow();
        StringBuilder out =
                new StringBuilder("The members most exposed through " + finding.channel() + ", by " + finding.strongest().attack()
                        + ":\n\n| row | label | score | non-members that score as high | called a member by |\n|---|---|---|---|---|\n");
        finding.exposed().forEach(each -> out.append(String.format(Locale.ROOT, "| %d | %d | %.4g | %.1f %% | %d of %d attacks |%n",
                each.row(), each.label(), each.score(), 100 * each.falseShare(), each.calledBy(), each.attacks())));
        return out.toString();
    }

    /** The accuracy as the attack has it; marked where it counts turned round, or was run through another channel. */
    private static String leak(AuditResult.Attacked attack) {
        return (attack.carriedOver().isPresent() ? "= " : "") + percent(attack.figures().accuracy())
                + (attack.figures().inverted() ? " ↺" : "");
    }

    static String percent(Estimate estimate) {
        return String.format(Locale.ROOT, "%.1f [%.1f, %.1f]", 100 * estimate.value(), 100 * estimate.low(), 100 * estimate.high());
    }
}
