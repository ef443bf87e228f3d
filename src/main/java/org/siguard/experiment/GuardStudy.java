package org.siguard.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.siguard.attack.Attack;
import org.siguard.attack.Evidence;
import org.siguard.attack.MembershipClassifier;
import org.siguard.attack.Observation;
import org.siguard.attack.Preparation;
import org.siguard.attack.Release;
import org.siguard.attack.Shadow;
import org.siguard.attack.adaptive.AdaptedAttack;
import org.siguard.attack.adaptive.HeldClassifierAttack;
import org.siguard.attack.adaptive.TimingAttack;
import org.siguard.attack.catalogue.Attacks;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.attack.metric.BalancedAccuracy;
import org.siguard.attack.metric.Estimate;
import org.siguard.attack.metric.Strongest;
import org.siguard.attack.network.VectorNetworkAttack;
import org.siguard.attack.threshold.GapAttack;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.Settings;
import org.siguard.guard.ClassTemplates;
import org.siguard.guard.EarlyExitGuard;
import org.siguard.guard.NoGuard;
import org.siguard.guard.OutputGuard;
import org.siguard.guard.SearchLog;
import org.siguard.model.Model;
import org.siguard.model.PlainInference;
import org.siguard.mpc.Computation;
import org.siguard.mpc.clear.ClearProtocol;
import org.siguard.mpc.replicated.ReplicatedProtocol;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;
import org.siguard.train.sample.Sample;

/**
 * Looks into the searches of SIGuard's guards on one sample, on the clear twin, where nothing is secret: what they do, and what is left for
 * those they are meant for. Members and non-members are records that no membership classifier was trained on.
 */
public final class GuardStudy {
    private static final FixedPoint FIXED_POINT = FixedPoint.STANDARD;
    private static final int BATCH = 250;

    private final Sample sample;
    private final Settings settings;
    private final long seed;
    private final Computation computation;
    private final Cancellation cancellation;
    private final Population asked;
    private final Population own;

    /**
     * How members are told from others behind one guard; balanced accuracies.
     *
     * @param classifier h itself, above zero: member. Below 50 % it tells as much, turned round
     * @param held       whoever holds h, and read from its own shadow, guarded with it, which way to read it
     * @param elsewhere  a network that sees p and not y, trained on unguarded outputs of the attacker's own shadow
     * @param retrained  the same, trained on outputs that the attacker guarded itself
     * @param strongest  of all threshold attacks and networks, adapted ones included, corrected for having been picked
     * @param timing     by the number of points the search looked at
     */
    public record Told(Estimate classifier, Estimate held, Estimate elsewhere, Estimate retrained, Strongest strongest, Estimate timing) {
    }

    /** One guard. */
    public record Finding(String guard, SearchFigures search, Told told) {
    }

    /** Of one sample; the gap attack is what no guard that keeps the label can lower. */
    public record Result(String sample, int members, int nonMembers, Estimate gap, List<Finding> guards) {
        public Result {
            guards = List.copyOf(guards);
        }
    }

    private GuardStudy(Sample sample, Settings settings, int records, long seed, Cancellation cancellation) {
        this.sample = sample;
        this.settings = settings;
        this.seed = seed;
        this.cancellation = cancellation;
        this.computation = new Computation(new ClearProtocol(new ReplicatedProtocol().costs()), FIXED_POINT, NetworkProfile.IN_PROCESS,
                Seed.of(seed));
        this.asked =
                Population.draw(sample.data(), sample.splits().evaluationMembers(), sample.splits().evaluationNonMembers(), 2 * records,
                        new SplittableRandom(seed));
        this.own = Population.draw(sample.data(), sample.splits().shadowEvaluationMembers(), sample.splits().shadowEvaluationNonMembers(),
                2 * records, new SplittableRandom(seed + 1));
    }

    /**
     * @param guards   by name; those that search
     * @param settings values for all guards' parameters
     * @param records  members, and as many non-members, at most
     */
    public static Result of(Sample sample, List<String> guards, Settings settings, int records, long seed, Progress progress,
            Cancellation cancellation) {
        GuardStudy study = new GuardStudy(sample, settings, records, seed, cancellation);
        Shadow plain = study.shadow(new NoGuard(), null);
        List<Finding> findings = new ArrayList<>();
        for (String guard : guards) {
            progress.report(sample.name() + ": " + guard, (double) findings.size() / guards.size());
            findings.add(study.finding(guard, plain));
        }
        Release released = study.release(study.asked, sample.target(), new NoGuard());
        Estimate gap = accuracy(new GapAttack(), Evidence.of(released, plain), study.member());
        return new Result(sample.name(), study.asked.size() / 2, study.asked.size() / 2, gap, findings);
    }

