package org.siguard.experiment.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.siguard.attack.Attack;
import org.siguard.attack.Evidence;
import org.siguard.attack.Release;
import org.siguard.attack.Shadow;
import org.siguard.attack.catalogue.Attacks;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.experiment.Defence;
import org.siguard.experiment.Engines;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.GuardedInference;
import org.siguard.experiment.LocalRunner;
import org.siguard.experiment.Population;
import org.siguard.guard.OutputGuard;
import org.siguard.guard.PlainMembership;
import org.siguard.guard.SearchLog;
import org.siguard.guard.Siguard;
import org.siguard.model.Model;
import org.siguard.mpc.Computation;
import org.siguard.mpc.clear.ClearProtocol;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;
import org.siguard.train.sample.Sample;

/**
 * Where single queries are asked and explained. The sample and the attacker's preparations are kept from one question to the next, so
 * that another record of the same experiment takes a moment only. One thread at a time.
 */
public final class QueryDesk {
    private static final FixedPoint FIXED = FixedPoint.STANDARD;

    private final LocalRunner.SampleFinder samples;
    private Sample sample;
    private Prepared prepared;

    public QueryDesk(LocalRunner.SampleFinder samples) {
        this.samples = samples;
    }

    /** What attackers of an experiment fit their thresholds on: answers of their own model, as they are and guarded. */
    private record Prepared(Experiment experiment, Shadow plain, Shadow guarded) {
    }

    /** The records that an experiment asks about. */
    public Candidates candidates(Experiment experiment, Progress progress, Cancellation cancellation) {
        Sample found = sample(experiment, progress, cancellation);
        return Candidates.of(found.name(), Population.asked(found, experiment));
    }

    /** What becomes of one of them. */
    public QueryStory tell(Experiment experiment, Candidate subject, Progress progress, Cancellation cancellation) {
        Defence defence = new Defence(sample(experiment, progress, cancellation), experiment);
        progress.report("asking the record", 0.1);
        SearchLog log = SearchLog.withPredictions();
        Model target = defence.sample().target();
        List<float[]> record = List.of(subject.record());
        double[] before = ask(target, defence.none(), record, experiment, cancellation)[0];
        double[] after = ask(target, watched(defence.forOneQuery(), log), record, experiment, cancellation)[0];
        if (!log.traces().isEmpty()) {
            before = log.traces().getFirst().original();
        }
        PlainMembership h = new PlainMembership(defence.membership());
        List<SearchLog.Point> points = log.traces().isEmpty() ? List.of() : log.traces().getFirst().points();
        List<Verdict> verdicts = verdicts(prepared(defence, progress, cancellation), subject, before, after);
        return new QueryStory(subject, experiment.get(Experiment.GUARD), before, after,
                new QueryStory.Opinions(h.logit(before), h.logit(after)), points, verdicts);
    }

    private static OutputGuard watched(OutputGuard guard, SearchLog log) {
        return guard instanceof Siguard searching ? searching.watched(log) : guard;
    }

    private Sample sample(Experiment experiment, Progress progress, Cancellation cancellation) {
        String name = experiment.get(Experiment.MODEL);
        if (sample == null || !sample.name().equals(name)) {
            prepared = null;
            sample = samples.find(name, progress, cancellation);
        }
        return sample;
    }

    private Prepared prepared(Defence defence, Progress progress, Cancellation cancellation) {
        Experiment experiment = defence.experiment();
        if (prepared == null || !prepared.experiment.equals(experiment)) {
            progress.report("preparing the attacks", 0.3);
            Population own = Population.attackers(defence.sample(), experiment);
            Model shadow = defence.sample().shadow();
            List<float[]> records = own.records().records();
            double[][] plain = ask(shadow, defence.none(), records, experiment, cancellation);
            double[][] guarded = ask(shadow, defence.attackers(), records, experiment, cancellation);
            prepared = new Prepared(experiment, shadow(own, plain), shadow(own, guarded));
        }
        return prepared;
    }

    private static Shadow shadow(Population own, double[][] vectors) {
        return new Shadow(own.release(vectors, true), own.release(vectors, false));
    }

    private static double[][] ask(Model model, OutputGuard guard, List<float[]> records, Experiment experiment,
            Cancellation cancellation) {
        ClearProtocol twin = new ClearProtocol(Engines.byName(experiment.get(Experiment.ENGINE)).costs());
        Computation computation = new Computation(twin, FIXED, NetworkProfile.IN_PROCESS,
                Seed.of(experiment.get(Experiment.SEED)).derive("one query"));
        return computation.run(new GuardedInference(model, guard, records, FIXED), cancellation).result();
    }

    private static List<Verdict> verdicts(Prepared prepared, Candidate subject, double[] before, double[] after) {
        List<Verdict> out = new ArrayList<>();
        for (Attack attack : Attacks.thresholds()) {
            out.add(new Verdict(attack.name(), said(attack, before, subject, prepared.plain), said(attack, after, subject, prepared.plain),
                    said(attack, after, subject, prepared.guarded)));
        }
        return out;
    }

    private static Verdict.Said said(Attack attack, double[] vector, Candidate subject, Shadow shadow) {
        Release one = new Release(new double[][] {Arrays.copyOf(vector, vector.length)}, new int[] {subject.label()});
        Attack.Scores scores = attack.score(Evidence.of(one, shadow));
        return new Verdict.Said(scores.values()[0], scores.threshold());
    }
}
