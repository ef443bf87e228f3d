package org.siguard.report.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.siguard.attack.adaptive.HeldClassifierAttack;
import org.siguard.attack.metric.AttackFigures;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.attack.metric.Rates;
import org.siguard.attack.metric.Strongest;
import org.siguard.experiment.audit.Audit;
import org.siguard.experiment.audit.AuditResult;

/** An audit whose attacks' scores are drawn from normal distributions that lie so far apart: for tests of what shows audits. */
public final class SampleAudit {
    private static final List<String> ATTACKS =
            List.of("gap", "confidence, one threshold", "entropy, by class", "network on p", "LiRA, offline");

    private SampleAudit() {
    }

    /** @param strengths of the attacks: 0 is guessing, 1 tells most, below 0 is right less than half the time */
    public static AuditResult of(double gap, double plain, double secure, double... guards) {
        List<String> names = List.of("siguard-strong", "order", "label", "template").subList(0, guards.length);
        List<AuditResult.Finding> findings = new ArrayList<>();
        findings.add(finding("plaintext", false, gap, plain, 11));
        findings.add(finding("secure, exact softmax", false, gap, secure, 12));
        findings.add(finding("secure, quadratic softmax", false, gap, secure, 13));
        for (int i = 0; i < guards.length; i++) {
            findings.add(finding(names.get(i), true, gap, guards[i], 20 + i));
        }
        return new AuditResult(new Audit("clusters-10-mlp", 500, 16, names, false, 1), 500, 500, figures("gap", trial(gap, 1)).accuracy(),
                findings);
    }

    /** One like those that are found. */
    public static AuditResult usual() {
        return of(0.5, 1.2, 1.2, 0.7, 0.5, 0.5, 0.5);
    }

    private static AuditResult.Finding finding(String channel, boolean guarded, double gap, double strength, long seed) {
        Map<String, AttackTrial> trials = new LinkedHashMap<>();
        for (int i = 0; i < ATTACKS.size(); i++) {
            trials.put(ATTACKS.get(i), i == 0 ? trial(gap, 1) : trial(strength - 0.05 * i, seed + i));
        }
        List<AttackFigures> figures = new ArrayList<>();
        trials.forEach((name, trial) -> figures.add(figures(name, trial)));
        if (guarded) {
            figures.add(figures(HeldClassifierAttack.NAME, trial(-0.5, seed + 9)));
        }
        AuditResult.Utility utility =
                new AuditResult.Utility(Rates.clopperPearson(360, 500), 1, guarded ? 0.96 : 1, guarded ? 0.31 : 0, 0.11,
                        guarded ? 0.001 : 1);
        return new AuditResult.Finding(channel, guarded, figures, Strongest.of(trials, 1), utility, guarded ? 825 : 0,
                guarded ? 2_200_000 : 0);
    }

    private static AttackFigures figures(String name, AttackTrial trial) {
        return AttackFigures.of(name, trial, 1);
    }

    private static AttackTrial trial(double strength, long seed) {
        Random random = new Random(seed);
        double[] scores = new double[1000];
        boolean[] member = new boolean[1000];
        for (int i = 0; i < 1000; i++) {
            member[i] = i < 500;
            scores[i] = random.nextGaussian() + (member[i] ? strength : 0);
        }
        return new AttackTrial(scores, strength / 2, member);
    }
}
