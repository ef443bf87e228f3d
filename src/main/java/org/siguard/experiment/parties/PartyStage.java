package org.siguard.experiment.parties;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Defence;
import org.siguard.experiment.Engines;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.GuardedInference;
import org.siguard.experiment.LocalRunner;
import org.siguard.experiment.query.Candidate;
import org.siguard.guard.OutputGuard;
import org.siguard.mpc.Computation;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Shared;
import org.siguard.mpc.masked.MaskedShare;
import org.siguard.net.Party;
import org.siguard.net.TrafficMeter;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Seed;
import org.siguard.train.sample.Sample;

/** Asks one query on the chosen engine and listens to all parties at once. One thread at a time. */
public final class PartyStage {
    private static final FixedPoint FIXED = FixedPoint.STANDARD;

    private final LocalRunner.SampleFinder samples;
    private Sample sample;

    public PartyStage(LocalRunner.SampleFinder samples) {
        this.samples = samples;
    }

    /** What the parties say to one another when this record is asked about. */
    public Conversation listen(Experiment experiment, Candidate subject, Progress progress, Cancellation cancellation) {
        String name = experiment.get(Experiment.MODEL);
        if (sample == null || !sample.name().equals(name)) {
            sample = samples.find(name, progress, cancellation);
        }
        OutputGuard guard = new Defence(sample, experiment).forOneQuery();
        if (!guard.worksOnShares()) {
            throw new UserMistake("guard: " + guard.name() + " sees every prediction, so there is no query on shares to listen to; choose "
                    + "another guard.");
        }
        progress.report("asking on shares", 0.2);
        Protocol engine = Engines.byName(experiment.get(Experiment.ENGINE));
        List<Party> outsiders = Stream.of(Outside.values()).map(Outside::party).toList();
        List<Party> everybody = Stream.concat(outsiders.stream(), engine.servers().stream()).toList();
        Eavesdropper ear = new Eavesdropper(everybody, List.copyOf(engine.offline()));
        Eyes eyes = new Eyes(ear);
        Computation computation = new Computation(engine, FIXED, experiment.network(),
                Seed.of(experiment.get(Experiment.SEED)).derive("parties")).withWiretap(ear);
        Outcome<double[][]> outcome = computation.run(
                new GuardedInference(sample.target(), guard, List.of(subject.record()), FIXED).watched(eyes), cancellation);
        long[] query = FIXED.encode(sample.target().spec().input(), subject.record()).data();
        return new Conversation(experiment, subject, outsiders, engine.servers(), ear.messages(), eyes.sorted(engine.servers()),
                outcome.costs().byParty(), query, outcome.result()[0]);
    }

    /** Sees what servers hold. */
    private static final class Eyes implements GuardedInference.Onlooker {
        private final Eavesdropper ear;
        private final Queue<Holding> seen = new ConcurrentLinkedQueue<>();

        Eyes(Eavesdropper ear) {
            this.ear = ear;
        }

        @Override
        public void begins(TrafficMeter meter) {
            ear.meets(meter);
        }

        @Override
        public void holds(TrafficMeter meter, String secret, Shared part) {
            List<Holding.Part> parts = new ArrayList<>();
            if (part instanceof MaskedShare share) {
                add(parts, "masked value", share.masked());
                add(parts, "left mask", share.leftMask());
                add(parts, "right mask", share.rightMask());
            }
            seen.add(new Holding(meter.party(), secret, parts));
        }

        private static void add(List<Holding.Part> parts, String name, RingTensor words) {
            if (words != null) {
                parts.add(new Holding.Part(name, words.data().clone()));
            }
        }

        List<Holding> sorted(List<Party> servers) {
            return seen.stream().sorted(Comparator.comparing(Holding::secret).thenComparing(holding -> servers.indexOf(holding.server())))
                    .toList();
        }
    }
}
