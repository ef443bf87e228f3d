package org.siguard.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.cli.Workspace;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.LocalRunner;
import org.siguard.experiment.MachineSpeed;
import org.siguard.experiment.RunEvent;
import org.siguard.guard.NoiseGuard;
import org.siguard.guard.Siguard;
import org.siguard.guard.SimpleGuard;

/**
 * Experiments as the window's user meets them: previews of 500 queries when a setting of the guard was moved, with all quick attacks, on
 * this machine's processors, the model's logits being known; and from the start of a process to its first figures. The guard runs twice in
 * a preview, for the attacker who knows it guards its own model's outputs as well.
 */
final class ExperimentSuite {
    private static final String MODEL = "shapes-10-cnn";
    private static final int QUERIES = 500;
    /** Processes that are started from nothing. */
    private static final int STARTS = 5;

    private ExperimentSuite() {
    }

    static Suite suite() {
        return new Suite("experiment", List.of(
                new Preview("preview-" + QUERIES, SimpleGuard.ROUNDING, (experiment, i) -> experiment.with(SimpleGuard.BITS, 1 + i % 6)),
                new Preview("preview-" + QUERIES + "-" + NoiseGuard.LAPLACE, NoiseGuard.LAPLACE,
                        (experiment, i) -> experiment.with(NoiseGuard.SCALE, 0.5 + i % 8 * 0.25)),
                new Preview("preview-" + QUERIES + "-siguard", Siguard.NAME,
                        (experiment, i) -> experiment.with(Siguard.OUTER, 6).with(Siguard.INNER, 49).with(Siguard.STEP, 0.2 + i % 8 * 0.1)),
                new FirstFigures("first-figures")));
    }

    /** @param change moves a setting of the guard: no two previews in a row are alike */
    private record Preview(String name, String guard, BiFunction<Experiment, Integer, Experiment> change) implements Benchmark {
        @Override
        public List<Result> run(Effort effort) {
            LocalRunner runner = new LocalRunner(Workspace::sample, MachineSpeed.ofThisUser());
            Experiment experiment = Experiment.standard().with(Experiment.MODEL, MODEL).with(Experiment.QUERIES, QUERIES)
                    .with(Experiment.GUARD, guard);
            runner.calibrate(experiment, Progress.none(), Cancellation.never());
            AtomicInteger moved = new AtomicInteger();
            Timing timing = Timing.of(() -> preview(runner, change.apply(experiment, moved.getAndIncrement())), effort);
            return List.of(new Result(name, Unit.SECONDS.figure(timing.nanos(), 1), Unit.SECONDS, timing.runs(), 0, 0, null));
        }

        private static void preview(LocalRunner runner, Experiment experiment) {
            List<RunEvent> last = new ArrayList<>();
            runner.run(experiment, Fidelity.PREVIEW, event -> {
                if (event.last()) {
                    last.add(event);
                }
            }, Cancellation.never());
            if (!(last.get(0) instanceof RunEvent.Finished)) {
                throw new IllegalStateException("the preview did not come to its end: " + last.get(0));
            }
        }
    }

    /** A new process each time, from its start to a line it prints: with the first figures, and with those of all queries behind the guard. */
    private record FirstFigures(String name) implements Benchmark {
        @Override
        public List<Result> run(Effort effort) {
            List<Double> first = new ArrayList<>();
            List<Double> complete = new ArrayList<>();
            int starts = effort.leastRuns() == 1 ? 1 : STARTS;
            for (int i = 0; i < starts; i++) {
                start(first, complete);
            }
            return List.of(new Result(name, Timing.median(first), Unit.SECONDS, starts, 0, 0, null),
                    new Result(name + "/complete", Timing.median(complete), Unit.SECONDS, starts, 0, 0, null));
        }

        private static void start(List<Double> first, List<Double> complete) {
            List<String> command = FreshProcess.command(FirstRun.class);
            long begun = System.nanoTime();
            try {
                Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
                try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        (line.equals(FirstRun.FIRST) ? first : complete).add((System.nanoTime() - begun) / 1e9);
                    }
                }
                if (first.isEmpty() || complete.size() != first.size()) {
                    throw new IllegalStateException("a process that was to run the default experiment ended without its figures");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
