package org.siguard.report.paper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.siguard.attack.metric.AttackFigures;
import org.siguard.attack.metric.Difference;
import org.siguard.attack.metric.Estimate;
import org.siguard.experiment.audit.AuditResult;
import org.siguard.experiment.audit.AuditResult.Finding;
import org.siguard.report.InWords;

/** An audit in plain words: what was tested, what leaks and how surely, what guards change, and what they cannot. */
final class AuditWords {
    /** What comparisons call it. */
    private static final String GAP = "the gap attack";

    private final AuditResult result;
    private final List<Finding> unguarded;
    private final List<Finding> guarded;

    AuditWords(AuditResult result) {
        this.result = result;
        this.unguarded = result.channels().stream().filter(finding -> !finding.guarded()).toList();
        this.guarded = result.channels().stream().filter(Finding::guarded).toList();
    }

    /** Secure inference with the exact softmax, which guards are compared with; where it was not tried, what comes first. */
    Optional<Finding> before() {
        return unguarded.stream().filter(finding -> finding.channel().startsWith("secure, exact")).findFirst()
                .or(() -> unguarded.stream().findFirst());
    }

    /** Of the guards the one behind which the strongest attack gets least far. */
    Optional<Finding> best() {
        return guarded.stream().min(Comparator.comparingDouble(finding -> finding.strongest().corrected().value()));
    }

    String tested() {
        String guards = guarded.isEmpty() ? "No guard was tried."
                : (guarded.size() == 1 ? "Behind one guard with its"
                        : "Behind each of " + InWords.count(guarded.size()) + " guards with their")
                        + " default settings the attacks were run again, some of them fitted to the guard.";
        return "What was tested: the sample " + result.audit().sampleName() + ", asked about " + InWords.count(result.records().members())
                + " members and " + InWords.count(result.records().nonMembers())
                + " non-members, records that no guard was made with. Its answers were "
                + "attacked as they come out in the open and out of secure inference" + softmaxes() + ". " + guards
                + result.references().map(AuditWords::references).orElse(" Attacks that compare with reference models were left out.");
    }

    private static String references(AuditResult.References models) {
        return " Some attacks compare with " + InWords.count(models.models()) + " reference models"
                + (models.most() < models.target()
                        ? ", which know fewer records than the target and overfit a little more: such attacks could be "
                                + "somewhat stronger than they are here."
                        : ".");
    }

    private String softmaxes() {
        long secure = unguarded.stream().filter(finding -> finding.channel().startsWith("secure")).count();
        return secure > 1 ? " with " + secure + " forms of the softmax" : "";
    }

    /** The most important sentence. */
    String lead() {
        return before().map(finding -> "What leaks: " + PlainWords.told("the strongest of " + InWords.count(finding.strongest().compared())
                + " attacks", finding.strongest().corrected()))
                .orElse("Nothing was tried without a guard, so there is no telling what leaks.");
    }

    List<String> points() {
        List<String> points = new ArrayList<>();
        surely().ifPresent(points::add);
        points.add(PlainWords.gap(result.gap()));
        change().ifPresent(points::add);
        cannot().ifPresent(points::add);
        return points;
    }

    /** How sure the leak is, on plaintext and in shares. */
    private Optional<String> surely() {
        Optional<Finding> plain = unguarded.stream().filter(finding -> !finding.channel().startsWith("secure")).findFirst();
        Optional<Finding> secure = before().filter(finding -> finding.channel().startsWith("secure"));
        if (plain.isEmpty() || secure.isEmpty()) {
            return Optional.empty();
        }
        Estimate there = plain.get().strongest().corrected();
        Estimate here = secure.get().strongest().corrected();
        boolean alike = here.low() <= there.high() && there.low() <= here.high();
        return Optional.of("Computing in shares hides the query and the model, not what the answers say: the strongest attack reaches "
                + InWords.percent(there) + " on plaintext answers and " + InWords.percent(here) + " on those of secure inference"
                + (alike ? ", which cannot be told apart." : ", a difference that other records would hardly undo."));
    }

    private Optional<String> change() {
        return best().map(best -> {
            Estimate after = best.strongest().corrected();
            List<String> alike = guarded.stream()
                    .filter(other -> !other.channel().equals(best.channel()) && other.strongest().corrected().low() <= after.high())
                    .map(Finding::channel).toList();
            return "What a guard changes: the strongest attack gets least far behind '" + best.channel() + "', with "
                    + InWords.percent(after)
                    + changed(best) + "; that is "
                    + paired(best, GAP).map(PlainWords::beyond).orElseGet(() -> PlainWords.beyond(after, result.gap())) + "."
                    + (alike.isEmpty() ? ""
                            : " Intervals that overlap with it have " + String.join(", ", alike)
                                    + ": choose among these by what they leave "
                                    + "of the answers, and by cost.");
        });
    }

    /** By the paired test where there is one, which sees smaller differences than intervals do. */
    private String changed(Finding best) {
        return before().flatMap(was -> paired(best, was.channel())).map(difference -> ", " + PlainWords.change(difference))
                .or(() -> before().map(was -> ", " + PlainWords.change(was.strongest().corrected(), best.strongest().corrected())))
                .orElse("");
    }

    private static Optional<Difference> paired(Finding finding, String against) {
        return finding.comparisons().stream().filter(comparison -> comparison.against().equals(against))
                .map(AuditResult.Comparison::accuracy).findFirst();
    }

    private Optional<String> cannot() {
        if (guarded.isEmpty()) {
            return Optional.empty();
        }
        long keepers = guarded.stream().filter(finding -> finding.utility().labelKept() == 1).count();
        String labels = "What guards cannot change: "
                + (keepers == guarded.size() ? "all of these keep" : InWords.count(keepers) + " of these "
                        + InWords.count(guarded.size()) + " guards keep")
                + " the label of every record, so whoever knows the true one still learns from whether the answer is right.";
        return Optional.of(labels + held().map(text -> " " + text).orElse(""));
    }

    /** What the secrecy of the owner's classifier is worth, behind the guard where its loss would cost most. */
    private Optional<String> held() {
        return guarded.stream().flatMap(finding -> held(finding).map(figures -> new Held(finding, figures)).stream())
                .max(Comparator.comparingDouble(held -> held.figures.leakage().value()))
                .map(held -> "A guard that searches with a classifier h rests on its staying secret: an attacker who had it would reach "
                        + InWords.percent(held.figures.leakage()) + (held.figures.inverted() ? ", read the other way round," : "")
                        + " behind '"
                        + held.finding.channel() + "'.");
    }

    private record Held(Finding finding, AttackFigures figures) {
    }

    /** The last of them: behind a guard that is the adapted one. */
    static Optional<AttackFigures> held(Finding finding) {
        return finding.attacks().stream().filter(AuditResult.Attacked::holdsClassifier).map(AuditResult.Attacked::figures)
                .reduce((first, last) -> last);
    }
}
