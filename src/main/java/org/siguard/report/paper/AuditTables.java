package org.siguard.report.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.siguard.attack.metric.AttackFigures;
import org.siguard.attack.metric.Estimate;
import org.siguard.attack.metric.FalsePositiveRate;
import org.siguard.attack.metric.Slice;
import org.siguard.attack.metric.Strongest;
import org.siguard.attack.metric.TruePositives;
import org.siguard.experiment.audit.AuditResult;
import org.siguard.experiment.audit.AuditResult.Finding;
import org.siguard.report.InWords;
import org.siguard.report.document.Block;
import org.siguard.report.document.Block.Column;

/** The tables of an audit's report. */
final class AuditTables {
    private static final String NONE = "\u2013";
    /** More are left to the JSON. */
    private static final int MOST_CLASSES = 12;

    private AuditTables() {
    }

    /** A line a kind of output: how far attackers get. */
    static Block.Table leaks(AuditResult result) {
        List<List<String>> rows = new ArrayList<>();
        for (Finding finding : result.channels()) {
            rows.add(List.of(finding.channel(), percent(finding.strongest().corrected()),
                    which(finding.strongest()),
                    InWords.count(finding.strongest().compared()),
                    AuditWords.held(finding).map(AuditTables::leak).orElse(NONE)));
        }
        return new Block.Table(
                "Balanced accuracy of the strongest attack in per cent, with its 95 % interval; 50 is guessing. Corrected for "
                        + "having been picked out of so many, but not below the gap attack, which was chosen beforehand. With the owner's h: what an attacker could do who held the guard's secret classifier.",
                List.of(Column.of("Released"), Column.number("Strongest attack"), Column.of("Which"), Column.number("Of so many"),
                        Column.number("With the owner's h")),
                rows);
    }

    private static String which(Strongest strongest) {
        String looks = strongest.attack() + (strongest.inverted() ? ", read the other way round" : "");
        return strongest.floored() && !looks.equals("gap") ? "gap; looks best: " + looks : looks;
    }

    /** A line a kind of output: what its answers are worth, and what it costs. */
    static Block.Table worth(AuditResult result) {
        int all = result.records().size();
        List<List<String>> rows = new ArrayList<>();
        for (Finding finding : result.channels()) {
            AuditResult.Utility utility = finding.utility();
            rows.add(List.of(finding.channel(), percent(utility.top1()), count(utility.labelKept(), all), count(utility.orderKept(), all),
                    number(utility.distortion()), number(utility.calibration()), count(utility.unchanged(), all),
                    finding.guarded() && finding.rounds() > 0 ? InWords.count(finding.rounds()) : NONE,
                    finding.guarded() && finding.bytes() > 0 ? InWords.bytes(finding.bytes()) : NONE));
        }
        return new Block.Table(
                "What the answers are worth, beside those of secure inference with the exact softmax and no guard. Top-1 accuracy in "
                        + "per cent with its 95 % interval, on non-members; label kept, order of the first three kept and vector unchanged: records, "
                        + "of " + InWords.count(all)
                        + ". Rounds and bytes are of one query, by declared costs; none where a guard works in the open.",
                List.of(Column.of("Released"), Column.number("Top-1"), Column.number("Label kept"), Column.number("Order kept"),
                        Column.number("Mean L1"), Column.number("Calibration error"), Column.number("Unchanged"), Column.number("Rounds"),
                        Column.number("Sent")),
                rows);
    }

    /** Every attack on one kind of output. */
    static Block.Table attacks(Finding finding, int all) {
        List<List<String>> rows = new ArrayList<>();
        for (AuditResult.Attacked attack : finding.attacks()) {
            AttackFigures figures = attack.figures();
            boolean some = figures.members() + figures.nonMembers() < all;
            rows.add(List.of(attack.name()
                    + (some ? " (" + InWords.count(figures.members()) + " + " + InWords.count(figures.nonMembers()) + ")" : "")
                    + (attack.carriedOver().isPresent() ? " =" : ""), leak(figures), percent(figures.area()), rate(figures)));
        }
        return new Block.Table(
                "Released: " + finding.channel() + ". In per cent, each with its 95 % interval; the first two are 50 by guessing. "
                        + "\"Turned\": surely below 50, so it counts when it is read the other way round.",
                List.of(Column.of("Attack"), Column.number("Accuracy"), Column.number("Area under the curve"),
                        Column.number("TPR at 1\u00a0% FPR")),
                rows);
    }

