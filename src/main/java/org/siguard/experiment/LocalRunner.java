package org.siguard.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.siguard.base.Cancellation;
import org.siguard.base.HeapShortage;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.model.Folding;
import org.siguard.model.InferencePlan;
import org.siguard.mpc.PartyFailure;
import org.siguard.mpc.Protocol;
import org.siguard.ring.FixedPoint;
import org.siguard.train.sample.Sample;

/**
 * Runs experiments in this process, several at once where that is wanted. A preview and a measured run are the same code; a preview
 * computes on the clear twin and predicts latency from the chosen engine's declared costs.
 */
public final class LocalRunner implements Runner {
    static final FixedPoint FIXED_POINT = FixedPoint.STANDARD;

    /** Some pieces of a guard's work on the clear twin, and vectors and scores of a thousand records. */
    private static final long PREVIEW_BYTES = 96L << 20;

    private final Subjects subjects;
    private final MachineSpeed speeds;

    /** @param speeds how fast this machine computes, which is learnt on the way */
    public LocalRunner(SampleFinder samples, MachineSpeed speeds) {
        this.subjects = new Subjects(samples, FIXED_POINT);
        this.speeds = speeds;
    }

    /** One that finds out anew how fast this machine computes, and forgets it. */
    public LocalRunner(SampleFinder samples) {
        this(samples, MachineSpeed.forgotten());
    }

    /** Finds a sample by its name, or makes it, which may take a while. */
    @FunctionalInterface
    public interface SampleFinder {
        Sample find(String name, Progress progress, Cancellation cancellation);
    }

    @Override
    public RunResult run(Experiment experiment, Fidelity fidelity, Consumer<RunEvent> listener, Cancellation cancellation) {
        return run(experiment, fidelity, listener, new Conduct(cancellation));
    }

    @Override
    public RunResult run(Experiment experiment, Fidelity fidelity, Consumer<RunEvent> listener, Conduct conduct) {
        Telling telling = new Telling(listener);
        telling.tell(new RunEvent.Started(experiment, fidelity));
        try {
            experiment.requireKnownFormulas();
            RunResult result = repeated(experiment, fidelity, telling, conduct);
            telling.tell(new RunEvent.Finished(result));
            return result;
        } catch (CancellationException e) {
            telling.tell(new RunEvent.Cancelled());
        } catch (RuntimeException | OutOfMemoryError e) {
            telling.tell(failed(e));
        }
        return null;
    }

    @Override
    public void calibrate(Experiment experiment, Progress progress, Cancellation cancellation) {
        if (calibrated(experiment)) {
            return;
        }
        Subject subject = subjects.find(experiment.get(Experiment.MODEL), progress, cancellation);
        progress.report("measuring this machine's speed", 0);
        calibrate(Engines.byName(experiment.get(Experiment.ENGINE)), subject, cancellation);
    }

    @Override
    public boolean calibrated(Experiment experiment) {
        return speeds.of(Engines.byName(experiment.get(Experiment.ENGINE))).known();
    }

    @Override
    public long memory(Experiment experiment, Fidelity fidelity, Cancellation cancellation) {
        if (fidelity == Fidelity.PREVIEW) {
            return PREVIEW_BYTES;
        }
        Subject subject = subjects.find(experiment.get(Experiment.MODEL), Progress.none(), cancellation);
        Protocol engine = Engines.byName(experiment.get(Experiment.ENGINE));
        return PREVIEW_BYTES + InferencePlan.of(Folding.of(subject.target().model()).spec(), experiment.get(Experiment.BATCH),
                engine.costs(), FIXED_POINT).total().memory();
    }

    private void calibrate(Protocol engine, Subject subject, Cancellation cancellation) {
        speeds.calibrate(engine, () -> Calibration.measure(engine, subject.target().model(),
                subject.sample().membership(subject.sample().kinds().iterator().next()), FIXED_POINT, cancellation));
        speeds.await(engine, cancellation);
    }

    private RunResult repeated(Experiment experiment, Fidelity fidelity, Telling telling, Conduct conduct) {
        telling.advance("loading the model", 0);
        Subject subject = subjects.find(experiment.get(Experiment.MODEL), telling::advance, conduct.cancellation());
        Protocol engine = Engines.byName(experiment.get(Experiment.ENGINE));
        List<Experiment> repetitions = experiment.repeated();
        List<SingleRun.Done> done = new ArrayList<>();
        for (Experiment repetition : repetitions) {
            telling.part(done.size(), repetitions.size());
            SingleRun run = new SingleRun(repetition, fidelity, subject, engine, speeds, telling, conduct);
            done.add(run.toTheEnd(figures -> telling.tell(new RunEvent.Measured(joined(done, figures)))));
        }
        List<RunResult.Repetition> each = new ArrayList<>();
        for (int i = 0; i < done.size(); i++) {
            each.add(new RunResult.Repetition(repetitions.get(i).get(Experiment.SEED), done.get(i).figures(speeds)));
        }
        Figures figures = FigureMeans.of(each.stream().map(RunResult.Repetition::figures).toList());
        SingleRun.Done first = done.get(0);
        if (first.foreseen() != null && !first.foreseen().holds(figures.latency())) {
            telling.warn(String.format(Locale.ROOT,
                    "The latency was predicted as %.2f s and measured as %.2f s: %.0f %% off, more than the "
                            + "25 %% that predictions should keep. The next one has learnt from it.",
                    first.foreseen().total(),
                    figures.latency().total(), 100 * first.foreseen().error(figures.latency())));
        }
        return new RunResult(experiment, fidelity, figures, first.costs(), first.scores(), each, first.foreseen(), telling.warnings());
    }

    /** Of the repetitions that are done, and of the one that is under way. */
    private Figures joined(List<SingleRun.Done> done, Figures now) {
        List<Figures> all = new ArrayList<>(done.stream().map(each -> each.figures(speeds)).toList());
        all.add(now);
        return FigureMeans.of(all);
    }

    private static RunEvent.Failed failed(Throwable e) {
        Optional<UserMistake> shortage = HeapShortage.behind(e);
        if (shortage.isPresent() || e instanceof UserMistake) {
            return new RunEvent.Failed(shortage.map(Throwable::getMessage).orElse(e.getMessage()), false);
        }
        return new RunEvent.Failed(
                e instanceof PartyFailure ? e.getMessage() : "The run ended because of a fault in this program: " + e + ".", true);
    }
}
