package org.siguard.report.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.siguard.attack.Needs;
import org.siguard.attack.adaptive.HeldClassifierAttack;
import org.siguard.attack.metric.AttackFigures;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.attack.metric.Difference;
import org.siguard.attack.metric.ExposedRecord;
import org.siguard.attack.metric.Rates;
import org.siguard.attack.metric.Slice;
import org.siguard.attack.metric.Strongest;
import org.siguard.experiment.audit.Audit;
import org.siguard.experiment.audit.AuditResult;

/** An audit whose attacks' scores are drawn from distributions that lie so far apart: for tests of what shows audits. */
public final class SampleAudit {
    private static final List<String> ATTACKS =
            List.of("gap", "confidence, one threshold", "entropy, by class", "network on p", "LiRA, offline");
    private static final int SIDE = 500;
    private static final String SECURE = "secure, exact softmax";

    private SampleAudit() {
    }

    /** @param strengths of the attacks: 0 is guessing, 1 tells most, below 0 is right less than half the time */
    public static AuditResult of(double gap, double plain, double secure, double... strengths) {
        List<String> names = List.of("siguard-strong", "order", "label", "template").subList(0, strengths.length);
        int[] rows = IntStream.range(0, 2 * SIDE).toArray();
        AuditResult.Records records =
                new AuditResult.Records(rows, Arrays.stream(rows).map(row -> row % 10).toArray(), member());
        List<AuditResult.Finding> findings = new ArrayList<>();
        AuditResult.Finding before = finding(SECURE, false, gap, secure, 12, Map.of());
        findings.add(finding("plaintext", false, gap, plain, 11, Map.of()));
        findings.add(before);
        findings.add(finding("secure, quadratic softmax", false, gap, secure, 13, Map.of()));
        for (int i = 0; i < strengths.length; i++) {
            findings.add(finding(names.get(i), true, gap, strengths[i], 20 + i, trials(gap, secure, 12)));
        }
        return new AuditResult(new Audit("clusters-10-mlp", SIDE, 100, 0, names, false, 1), records, Optional.empty(),
                figures("gap", trial("gap", gap, 1)).accuracy(), findings);
    }

    /** One like those that are found. */
    public static AuditResult usual() {
        return of(0.5, 1.2, 1.2, 0.7, 0.5, 0.5, 0.5);
    }

    private static Map<String, AttackTrial> trials(double gap, double strength, long seed) {
        Map<String, AttackTrial> trials = new LinkedHashMap<>();
        for (int i = 0; i < ATTACKS.size(); i++) {
            trials.put(ATTACKS.get(i), i == 0 ? trial("gap", gap, 1) : trial(ATTACKS.get(i), strength - 0.05 * i, seed + i));
        }
        return trials;
    }

    private static AuditResult.Finding finding(String channel, boolean guarded, double gap, double strength, long seed,
            Map<String, AttackTrial> before) {
        Map<String, AttackTrial> trials = trials(gap, strength, seed);
        Strongest strongest = Strongest.of(trials, "gap", 1);
        List<AuditResult.Attacked> attacks = new ArrayList<>();
        trials.forEach((name, trial) -> attacks.add(attacked(name, trial)));
        if (guarded) {
            attacks.add(attacked(HeldClassifierAttack.NAME, trial("held", -0.5, seed + 9)));
        }
        AttackTrial best = trials.get(strongest.attack());
        List<AuditResult.Exposed> exposed = ExposedRecord.most(best, 30).stream().filter(ExposedRecord::member).limit(5)
                .map(one -> new AuditResult.Exposed(one.record(), one.record(), one.record() % 10, one.score(), one.falseShare(), 4, 5))
                .toList();
        List<AuditResult.Comparison> comparisons = new ArrayList<>();
        comparisons.add(
                new AuditResult.Comparison("the gap attack", Difference.ofStrongest(trials, Map.of("gap", trials.get("gap")), "gap", 1)));
        if (!before.isEmpty()) {
            comparisons.add(new AuditResult.Comparison(SECURE, Difference.ofStrongest(trials, before, "gap", 1)));
        }
        AuditResult.Utility utility =
                new AuditResult.Utility(Rates.clopperPearson(360, SIDE), 1, guarded ? 0.96 : 1, guarded ? 0.31 : 0, 0.11,
                        guarded ? 0.001 : 1);
        return new AuditResult.Finding(channel, guarded, attacks, strongest,
                List.of(Slice.of("correctly classified", best, record -> record % 3 > 0),
                        Slice.of("wrongly classified", best, record -> record == 0)),
                exposed, comparisons, utility, guarded ? 825 : 0, guarded ? 2_200_000 : 0);
    }

    private static AuditResult.Attacked attacked(String name, AttackTrial trial) {
        return new AuditResult.Attacked(figures(name, trial), "Says member where " + name + " does.", Needs.VECTORS.withLabels(),
                new Needs.Cost(1000, 0, 0), IntStream.range(0, trial.size()).toArray(), trial, Optional.empty());
    }

    private static AttackFigures figures(String name, AttackTrial trial) {
        return AttackFigures.of(name, trial, 1);
    }

    private static boolean[] member() {
        boolean[] member = new boolean[2 * SIDE];
        Arrays.fill(member, 0, SIDE, true);
        return member;
    }

    /** Between 0 and 1, as a confidence is. */
    private static AttackTrial trial(String name, double strength, long seed) {
        Random random = new Random(seed + name.hashCode());
        boolean[] member = member();
        double[] scores = new double[member.length];
        for (int i = 0; i < scores.length; i++) {
            double z = random.nextGaussian() + (member[i] ? strength : 0);
            scores[i] = 1 / (1 + Math.exp(-2 * z - 1));
        }
        return new AttackTrial(scores, 1 / (1 + Math.exp(-strength - 1)), member);
    }
}
