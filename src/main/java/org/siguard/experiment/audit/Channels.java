package org.siguard.experiment.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.siguard.attack.reference.ReferenceModels;
import org.siguard.base.Settings;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Guards;
import org.siguard.guard.ClassTemplates;
import org.siguard.guard.EarlyExitGuard;
import org.siguard.guard.MemGuard;
import org.siguard.guard.OutputGuard;
import org.siguard.guard.SearchLog;
import org.siguard.model.Model;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.net.Prediction;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;
import org.siguard.train.sample.Sample;

/** All channels that an audit tries, for one sample. */
final class Channels {
    private static final int FEW_ROUNDS = 1_000;

    private final Sample sample;
    private final TwinAnswers twin;
    private final Seed seed;

    Channels(Sample sample, TwinAnswers twin, Seed seed) {
        this.sample = sample;
        this.twin = twin;
        this.seed = seed;
    }

    /** Plaintext first, then secure inference with each softmax, then the guards. */
    List<Channel> all(List<String> guards) {
        List<Channel> out = new ArrayList<>();
        ReferenceModels.Answers plain = ReferenceModels.Answers.plain();
        out.add(new Channel("plaintext", Channel.Kind.PLAIN, plain, plain, Channel.Steps.fixed(0), Channel.Steps.fixed(0), true, 0, 0));
        for (SoftmaxKind kind : SoftmaxKind.values()) {
            OutputGuard softmax = new Softmaxed(kind);
            ReferenceModels.Answers answers = (model, records) -> twin.of(model, softmax, records);
            out.add(new Channel("secure, " + kind + " softmax", Channel.Kind.SECURE, answers, answers, Channel.Steps.fixed(0),
                    Channel.Steps.fixed(0), true, 0, 0));
        }
        guards.forEach(guard -> out.add(guarded(guard)));
        return out;
    }

    private Channel guarded(String name) {
        Settings settings = Experiment.standard().settings();
        OutputGuard owners = Guards.of(name, settings, sample::membership,
                templates(sample.target(), sample.splits().defenderNonMembers()), seed.derive("guard"));
        OutputGuard attackers = Guards.of(name, settings, sample::shadowMembership,
                templates(sample.shadow(), sample.splits().attackerNonMembers()), seed.derive("the attacker's guard"));
        Prediction cost = owners.worksOnShares()
                ? twin.cost(owners, twin.logits(sample.target(), sample.data().records().subList(0, 1))[0])
                : Prediction.NONE;
        return new Channel(name, Channel.Kind.GUARDED, (model, records) -> twin.of(model, owners, records),
                (model, records) -> twin.of(model, attackers, records), steps(owners, cost), steps(attackers, cost),
                owners.worksOnShares() && cost.rounds() <= FEW_ROUNDS, cost.rounds(),
                cost.bytes());
    }

    /**
     * MemGuard stops when it has found what it looks for, and the time it took can be seen. So does the early exit in shares. All others take
     * as long for every query.
     */
    private Channel.Steps steps(OutputGuard guard, Prediction cost) {
        if (guard instanceof EarlyExitGuard) {
            return (model, records) -> {
                SearchLog log = new SearchLog();
                twin.of(model, guard.watched(log), records);
                return log.traces().stream().mapToDouble(SearchLog.Trace::looks).toArray();
            };
        }
        return guard instanceof MemGuard memGuard
                ? (model, records) -> Arrays.stream(twin.logits(model, records)).mapToDouble(z -> memGuard.protect(z).steps()).toArray()
                : Channel.Steps.fixed(cost.rounds());
    }

    /** Made of records that the model was not trained on: those of members would tell how sure it is of them. */
    private Supplier<ClassTemplates> templates(Model model, int[] nonMembers) {
        return () -> ClassTemplates.medians(twin.of(model, new Softmaxed(SoftmaxKind.EXACT), sample.data().rows(nonMembers).records()),
                model.spec().classes());
    }

    /** No guard: the softmax, exact or another. */
    private record Softmaxed(SoftmaxKind kind) implements OutputGuard {
        @Override
        public String name() {
            return kind.label();
        }

        @Override
        public void own(Outsider owner, FixedPoint fixedPoint) {
            // It has no secrets.
        }

        @Override
        public Guarding serve(FullRing engine) {
            return logits -> kind.of(engine, logits).probabilities();
        }
    }
}