    /** What each attack does, and what whoever tries it must have. */
    static Block.Table methods(AuditResult result) {
        Map<String, AuditResult.Attacked> attacks = new LinkedHashMap<>();
        result.channels().forEach(finding -> finding.attacks().forEach(attack -> attacks.putIfAbsent(attack.name(), attack)));
        List<List<String>> rows =
                attacks.values().stream().map(attack -> List.of(attack.name(), attack.explanation(), attack.needs().inWords()))
                        .toList();
        return new Block.Table("What each attack does, and what the attacker must have for it.",
                List.of(Column.of("Attack"), Column.of("What it does"), Column.of("Takes")), rows);
    }

    /** How well the strongest attack does on some of the records. */
    static Block.Table slices(Finding finding) {
        boolean manyClasses = finding.slices().stream().filter(AuditTables::ofOneClass).count() > MOST_CLASSES;
        List<List<String>> rows =
                finding.slices().stream().filter(slice -> !manyClasses || !ofOneClass(slice))
                        .map(slice -> List.of(slice.name(), InWords.count(slice.members()),
                                InWords.count(slice.nonMembers()), slice.accuracy().map(AuditTables::percent).orElse("too few to tell")))
                        .toList();
        return new Block.Table("Released: " + finding.channel() + ". The strongest attack ('" + finding.strongest().attack()
                + "') on some of the records: balanced accuracy in per cent with its 95 % interval, as the attack has it, not turned. It was picked "
                + "on these very records, and among many slices some stand out by chance.",
                List.of(Column.of("Records"), Column.number("Members"), Column.number("Non-members"), Column.number("Accuracy")), rows);
    }

    private static boolean ofOneClass(Slice slice) {
        return slice.name().startsWith("class ");
    }

    /** Paired tests on the same records. */
    static Optional<Block.Table> comparisons(AuditResult result) {
        List<List<String>> rows = new ArrayList<>();
        for (Finding finding : result.channels()) {
            for (AuditResult.Comparison comparison : finding.comparisons()) {
                rows.add(List.of(finding.channel(), comparison.against(), PlainWords.points(comparison.accuracy()),
                        PlainWords.p(comparison.accuracy()), comparison.accuracy().significant() ? "yes" : "not shown"));
            }
        }
        return rows.isEmpty() ? Optional.empty()
                : Optional.of(new Block.Table(
                        "The strongest attack on the one, less the strongest on the other (or less the gap attack), in points of accuracy. p: how often chance "
                                + "alone would show as much; below 0.05 it is called a difference. The attack picked on one half of the records where more leaks "
                                + "must be ahead of every attack on the other, on the other half, by McNemar's exact test. Not corrected for the number of rows.",
                        List.of(Column.of("Released"), Column.of("Compared with"), Column.number("Points"), Column.number("p"),
                                Column.of("A difference?")),
                        rows));
    }

    private static String rate(AttackFigures figures) {
        Optional<TruePositives> one =
                figures.truePositives().stream().filter(rate -> rate.target() == FalsePositiveRate.ONE_IN_100).findFirst();
        return one.flatMap(TruePositives::rate).map(AuditTables::percent).orElse("not measured: fewer than "
                + FalsePositiveRate.ONE_IN_100.oneIn() + " non-members");
    }

    private static String leak(AttackFigures figures) {
        return percent(figures.accuracy()) + (figures.inverted() ? " turned" : "");
    }

    /** In per cent, with its interval: {@code 71.2 [68.0, 74.1]}. */
    static String percent(Estimate share) {
        return String.format(Locale.ROOT, "%.1f [%.1f, %.1f]", 100 * share.value(), 100 * share.low(), 100 * share.high())
                .replace(", ", ",\u00a0").replace(" [", "\u00a0[");
    }

    /** A share of records that were all looked at, as their number: nothing is estimated. */
    private static String count(double share, int all) {
        return InWords.count(Math.round(share * all));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
