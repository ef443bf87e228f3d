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
     * @param kept    a folder to keep finished channels in: an audit that was interrupted goes on with the others
     */
    public static AuditResult run(Audit audit, Sample sample, Path shadows, Path kept, Progress progress, Cancellation cancellation) {
        return new Auditor(audit, sample, shadows, progress, cancellation).run(kept);
    }

    private AuditResult run(Path folder) {
        Optional<ReferenceRows> rows = audit.references() == 0 ? Optional.empty() : Optional.of(ReferenceRows.of(audit, sample));
        List<ShadowModel> models = rows.map(this::trained).orElse(List.of());
        String key = AuditKey.of(audit, sample, models);
        Map<String, Measured> measured = measured(models, new KeptChannels(folder.resolve(key), key, records.all(), audit.seed()));
        List<AuditResult.Finding> findings = measured.values().stream().map(each -> finding(each, measured.get(SECURE))).toList();
        AttackFigures gap = findings.get(0).attacks().stream().map(AuditResult.Attacked::figures)
                .filter(each -> each.attack().equals(GapAttack.NAME)).findFirst().orElseThrow();
        return new AuditResult(audit, records.all(), rows.map(given -> summary(given, models)), gap.accuracy(),
                new Comparing(findings, records.all().size(), audit.seed()).compared());
    }

    /** By channel, in the order in which tables show them. */
    private Map<String, Measured> measured(List<ShadowModel> models, KeptChannels kept) {
        Seed seed = Seed.of(audit.seed());
        try (TwinAnswers twin = new TwinAnswers(new ReplicatedProtocol(), seed.derive("twin"), cancellation)) {
            List<Channel> channels = new Channels(sample, twin, seed).all(audit.guards());
            Map<String, Measured> found = new LinkedHashMap<>();
            for (Channel channel : channels) {
                kept.read(channel).ifPresent(measured -> found.put(channel.name(), measured));
            }
            List<Channel> left = channels.stream().filter(channel -> !found.containsKey(channel.name()))
                    // All others are compared with secure inference and no guard.
                    .sorted(Comparator.comparing((Channel each) -> !each.name().equals(SECURE))).toList();
            Materials materials = new Materials(audit, sample, records, models);
            Materials.Material secure = null;
            for (Channel channel : left) {
                cancellation.check();
                progress.report(sample.name() + ": " + channel.name(), 0.5 + 0.5 * found.size() / channels.size());
                Materials.Material material = materials.of(channel);
                secure = channel.name().equals(SECURE) ? material : secure == null ? materials.of(named(SECURE, channels)) : secure;
                Measured measured = measured(channel, material, secure, found.get(SECURE));
                kept.write(measured);
                found.put(channel.name(), measured);
            }
            Map<String, Measured> ordered = new LinkedHashMap<>();
            channels.forEach(channel -> ordered.put(channel.name(), found.get(channel.name())));
            return ordered;
        }
    }

    private static Channel named(String name, List<Channel> channels) {
        return channels.stream().filter(channel -> channel.name().equals(name)).findFirst().orElseThrow();
    }

    /** As the target was. */
    private List<ShadowModel> trained(ReferenceRows rows) {
        return new ShadowTraining(sample.recipe().spec("reference"), sample.recipe().target(), shadows).train(sample.data(), rows.all(),
                audit.seed(), Supervision.of((phase, fraction) -> progress.report(phase, fraction / 2), cancellation));
    }

    private AuditResult.References summary(ReferenceRows rows, List<ShadowModel> models) {
        int[] sizes = models.stream().mapToInt(model -> model.members().length).toArray();
        return new AuditResult.References(Arrays.stream(sizes).min().orElseThrow(), Arrays.stream(sizes).max().orElseThrow(),
                sample.splits().targetTrain().length, rows, models.stream().mapToInt(model -> model.heldOut().length).sum());
    }

    /** @param labels what was measured through secure inference with the exact softmax; null before that */
    private Measured measured(Channel channel, Materials.Material material, Materials.Material secure, Measured labels) {
        AuditAttacks plan = new AuditAttacks(sample, records.spread(), audit);
        List<AuditResult.Attacked> attacked = new ArrayList<>();
        for (PlannedAttack planned : plan.of(channel, secure.own().references() != null)) {
            attacked.add(attacked(planned, channel, material, secure));
        }
        Release released = material.target().release();
        AuditResult.Utility utility = Utilities.of(released, secure.target().release(), records.all().member());
        attacked.addAll(labelOnly(plan, channel, material, secure, utility.labelKept() == 1 ? labels : null));
        return Measured.of(channel, attacked, released, utility);
    }

    /** Run once on secure inference, and wherever labels change; through a guard of many rounds that changes some it would take hours. */
    private List<AuditResult.Attacked> labelOnly(AuditAttacks plan, Channel channel, Materials.Material material,
            Materials.Material secure, Measured same) {
        if (same != null) {
            return same.attacks().stream().filter(each -> each.name().startsWith("label-only") && each.carriedOver().isEmpty())
                    .map(each -> each.carriedFrom(same.channel())).toList();
        }
        return channel.quick()
                ? plan.labelOnly().stream().map(planned -> attacked(planned, channel, material, secure)).toList()
                : List.of();
    }

    /** What follows from what was measured. */
    private AuditResult.Finding finding(Measured measured, Measured before) {
        Map<String, AttackTrial> trials = AuditResult.Finding.comparable(measured.attacks(), records.all().size());
        Strongest strongest = Strongest.of(trials, GapAttack.NAME, audit.seed());
        AttackTrial best = strongest.inverted() ? trials.get(strongest.attack()).turned() : trials.get(strongest.attack());
        return new AuditResult.Finding(measured.channel(), measured.guarded(), measured.attacks(), strongest,
                slices(best, measured, before), exposed(best, trials), List.of(), measured.utility(), measured.rounds(), measured.bytes());
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

    private List<Slice> slices(AttackTrial best, Measured measured, Measured before) {
        List<Slice> out = new ArrayList<>(Slice.byCorrectness(best, record -> measured.right()[record]));
        out.addAll(Slice.byConfidence(best, before.confidence()));
        out.addAll(Slice.byClass(best, records.all().labels(), sample.target().spec().classes()));
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
