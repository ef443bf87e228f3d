package org.siguard.experiment.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.siguard.base.Cancellation;
import org.siguard.base.Pause;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Figures;
import org.siguard.experiment.Output;
import org.siguard.experiment.RunResult;

/**
 * Carries a sweep out: rung by rung, in each rung several trials at once as far as memory goes, each finished trial on disk before
 * anything is made of it. What comes out depends on the sweep alone, not on how many ran at once, nor on how often it was interrupted.
 */
public final class SweepRunner {
    private final Trials trials;
    private final int parallel;
    private final MemoryBudget memory;

    /**
     * @param parallel trials at once, at most; measured ones run one at a time whatever this is, for they would disturb each other's clocks
     * @param bytes    memory for all of them
     */
    public SweepRunner(Trials trials, int parallel, long bytes) {
        if (parallel < 1 || bytes < 1) {
            throw new UserMistake("A sweep wants at least one trial at a time, and some memory for it.");
        }
        this.trials = trials;
        this.parallel = parallel;
        this.memory = new MemoryBudget(bytes);
    }

    /**
     * Runs what is not finished yet.
     *
     * @param folder that finished trials are kept in
     * @param resume whether to go on where there are some
     */
    public SweepResult run(Sweep sweep, Path folder, boolean resume, Progress progress, Cancellation cancellation) {
        return run(sweep, folder, resume, new Attending(progress, trial -> {
        }, Pause.never(), cancellation));
    }

    /**
     * Who attends to a sweep while it runs.
     *
     * @param progress     hears how far it is
     * @param finished     hears of each finished trial, in whatever order and thread they end, once it is safe on disk; first of all of those
     *                     that had been finished before
     * @param pause        while it lasts no trial is begun; those under way come to their end
     * @param cancellation ends it; to be followed by a look of the pause
     */
    public record Attending(Progress progress, Consumer<Trial> finished, Pause pause, Cancellation cancellation) {
        void beforeTrial() {
            pause.hold(cancellation::requested);
            cancellation.check();
        }
    }

    /** The same, for somebody who wants to see every trial as it comes, or to have the sweep stand still for a while. */
    public SweepResult run(Sweep sweep, Path folder, boolean resume, Attending who) {
        List<Map<String, String>> settings = sweep.settings();
        // A mistake in the last setting is told before hours are spent on the others.
        settings.forEach(setting -> sweep.experiment(setting, 0));
        try (FolderLock lock = FolderLock.of(folder)) {
            return run(sweep, settings, new TrialFiles(folder), resume, who);
        } catch (NoMoreTrials e) {
            throw new UserMistake(e.getMessage() + " Trials that are finished are safe: go on with --resume.", e);
        }
    }

    private SweepResult run(Sweep sweep, List<Map<String, String>> settings, TrialFiles files, boolean resume, Attending who) {
        Map<List<Integer>, Trial> finished = new TreeMap<>(Comparator.comparing((List<Integer> key) -> key.get(0))
                .thenComparing(key -> key.get(1)));
        // What failed may have failed for a reason that is gone.
        files.begin(sweep, resume).stream().filter(Trial::succeeded)
                .forEach(trial -> finished.put(List.of(trial.rung(), trial.number()), trial));
        finished.values().forEach(who.finished());
        trials.prepare(sweep.experiment(settings.get(0), 0), who.progress(), who.cancellation());
        List<Integer> alive = IntStream.range(0, settings.size()).boxed().toList();
        List<Integer> givenUp = new ArrayList<>();
        for (int rung = 0; rung < sweep.levels(); rung++) {
            climb(sweep, settings, alive, rung, finished, files, who);
            if (rung + 1 < sweep.levels()) {
                int now = rung;
                List<Trial> here = alive.stream().map(number -> finished.get(List.of(now, number))).filter(Trial::succeeded).toList();
                Set<Integer> on = survivors(here, sweep.keep());
                alive.stream().filter(number -> !on.contains(number)).forEach(givenUp::add);
                alive = alive.stream().filter(on::contains).toList();
            }
        }
        return new SweepResult(sweep, List.copyOf(finished.values()), List.copyOf(givenUp));
    }

    /** One rung's trials: those of them that are not finished yet. */
    private void climb(Sweep sweep, List<Map<String, String>> settings, List<Integer> alive, int rung, Map<List<Integer>, Trial> finished,
            TrialFiles files, Attending who) {
        List<Integer> open = alive.stream().filter(number -> !finished.containsKey(List.of(rung, number))).toList();
        String phase = sweep.levels() == 1 ? alive.size() + " trials" : "rung " + (rung + 1) + " of " + sweep.levels() + ", " + alive.size()
                + " trials";
        int threads = sweep.fidelity() == Fidelity.MEASURED ? 1 : parallel;
        List<Future<Trial>> futures = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("trial ", 0).daemon().factory())) {
            for (int number : open) {
                futures.add(executor.submit(() -> tried(sweep, number, settings.get(number), rung, files, who)));
            }
            try {
                for (int i = 0; i < futures.size(); i++) {
                    who.progress().report(phase, (double) (alive.size() - open.size() + i) / alive.size());
                    Trial trial = futures.get(i).get();
                    finished.put(List.of(rung, trial.number()), trial);
                }
                who.progress().report(phase, 1);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            } finally {
                futures.forEach(future -> future.cancel(false));
            }
        }
    }

    /** A setting that cannot be tried is kept with the reason, and does not end the sweep. */
    private Trial tried(Sweep sweep, int number, Map<String, String> setting, int rung, TrialFiles files, Attending who) {
        who.beforeTrial();
        Experiment experiment = sweep.experiment(setting, rung);
        Trial trial;
        try (MemoryBudget.Part part = memory.take(trials.memory(experiment, sweep.fidelity(), who.cancellation()))) {
            trial = trial(number, rung, setting, trials.run(experiment, sweep.fidelity(), who.cancellation()));
        } catch (UserMistake e) {
            trial = Trial.failed(number, rung, setting, e.getMessage());
        }
        files.write(trial);
        who.finished().accept(trial);
        return trial;
    }

    static Trial trial(int number, int rung, Map<String, String> setting, RunResult result) {
        Figures figures = result.figures();
        Figures.StrongestFigure strongest = figures.strongest(Output.GUARDED);
        if (strongest == null || figures.change() == null || figures.latency() == null) {
            throw new UserMistake("The run picked no strongest attack, or says nothing of distortion or latency: tick more attacks.");
        }
        return new Trial(number, rung, setting, TrialFigures.of(figures), strongest.attack(), figures.latency().rounds(),
                figures.latency().bytes(),
                TrialRecords.of(result.scores()), "");
    }

    /**
     * The settings that go on: all that no other dominates, and of the rest the nearest to that front, until the share is reached. So what is
     * given up is dominated.
     */
    static Set<Integer> survivors(List<Trial> trials, double keep) {
        int wanted = Math.max(1, (int) Math.ceil(trials.size() * keep));
        Set<Integer> out = new LinkedHashSet<>();
        for (List<Trial> front : ParetoFront.layers(trials)) {
            boolean first = out.isEmpty();
            for (Trial trial : front) {
                if (first || out.size() < wanted) {
                    out.add(trial.number());
                }
            }
        }
        return out;
    }
}
