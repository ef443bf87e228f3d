package org.siguard.experiment.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.siguard.attack.Attack;
import org.siguard.attack.Evidence;
import org.siguard.attack.Observation;
import org.siguard.attack.Preparation;
import org.siguard.attack.Release;
import org.siguard.attack.Shadow;
import org.siguard.attack.adaptive.HeldClassifierAttack;
import org.siguard.attack.metric.AttackFigures;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.attack.metric.Strongest;
import org.siguard.attack.reference.ReferenceModels;
import org.siguard.attack.threshold.GapAttack;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.data.Dataset;
import org.siguard.data.Draws;
import org.siguard.data.ShadowHalves;
import org.siguard.model.Model;
import org.siguard.mpc.replicated.ReplicatedProtocol;
import org.siguard.ring.Seed;
import org.siguard.train.ShadowModel;
import org.siguard.train.ShadowTraining;
import org.siguard.train.Supervision;
import org.siguard.train.sample.Sample;

/**
 * Carries out an audit. Members and non-members are records that no membership classifier was trained on, as many of either; the
 * attacker fits on its own shadow, and for the likelihood-ratio attacks on models it trained on random halves of the records in
 * question. Guards are tried with their default settings, on the clear twin.
 */
public final class Auditor {
    private static final int RANDOM_INPUTS = 500;

    private final Audit audit;
    private final Sample sample;
    private final Path shadows;
    private final Progress progress;
    private final Cancellation cancellation;
    private final Seed seed;
    private final int[] rows;
    private final boolean[] member;

    private Auditor(Audit audit, Sample sample, Path shadows, Progress progress, Cancellation cancellation) {
        this.audit = audit;
        this.sample = sample;
        this.shadows = shadows;
        this.progress = progress;
        this.cancellation = cancellation;
        this.seed = Seed.of(audit.seed());
        int[] members = sample.splits().evaluationMembers();
        int[] others = sample.splits().evaluationNonMembers();
        int each = Math.min(audit.records(), Math.min(members.length, others.length));
        this.rows = IntStream.concat(drawn(members, each, "members"), drawn(others, each, "non-members")).toArray();
        this.member = new boolean[rows.length];
        Arrays.fill(member, 0, each, true);
    }

    /**
     * @param sample  the one the audit names
     * @param shadows a folder to keep reference models in: they are trained once
     */
    public static AuditResult run(Audit audit, Sample sample, Path shadows, Progress progress, Cancellation cancellation) {
        return new Auditor(audit, sample, shadows, progress, cancellation).run();
    }

    private IntStream drawn(int[] from, int count, String what) {
        int[] order = Draws.of(seed.derive(what)).order(from.length);
        return IntStream.range(0, count).map(i -> from[order[i]]);
    }

    private AuditResult run() {
        List<ShadowModel> models = references();
        TwinAnswers twin = new TwinAnswers(new ReplicatedProtocol(), seed.derive("twin"), cancellation);
        List<Channel> channels = new Channels(sample, twin, seed).all(audit.guards());
        Release before = null;
        List<AuditResult.Finding> findings = new ArrayList<>();
        Material unguarded = null;
        for (Channel channel : channels) {
            cancellation.check();
            progress.report(sample.name() + ": " + channel.name(), 0.5 + 0.5 * findings.size() / channels.size());
            Material material = material(channel, models);
            if (before == null || channel.name().startsWith("secure, exact")) {
                before = material.target.release();
            }
            if (channel.kind() != Channel.Kind.GUARDED && (unguarded == null || channel.name().startsWith("secure, exact"))) {
                unguarded = material;
            }
            findings.add(finding(channel, material, unguarded, before));
        }
        AttackFigures gap =
                findings.get(0).attacks().stream().filter(each -> each.attack().equals(GapAttack.NAME)).findFirst().orElseThrow();
        return new AuditResult(audit, count(true), count(false), gap.accuracy(), findings);
    }

    private int count(boolean side) {
        return (int) IntStream.range(0, member.length).filter(i -> member[i] == side).count();
    }

