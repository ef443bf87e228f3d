package org.siguard.experiment.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.siguard.attack.Evidence;
import org.siguard.attack.Release;
import org.siguard.attack.metric.AttackFigures;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.attack.metric.ExposedRecord;
import org.siguard.attack.metric.Slice;
import org.siguard.attack.metric.Strongest;
import org.siguard.attack.threshold.GapAttack;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.data.ShadowHalves;
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
    private static final int MOST_EXPOSED = 10;
    static final String SECURE = "secure, exact softmax";

    private final Audit audit;
    private final Sample sample;
    private final Path shadows;
    private final Progress progress;
    private final Cancellation cancellation;
    private final AuditedRecords records;

    private Auditor(Audit audit, Sample sample, Path shadows, Progress progress, Cancellation cancellation) {
        this.audit = audit;
        this.sample = sample;
        this.shadows = shadows;
        this.progress = progress;
        this.cancellation = cancellation;
        this.records = new AuditedRecords(audit, sample);
    }

    /**
     * @param sample  the one the audit names
     * @param shadows a folder to keep reference models in: they are trained once
     */
    public static AuditResult run(Audit audit, Sample sample, Path shadows, Progress progress, Cancellation cancellation) {
        return new Auditor(audit, sample, shadows, progress, cancellation).run();
    }

    private AuditResult run() {
        Optional<ShadowHalves> halves = audit.references() == 0 ? Optional.empty() : Optional.of(ShadowHalves
                .cut("target-train+target-test", audit.seed(), sample.splits().evaluationPool(), audit.references()));
        List<ShadowModel> models = halves.map(this::trained).orElse(List.of());
        Seed seed = Seed.of(audit.seed());
        List<AuditResult.Finding> findings;
        Map<String, AuditResult.Finding> found = new LinkedHashMap<>();
        try (TwinAnswers twin = new TwinAnswers(new ReplicatedProtocol(), seed.derive("twin"), cancellation)) {
            List<Channel> channels = new Channels(sample, twin, seed).all(audit.guards());
            Materials materials = new Materials(audit, sample, records, models);
            Materials.Material secure = null;
            // All others are compared with secure inference and no guard.
            List<Channel> order = channels.stream().sorted(Comparator.comparing((Channel each) -> !each.name().equals(SECURE))).toList();
            for (Channel channel : order) {
                cancellation.check();
                progress.report(sample.name() + ": " + channel.name(), 0.5 + 0.5 * found.size() / channels.size());
                Materials.Material material = materials.of(channel);
                secure = secure == null ? material : secure;
                found.put(channel.name(), finding(channel, material, secure, found.get(SECURE)));
            }
            findings = channels.stream().map(channel -> found.get(channel.name())).toList();
        }
        AttackFigures gap = findings.get(0).attacks().stream().map(AuditResult.Attacked::figures)
                .filter(each -> each.attack().equals(GapAttack.NAME)).findFirst().orElseThrow();
        return new AuditResult(audit, records.all(), halves.map(cut -> summary(cut, models)), gap.accuracy(),
                new Comparing(findings, records.all().size(), audit.seed()).compared());
    }

    /** Trained on halves of the target's records and of its non-members, as the target was. */
    private List<ShadowModel> trained(ShadowHalves halves) {
        return new ShadowTraining(sample.recipe().spec("reference"), sample.recipe().target(), shadows).train(sample.data(), halves.seen(),
                audit.seed(), Supervision.of((phase, fraction) -> progress.report(phase, fraction / 2), cancellation));
    }

    private AuditResult.References summary(ShadowHalves halves, List<ShadowModel> models) {
        int[] sizes = models.stream().mapToInt(model -> model.members().length).toArray();
        return new AuditResult.References(Arrays.stream(sizes).min().orElseThrow(), Arrays.stream(sizes).max().orElseThrow(),
                sample.splits().targetTrain().length, halves, models.stream().mapToInt(model -> model.heldOut().length).sum());
    }

    /** @param labels what was found through secure inference with the exact softmax; null before that */
    private AuditResult.Finding finding(Channel channel, Materials.Material material, Materials.Material secure,
            AuditResult.Finding labels) {
        AuditAttacks plan = new AuditAttacks(sample, records.spread(), audit);
        List<AuditResult.Attacked> attacked = new ArrayList<>();
        for (PlannedAttack planned : plan.of(channel, secure.own().references() != null, material.own().references() != null)) {
            attacked.add(attacked(planned, channel, material, secure));
        }
        AuditResult.Utility utility = Utilities.of(material.target().release(), secure.target().release(), records.all().member());
        attacked.addAll(labelOnly(plan, channel, material, secure, utility.labelKept() == 1 ? labels : null));
        Map<String, AttackTrial> trials = AuditResult.Finding.comparable(attacked, records.all().size());
        Strongest strongest = Strongest.of(trials, audit.seed());
        AttackTrial best = strongest.inverted() ? trials.get(strongest.attack()).turned() : trials.get(strongest.attack());
        return new AuditResult.Finding(channel.name(), channel.guarded(), attacked, strongest,
                slices(best, material.target().release(), secure.target().release()), exposed(best, trials), List.of(), utility,
                channel.rounds(), channel.bytes());
    }

    /** Run once on secure inference, and wherever labels change; through a guard of many rounds that changes some it would take hours. */
    private List<AuditResult.Attacked> labelOnly(AuditAttacks plan, Channel channel, Materials.Material material,
            Materials.Material secure, AuditResult.Finding same) {
        if (same != null) {
            return same.attacks().stream().filter(each -> each.name().startsWith("label-only") && each.carriedOver().isEmpty())
                    .map(each -> each.carriedFrom(same.channel())).toList();
        }
        return channel.quick()
                ? plan.labelOnly().stream().map(planned -> attacked(planned, channel, material, secure)).toList()
                : List.of();
    }

    private AuditResult.Attacked attacked(PlannedAttack planned, Channel channel, Materials.Material material, Materials.Material secure) {
        cancellation.check();
        Evidence evidence = switch (planned.on()) {
            case ALL -> evidence(channel, material, secure);
            case SOME -> records.some(evidence(channel, material, secure));
            case HOLDING_H -> evidence(channel, material, secure).withGuardedOwn(material.byOwner());
        };
        int[] places = planned.on() == PlannedAttack.On.SOME ? records.some() : records.every();
        AttackTrial trial = AttackTrial.of(planned.attack().score(evidence), records.members(places));
        int own = evidence.own().shadows().stream().mapToInt(shadow -> shadow.members().size() + shadow.nonMembers().size()).sum();
        return new AuditResult.Attacked(AttackFigures.of(planned.attack().name(), trial, audit.seed()), planned.attack().explanation(),
                planned.attack().needs(), planned.attack().needs().cost(places.length, own), places, trial, Optional.empty());
    }

    /** Behind a guard an attacker who does not know of it fits on what it has without one. */
    private static Evidence evidence(Channel channel, Materials.Material material, Materials.Material secure) {
        Evidence evidence = Evidence.of(material.target(), channel.guarded() ? secure.own() : material.own())
                .withRandomOutputs(material.randomOutputs());
        return channel.guarded() ? evidence.withGuardedOwn(material.own()) : evidence;
    }

    private List<Slice> slices(AttackTrial best, Release released, Release before) {
        List<Slice> out = new ArrayList<>(Slice.byCorrectness(best, released));
        out.addAll(Slice.byConfidence(best, before.vectors()));
        out.addAll(Slice.byClass(best, released.labels(), sample.target().spec().classes()));
        return out;
    }

    private List<AuditResult.Exposed> exposed(AttackTrial best, Map<String, AttackTrial> trials) {
        return ExposedRecord.most(best, best.size()).stream().filter(ExposedRecord::member).limit(MOST_EXPOSED).map(each -> {
            int called = (int) trials.values().stream().filter(trial -> trial.saysMember(each.record())).count();
            return new AuditResult.Exposed(each.record(), records.all().rows()[each.record()], records.all().labels()[each.record()],
                    each.score(), each.falseShare(), called, trials.size());
        }).toList();
    }
}
