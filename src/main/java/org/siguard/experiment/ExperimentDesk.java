package org.siguard.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.siguard.attack.Attack;
import org.siguard.attack.Evidence;
import org.siguard.attack.Observation;
import org.siguard.attack.Preparation;
import org.siguard.attack.Shadow;
import org.siguard.attack.metric.AttackFigures;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.guard.NoGuard;
import org.siguard.guard.OutputGuard;
import org.siguard.model.InferenceSession;
import org.siguard.model.Model;
import org.siguard.mpc.Computation;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.Protocol;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;
import org.siguard.train.sample.Sample;
import org.siguard.train.sample.SampleFiles;

/**
 * The door for programs: what the workbench does, in one call each, from JShell or from another project. No window is opened, no file
 * written, nothing printed; what goes in and out are immutable values.
 *
 * <p>What the caller can put right is thrown as a {@link UserMistake} of one line. The same calls in the same order give the same results,
 * bit for bit, measured times aside. Who wants events, progress or to stop in the middle takes {@link LocalRunner}, {@link InferenceSession} or
 * {@link Computation}, which stand behind. One thread at a time.
 *
 * <pre>{@code
 * ExperimentDesk desk = ExperimentDesk.with(Path.of("sample-models"));
 * RunResult result = desk.preview(Experiment.standard().with("queries", "40"));
 * }</pre>
 */
public final class ExperimentDesk {
    private static final FixedPoint FIXED_POINT = LocalRunner.FIXED_POINT;

    private final Subjects subjects;
    private final LocalRunner runner;
    private long asked;

    private ExperimentDesk(LocalRunner.SampleFinder samples) {
        this.subjects = new Subjects(samples, FIXED_POINT);
        this.runner = new LocalRunner((name, progress, cancellation) -> subjects.find(name, progress, cancellation).sample());
    }

    /** With the samples in a folder, such as {@code sample-models}; an experiment may also name one elsewhere by its whole path. */
    public static ExperimentDesk with(Path samples) {
        return new ExperimentDesk((name, progress, cancellation) -> {
            Path folder = samples.resolve(name);
            if (!Files.exists(folder.resolve(SampleFiles.SAMPLE))) {
                throw new UserMistake(folder + ": there is no sample here, for lack of a " + SampleFiles.SAMPLE + "; name one of " + samples
                        + ", or one elsewhere by its whole path.");
            }
            return SampleFiles.load(folder);
        });
    }

    /** A trained model with its records, splits, classifiers and the attacker's models. */
    public Sample sample(String name) {
        return subjects.find(name, Progress.none(), Cancellation.never()).sample();
    }

    /** Runs an experiment on the clear twin: the figures of a run on shares but for rounding, latency predicted. */
    public RunResult preview(Experiment experiment) {
        return run(experiment, Fidelity.PREVIEW);
    }

    /** Runs an experiment on the engine that it names: parties, shares and messages, latency measured. */
    public RunResult measure(Experiment experiment) {
        return run(experiment, Fidelity.MEASURED);
    }

    private RunResult run(Experiment experiment, Fidelity fidelity) {
        AtomicReference<RunEvent> last = new AtomicReference<>();
        RunResult result = runner.run(experiment, fidelity, last::set, Cancellation.never());
        if (last.get() instanceof RunEvent.Failed failed) {
            throw failed.ours() ? new IllegalStateException(failed.message()) : new UserMistake(failed.message());
        }
        return result;
    }

    /** The logits of records, computed in shares and opened to the client alone; and what that cost. */
    public Outcome<double[][]> infer(Model model, List<float[]> records, Protocol engine, NetworkProfile network) {
        try (InferenceSession session =
                InferenceSession.open(model, engine, FIXED_POINT, network, fresh(), Cancellation.never())) {
            return session.infer(records, Progress.none(), Cancellation.never());
        }
    }

    /** What a client is given that asks about records behind a guard, all on shares; and what that cost. */
    public Outcome<double[][]> ask(Model model, OutputGuard guard, List<float[]> records, Protocol engine, NetworkProfile network) {
        int width = model.spec().input().size();
        for (int row = 0; row < records.size(); row++) {
            if (records.get(row).length != width) {
                throw new UserMistake("The model " + model.spec().name() + " takes records of " + width + " numbers; record " + row
                        + " has " + records.get(row).length + ".");
            }
        }
        if (!guard.worksOnShares()) {
            throw new UserMistake("The guard " + guard.name() + " sees every prediction, so no query runs behind it on shares.");
        }
        return new Computation(engine, FIXED_POINT, network, fresh()).run(new GuardedInference(model, guard, records, FIXED_POINT),
                Cancellation.never());
    }

    /** The owner's guard of an experiment, made of the sample's secrets. */
    public OutputGuard guard(Experiment experiment) {
        return Defence.of(subject(experiment), experiment).owners();
    }

    /** How well an attack does on what an experiment's guard releases; computed on the clear twin. */
    public AttackFigures attack(Attack attack, Experiment experiment) {
        Defence defence = Defence.of(subject(experiment), experiment);
        return attack(attack, experiment, defence.owners(), defence.attackers());
    }

    /**
     * The same, behind a guard that no experiment knows by name.
     *
     * @param owners    stands before the target
     * @param attackers the copy that an attacker who knows of it stands before its own model; only an attack that is
     *                  {@linkplain org.siguard.attack.adaptive.AdaptedAttack adapted} looks at what that releases
     */
    public AttackFigures attack(Attack attack, Experiment experiment, OutputGuard owners, OutputGuard attackers) {
        Subject subject = subject(experiment);
        OutputGuard unguarded = Defence.of(subject, experiment).none();
        Population theirs = Population.asked(subject.sample(), experiment);
        Population own = Population.attackers(subject.sample(), experiment);
        Answering answering = new Answering(experiment, unguarded);
        Observation seen = Observation.of(theirs.release(answering.of("servers", subject.target(), theirs, owners)));
        Evidence evidence = Evidence.of(seen, shadow(own, answering.of("attacker", subject.shadow(), own, unguarded)))
                .withGuardedOwn(shadow(own, answering.of("attacker's guard", subject.shadow(), own, attackers)));
        return AttackFigures.of(attack.name(), AttackTrial.of(attack.score(evidence), theirs.membership(seen.size())),
                experiment.get(Experiment.SEED));
    }

    private static Preparation shadow(Population own, double[][] vectors) {
        return Preparation.of(new Shadow(own.release(vectors, true), own.release(vectors, false)));
    }

    private Subject subject(Experiment experiment) {
        return subjects.find(experiment.get(Experiment.MODEL), Progress.none(), Cancellation.never());
    }

    /** No two queries may have the same masks. */
    private Seed fresh() {
        return Seed.of(1).derive("query", asked++);
    }

    /** Asks models on the clear twin. */
    private record Answering(Experiment experiment, OutputGuard unguarded) {
        double[][] of(String purpose, Subject.Side side, Population records, OutputGuard guard) {
            Twin twin = new Twin(Engines.byName(experiment.get(Experiment.ENGINE)), FIXED_POINT,
                    Seed.of(experiment.get(Experiment.SEED)).derive(purpose), Cancellation.never());
            OutputGuard standing = guard instanceof NoGuard ? unguarded : guard;
            int batch = Math.min(experiment.get(Experiment.BATCH), records.size());
            return twin.of(standing, side.fixedLogits(records.rows(), Cancellation.never()), batch, QueryPlan.wantsWholeBatches(standing))
                    .vectors();
        }
    }
}
