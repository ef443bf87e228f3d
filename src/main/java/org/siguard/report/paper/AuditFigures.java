package org.siguard.report.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.attack.metric.Roc;
import org.siguard.experiment.Output;
import org.siguard.experiment.audit.AuditResult;
import org.siguard.experiment.audit.AuditResult.Attacked;
import org.siguard.experiment.audit.AuditResult.Finding;
import org.siguard.report.ConfidenceHistogram;
import org.siguard.report.Confidences;
import org.siguard.report.ReleasedAccuracy;
import org.siguard.report.RocCurves;

/** The figures of an audit. */
final class AuditFigures {
    /** Its score is the probability released for the true label, and nothing else. */
    private static final String CONFIDENCE = "confidence, one threshold";

    private AuditFigures() {
    }

    static ReleasedAccuracy released(AuditResult result) {
        return new ReleasedAccuracy("What the strongest attack learns from each output", result.channels().stream()
                .map(finding -> new ReleasedAccuracy.Row(finding.channel(), kind(finding), finding.strongest().corrected())).toList(),
                Optional.of(result.gap()));
    }

    private static Output kind(Finding finding) {
        return finding.guarded() ? Output.GUARDED : finding.channel().startsWith("secure") ? Output.SECURE : Output.PLAIN;
    }

    /** The strongest attack on each of some outputs; one that is surely below one half is read the other way round, so that it can be compared. */
    static RocCurves roc(List<Finding> findings) {
        List<RocCurves.Curve> curves = new ArrayList<>();
        for (Finding finding : findings) {
            strongest(finding).ifPresent(attack -> {
                AttackTrial trial = finding.strongest().inverted() ? attack.trial().turned() : attack.trial();
                curves.add(RocCurves.Curve.of(finding.channel() + ": " + attack.name() + (finding.strongest().inverted() ? ", turned" : ""),
                        Roc.of(trial)));
            });
        }
        return new RocCurves("What an attacker is sure of: few false alarms", curves);
    }

    private static Optional<Attacked> strongest(Finding finding) {
        return finding.attacks().stream().filter(attack -> attack.name().equals(finding.strongest().attack())).findFirst();
    }

    /** What was released for the true label, members and others apart; none where it is not known. */
    static Optional<Confidences> confidences(List<Finding> findings) {
        List<ConfidenceHistogram> histograms = new ArrayList<>();
        for (Finding finding : findings) {
            finding.attacks().stream().filter(attack -> attack.name().equals(CONFIDENCE)).findFirst().map(Attacked::trial)
                    .ifPresent(trial -> histograms.add(ConfidenceHistogram.of(finding.channel(), trial.scores(), trial.member())));
        }
        return histograms.isEmpty() ? Optional.empty() : Optional.of(new Confidences(histograms));
    }
}