    /** Trained on halves of the target's records and of its non-members, as the target was. */
    private List<ShadowModel> references() {
        if (audit.references() == 0) {
            return List.of();
        }
        ShadowHalves halves = ShadowHalves.cut("target-train+target-test", audit.seed(), sample.splits().evaluationPool(),
                audit.references());
        return new ShadowTraining(sample.recipe().spec("reference"), sample.recipe().target(), shadows).train(sample.data(), halves.seen(),
                audit.seed(), Supervision.of((phase, fraction) -> progress.report(phase, fraction / 2), cancellation));
    }

    /** What the client gets through a channel, and what the attacker makes ready through a copy of it. */
    private record Material(Observation target, Preparation own, double[][] randomOutputs) {
    }

    private Material material(Channel channel, List<ShadowModel> models) {
        Observation target = timed(Observation.of(release(sample.target(), channel.owners(), rows)), channel.ownersSteps(), sample.target(),
                rows);
        Shadow shadow = new Shadow(observation(channel, some(sample.splits().shadowEvaluationMembers(), "in")),
                observation(channel, some(sample.splits().shadowEvaluationNonMembers(), "out")));
        Preparation own = Preparation.of(shadow);
        if (!models.isEmpty() && (audit.thorough() || channel.quick())) {
            ReferenceModels references = new ReferenceModels(sample.data(), models, channel.attackers());
            int[] population = some(sample.splits().shadowTest(), "population");
            own = own.withReferences(references.references(rows, List.of()))
                    .withPopulation(references.population(release(sample.target(), channel.owners(), population), population));
        }
        return new Material(target, own, channel.owners().of(sample.target(), randomInputs()));
    }

    private Observation observation(Channel channel, int[] which) {
        return timed(Observation.of(release(sample.shadow(), channel.attackers(), which)), channel.attackersSteps(), sample.shadow(),
                which);
    }

    private Observation timed(Observation seen, Channel.Steps steps, Model model, int[] which) {
        return steps == null ? seen : seen.withSteps(steps.of(model, sample.data().rows(which).records()));
    }

    private int[] some(int[] from, String what) {
        return drawn(from, Math.min(audit.records(), from.length), "attacker " + what).toArray();
    }

    private Release release(Model model, ReferenceModels.Answers answers, int[] which) {
        Dataset asked = sample.data().rows(which);
        return new Release(answers.of(model, asked.records()), asked.labels());
    }

    /** Numbers uniform between the least and the greatest that the data has. */
    private List<float[]> randomInputs() {
        Draws draws = Draws.of(seed.derive("random inputs"));
        List<float[]> known = sample.data().records().subList(0, Math.min(200, sample.data().size()));
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float[] record : known) {
            for (float value : record) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        List<float[]> out = new ArrayList<>();
        for (int i = 0; i < RANDOM_INPUTS; i++) {
            float[] record = new float[sample.data().record().size()];
            for (int k = 0; k < record.length; k++) {
                record[k] = (float) (low + (high - low) * draws.uniform());
            }
            out.add(record);
        }
        return out;
    }

    private AuditResult.Finding finding(Channel channel, Material material, Material unguarded, Release before) {
        boolean guarded = channel.kind() == Channel.Kind.GUARDED;
        Evidence evidence = Evidence.of(material.target, guarded ? unguarded.own : material.own)
                .withRandomOutputs(material.randomOutputs);
        if (guarded) {
            evidence = evidence.withGuardedOwn(material.own);
        }
        Map<String, AttackTrial> trials = new LinkedHashMap<>();
        List<AttackFigures> figures = new ArrayList<>();
        for (Attack attack : new AuditAttacks(sample, audit.seed()).of(channel, unguarded.own.references() != null,
                material.own.references() != null)) {
            cancellation.check();
            AttackTrial trial = AttackTrial.of(attack.score(evidence), member);
            if (!attack.name().equals(HeldClassifierAttack.NAME)) {
                trials.put(attack.name(), trial);
            }
            figures.add(AttackFigures.of(attack.name(), trial, audit.seed()));
        }
        return new AuditResult.Finding(channel.name(), guarded, figures, Strongest.of(trials, audit.seed()),
                Utilities.of(material.target.release(), before, member), channel.rounds(), channel.bytes());
    }
}