    private Finding finding(String name, Shadow plain) {
        Model h = Guards.classifier(name, settings, sample::membership);
        SearchLog log = new SearchLog();
        Release released = release(asked, sample.target(), guard(name, sample::membership, sample.target(), true).watched(log));
        SearchFigures search = SearchFigures.of(log.traces(), margins(), member(), h);
        Shadow guarded = shadow(guard(name, sample::shadowMembership, sample.shadow(), false), new SearchLog());
        // Whoever waits for an early exit's answers one by one need not hold h; its search is slow, and this costs a third of the time.
        Shadow holding = name.equals(EarlyExitGuard.NAME) ? guarded
                : shadow(guard(name, sample::membership, sample.target(), true), null);
        double[] looks = log.traces().stream().mapToDouble(SearchLog.Trace::looks).toArray();
        return new Finding(name, search, told(h, Observation.of(released).withSteps(looks), plain, guarded, holding));
    }

    private Told told(Model h, Observation released, Shadow plain, Shadow guarded, Shadow holding) {
        MembershipClassifier classifier = classifier(h);
        Evidence adapted = Evidence.of(released, Preparation.of(plain)).withGuardedOwn(Preparation.of(guarded));
        Evidence held = Evidence.of(released, Preparation.of(plain)).withGuardedOwn(Preparation.of(holding));
        AttackTrial itself = new AttackTrial(classifier.probabilities(released.release().vectors()), 0.5, member());
        Map<String, AttackTrial> trials = new LinkedHashMap<>();
        List<Attack> attacks = new ArrayList<>(Attacks.thresholds());
        attacks.addAll(Attacks.networks(seed));
        for (Attack attack : Attacks.withAdapted(attacks)) {
            cancellation.check();
            trials.put(attack.name(), AttackTrial.of(attack.score(adapted), member()));
        }
        Attack network = VectorNetworkAttack.alone(seed);
        return new Told(BalancedAccuracy.of(itself), accuracy(new AdaptedAttack(new HeldClassifierAttack(classifier)), held, member()),
                accuracy(network, adapted, member()), accuracy(new AdaptedAttack(network), adapted, member()),
                Strongest.of(trials, GapAttack.NAME, seed), accuracy(new AdaptedAttack(new TimingAttack()), adapted, member()));
    }

    private static Estimate accuracy(Attack attack, Evidence evidence, boolean[] member) {
        return BalancedAccuracy.of(AttackTrial.of(attack.score(evidence), member));
    }

    private static MembershipClassifier classifier(Model h) {
        PlainInference plain = new PlainInference(h);
        return vectors -> Arrays.stream(plain.logits(vectors)).mapToDouble(z -> 1 / (1 + Math.exp(-z[0]))).toArray();
    }

    /** Members stand at even places. */
    private boolean[] member() {
        boolean[] out = new boolean[asked.size()];
        for (int i = 0; i < out.length; i += 2) {
            out[i] = true;
        }
        return out;
    }

    private double[] margins() {
        return Arrays.stream(new PlainInference(sample.target()).logits(asked.records().records())).mapToDouble(z -> {
            double[] sorted = Arrays.stream(z).sorted().toArray();
            return sorted[z.length - 1] - sorted[z.length - 2];
        }).toArray();
    }

    private OutputGuard guard(String name, Guards.Classifiers classifiers, Model model, boolean owners) {
        int[] others = owners ? sample.splits().defenderNonMembers() : sample.splits().attackerNonMembers();
        return Guards.of(name, settings, classifiers, () -> ClassTemplates.medians(
                new PlainInference(model).probabilities(sample.data().rows(others).records()), model.spec().classes()),
                Seed.of(seed).derive(owners ? "guard" : "the attacker's guard"));
    }

    /** @param log where the steps are to be counted; null where they are not */
    private Shadow shadow(OutputGuard guard, SearchLog log) {
        Release all = release(own, sample.shadow(), log == null ? guard : guard.watched(log));
        double[] looks = log == null ? new double[all.size()] : log.traces().stream().mapToDouble(SearchLog.Trace::looks).toArray();
        return new Shadow(side(all, looks, 0), side(all, looks, 1));
    }

    /** Every other record, from the first or from the second on. */
    private static Observation side(Release all, double[] looks, int from) {
        int count = all.size() / 2;
        double[][] vectors = new double[count][];
        int[] labels = new int[count];
        double[] steps = new double[count];
        for (int i = 0; i < count; i++) {
            vectors[i] = all.vectors()[2 * i + from];
            labels[i] = all.labels()[2 * i + from];
            steps[i] = looks[2 * i + from];
        }
        return Observation.of(new Release(vectors, labels)).withSteps(steps);
    }

    private Release release(Population population, Model model, OutputGuard guard) {
        double[][] vectors = new double[0][];
        for (int from = 0; from < population.size(); from += BATCH) {
            List<float[]> some = population.between(from, Math.min(from + BATCH, population.size()));
            vectors = Population.append(vectors,
                    computation.run(new GuardedInference(model, guard, some, FIXED_POINT), cancellation).result());
        }
        return new Release(vectors, population.records().labels());
    }
}
