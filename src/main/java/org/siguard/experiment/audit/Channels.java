package org.siguard.experiment.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.siguard.attack.MembershipClassifier;
import org.siguard.base.Settings;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Guards;
import org.siguard.guard.ClassTemplates;
import org.siguard.guard.NoiseGuard;
import org.siguard.guard.OutputGuard;
import org.siguard.guard.Remembering;
import org.siguard.model.ClearTwin;
import org.siguard.model.Model;
import org.siguard.model.PlainInference;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.net.Prediction;
import org.siguard.ring.Seed;
import org.siguard.train.sample.Sample;

/** All channels that an audit tries, for one sample. */
final class Channels {
    /** Behind guards of no more rounds all reference models are asked as a matter of course. */
    private static final int FEW_ROUNDS = 1_000;
    /** Nearer to 0 a released number cannot be told apart. */
    private static final double RESOLUTION = 0x1p-16;

    private final Sample sample;
    private final TwinAnswers twin;
    private final Seed seed;

    Channels(Sample sample, TwinAnswers twin, Seed seed) {
        this.sample = sample;
        this.twin = twin;
        this.seed = seed;
    }

    /** Plaintext first, then secure inference with each softmax, the exact one before the others, then the guards. */
    List<Channel> all(List<String> guards) {
        List<Channel> out = new ArrayList<>();
        out.add(new Channel("plaintext", Channel.Kind.PLAIN, h(SoftmaxKind.EXACT), attackersH(SoftmaxKind.EXACT), new Plain(), new Plain(),
                null, true, false, 0, 0));
        for (SoftmaxKind kind : SoftmaxKind.values()) {
            Channel.Answers answers = new Quick(ClearTwin.Ending.of(kind));
            out.add(new Channel("secure, " + kind + " softmax", Channel.Kind.SECURE, h(kind), attackersH(kind), answers, answers, null,
                    true, false, 0, 0));
        }
        guards.forEach(guard -> out.addAll(guarded(guard)));
        return out;
    }

    /** Random noise twice: as it is by default, the same whenever the same is asked, and drawn afresh, which can be averaged away. */
    private List<Channel> guarded(String name) {
        Settings settings = Experiment.standard().settings();
        if (!Guards.parameters(name).contains(NoiseGuard.DRAWN)) {
            return List.of(guarded(name, name, settings, false));
        }
        return List.of(guarded(name, name, settings, false),
                guarded(name, name + ", drawn afresh", settings.with(NoiseGuard.DRAWN, NoiseGuard.FRESH), true));
    }

    private Channel guarded(String name, String shown, Settings settings, boolean afresh) {
        // The twin repeats a search bit by bit without being reminded, and batches that remember one another could not be served at once.
        Settings forgetful = settings.with(Remembering.QUERIES, 0);
        OutputGuard owners = owners(name, forgetful);
        OutputGuard attackers = Guards.of(name, forgetful, sample::shadowMembership,
                templates(sample.shadow(), sample.splits().attackerNonMembers()), seed.derive("the attacker's guard"));
        Prediction cost = owners.worksOnShares()
                ? twin.cost(new TwinAnswers.Guarded(owners(name, settings)),
                        twin.logits(sample.target(), sample.data().records().subList(0, 1))[0])
                : Prediction.NONE;
        boolean quick = owners.worksOnShares() && cost.rounds() <= FEW_ROUNDS;
        return new Channel(shown, Channel.Kind.GUARDED, Channel.classifier(Guards.classifier(name, settings, sample::membership)),
                Channel.classifier(Guards.classifier(name, settings, sample::shadowMembership)), answers(owners, quick),
                answers(attackers, quick), vectors -> behind(attackers, quick, logarithms(vectors)).vectors(), quick, afresh,
                cost.rounds(), cost.bytes());
    }

    private OutputGuard owners(String name, Settings settings) {
        return Guards.of(name, settings, sample::membership, templates(sample.target(), sample.splits().defenderNonMembers()),
                seed.derive("guard"));
    }

    private MembershipClassifier h(SoftmaxKind kind) {
        return Channel.classifier(sample.membership(kind));
    }

    private MembershipClassifier attackersH(SoftmaxKind kind) {
        return Channel.classifier(sample.shadowMembership(kind));
    }

    private Channel.Answers answers(OutputGuard guard, boolean quick) {
        return new Channel.Answers() {
            @Override
            public Channel.Seen of(Model model, List<float[]> records) {
                return behind(guard, quick, twin.logits(model, records));
            }

            @Override
            public double[][] passing(Model model, List<float[]> records) {
                return behind(guard, quick, twin.passing(model, records)).vectors();
            }
        };
    }

    private Channel.Seen behind(OutputGuard guard, boolean quick, double[][] logits) {
        // A guard of fixed length takes as many steps for every query: zeros.
        return quick ? new Channel.Seen(twin.released(new TwinAnswers.Guarded(guard), logits), new double[logits.length])
                : twin.released(guard, logits);
    }

    /** Logits whose softmax the vectors are. */
    private static double[][] logarithms(double[][] vectors) {
        return Arrays.stream(vectors).map(p -> Arrays.stream(p).map(v -> StrictMath.log(Math.max(v, RESOLUTION))).toArray())
                .toArray(double[][]::new);
    }

    /** Made of records that the model was not trained on: those of members would tell how sure it is of them. */
    private Supplier<ClassTemplates> templates(Model model, int[] nonMembers) {
        return () -> ClassTemplates.medians(twin.released(ClearTwin.Ending.of(SoftmaxKind.EXACT),
                twin.logits(model, sample.data().rows(nonMembers).records())), model.spec().classes());
    }

    /** No secure inference: double precision. */
    private static final class Plain implements Channel.Answers {
        @Override
        public Channel.Seen of(Model model, List<float[]> records) {
            return new Channel.Seen(passing(model, records), null);
        }

        @Override
        public double[][] passing(Model model, List<float[]> records) {
            return new PlainInference(model).probabilities(records);
        }
    }

    /** Secure inference with a softmax and no guard. */
    private final class Quick implements Channel.Answers {
        private final ClearTwin.Ending ending;

        Quick(ClearTwin.Ending ending) {
            this.ending = ending;
        }

        @Override
        public Channel.Seen of(Model model, List<float[]> records) {
            return new Channel.Seen(twin.released(ending, twin.logits(model, records)), null);
        }

        @Override
        public double[][] passing(Model model, List<float[]> records) {
            return twin.released(ending, twin.passing(model, records));
        }
    }
}
