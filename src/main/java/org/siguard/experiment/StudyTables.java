package org.siguard.experiment;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.siguard.attack.metric.Estimate;

/** Studies of guards as tables in Markdown. */
public final class StudyTables {
    private static final String TITLE = """
            # What SIGuard's searches do

            """;
    private static final String PREFACE = """
            On the clear twin, in the engines' arithmetic. *Undefended*: no noise was ever valid, whatever left then. *Infeasible*: of these, how many no
            search could have turned, which is proved (+ how many of which it is not known). *Passed*: queries for which an outer iteration found
            valid noise. *‖e‖*: the noise at the end of the last outer iteration, in logits. *L1*: the sum of |p* − p|. *h*: turned so that it
            begins above zero; the mean at the first point of the first outer iteration, at a quarter, a half, three quarters, and at its
            last. Shares in per cent, all with 95 % intervals. *h itself*, *who holds h*, *network*: max(a, 1 − a) of their balanced accuracy a; ↺ where that is 1 − a.

            """;

    private StudyTables() {
    }

    public static String page(List<GuardStudy.Result> results) {
        return TITLE + section(results, "##");
    }

    /** For a page with words of its own around it. */
    public static String section(List<GuardStudy.Result> results, String heading) {
        return PREFACE + results.stream().map(result -> of(result, heading)).collect(Collectors.joining("\n"));
    }

    private static String of(GuardStudy.Result result, String heading) {
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT, "%s %s%n%n%d members, %d non-members. Gap attack: %s.%n%n",
                heading, result.sample(), result.members(), result.nonMembers(), percent(result.gap())));
        out.append("""
                | guard | undefended: members | non-members | infeasible | by margin | passed, by outer iteration | ‖e‖: members | non-members | L1: members | non-members | h |
                |---|---|---|---|---|---|---|---|---|---|---|
                """);
        result.guards().forEach(guard -> out.append(search(guard.guard(), guard.search())));
        out.append("""

                | guard | h itself | who holds h | network on p, trained elsewhere | re-trained on guarded outputs | strongest adaptive | which | timing |
                |---|---|---|---|---|---|---|---|
                """);
        result.guards().forEach(guard -> out.append(told(guard.guard(), guard.told())));
        return out.toString();
    }

    private static String search(String guard, SearchFigures figures) {
        return "| " + String.join(" | ", guard, percent(figures.undefended().members()), percent(figures.undefended().nonMembers()),
                figures.infeasible() + " (+ " + figures.undecided() + ")",
                figures.byMargin().stream().map(StudyTables::bin).collect(Collectors.joining("; ")),
                figures.passed().stream().map(rate -> String.format(Locale.ROOT, "%.0f", 100 * rate.value()))
                        .collect(Collectors.joining(" ")),
                number(figures.noise().members()), number(figures.noise().nonMembers()), number(figures.distortion().members()),
                number(figures.distortion().nonMembers()), along(figures.firstRound())) + " |\n";
    }

    private static String bin(SearchFigures.Bin bin) {
        String range = Double.isInfinite(bin.to()) ? String.format(Locale.ROOT, "%.0f and more", bin.from())
                : String.format(Locale.ROOT, "%.0f to %.0f", bin.from(), bin.to());
        return range + " (" + bin.queries() + "): " + percent(bin.undefended());
    }

    private static String along(double[] points) {
        return IntStream.rangeClosed(0, 4)
                .mapToObj(quarter -> String.format(Locale.ROOT, "%.2f", points[quarter * (points.length - 1) / 4]))
                .collect(Collectors.joining(" "));
    }

    private static String told(String guard, GuardStudy.Told told) {
        return "| " + String.join(" | ", guard, either(told.classifier()), either(told.held()), either(told.elsewhere()),
                either(told.retrained()), percent(told.strongest().corrected()),
                told.strongest().attack() + (told.strongest().inverted() ? " ↺" : ""), percent(told.timing())) + " |\n";
    }

    /** The accuracy, or what it is when it is read the other way round. */
    private static String either(Estimate accuracy) {
        return accuracy.value() >= 0.5 ? percent(accuracy)
                : percent(new Estimate(1 - accuracy.value(), 1 - accuracy.high(), 1 - accuracy.low())) + " ↺";
    }

    private static String number(Estimate figure) {
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", figure.value(), figure.low(), figure.high());
    }

    private static String percent(Estimate estimate) {
        return String.format(Locale.ROOT, "%.1f [%.1f, %.1f]", 100 * estimate.value(), 100 * estimate.low(), 100 * estimate.high());
    }
}
