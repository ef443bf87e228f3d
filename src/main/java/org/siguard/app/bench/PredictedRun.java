package org.siguard.app.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.cli.Workspace;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Figures;
import org.siguard.experiment.LocalRunner;
import org.siguard.experiment.MachineSpeed;
import org.siguard.experiment.RunEvent;
import org.siguard.experiment.RunResult;

/**
 * In a process of its own: previews experiments, then measures them, and prints what latency was predicted, between which limits, and what
 * was measured. The first argument is a folder for what is learnt of this machine, the others are places in {@link #EXPERIMENTS}.
 */
final class PredictedRun {
    /** Networks of different kinds, guards from one round to thousands, batches from one to many, both engines. */
    static final List<String> EXPERIMENTS = List.of(
            "model=clusters-10-mlp guard=none batch=100",
            "model=clusters-10-mlp guard=rounding batch=20",
            "model=clusters-10-mlp guard=siguard-brief batch=1 queries=20",
            "model=clusters-10-mlp guard=siguard-fast batch=20 queries=40",
            "model=clusters-10-mlp guard=siguard-published batch=100 queries=100 network=LAN",
            "model=clusters-10-mlp guard=siguard-fast batch=20 queries=40 engine=dealer",
            "model=shapes-10-cnn guard=none batch=1 queries=20",
            "model=shapes-10-cnn guard=order batch=20",
            "model=shapes-10-cnn guard=siguard-brief batch=50 network=WAN",
            "model=shapes-10-cnn guard=siguard-fast batch=20 queries=40",
            "model=shapes-10-cnn guard=rounding batch=20 engine=dealer",
            "model=purchase-100-mlp guard=siguard-brief batch=10 queries=20");

    private PredictedRun() {
    }

    public static void main(String[] arguments) {
        LocalRunner runner = new LocalRunner(Workspace::sample, MachineSpeed.in(Path.of(arguments[0])));
        for (int i = 1; i < arguments.length; i++) {
            Experiment experiment = experiment(Integer.parseInt(arguments[i]));
            runner.calibrate(experiment, Progress.none(), Cancellation.never());
            Figures.Latency predicted = run(runner, experiment, Fidelity.PREVIEW).figures().latency();
            Figures.Latency measured = run(runner, experiment, Fidelity.MEASURED).figures().latency();
            System.out.printf(Locale.ROOT, "%s %.6f %.6f %.6f %.6f %d %d%n", arguments[i], predicted.total(), predicted.spread().low(),
                    predicted.spread().high(), measured.total(), measured.rounds(), measured.bytes());
        }
    }

    private static Experiment experiment(int place) {
        Experiment experiment = Experiment.standard().with("attacks", "gap").with("queries", "100").with("network", "in-process");
        for (String setting : EXPERIMENTS.get(place).split(" ")) {
            String[] parts = setting.split("=");
            experiment = experiment.with(parts[0], parts[1]);
        }
        return experiment;
    }

    private static RunResult run(LocalRunner runner, Experiment experiment, Fidelity fidelity) {
        AtomicReference<String> failure = new AtomicReference<>("");
        RunResult result = runner.run(experiment, fidelity, event -> {
            if (event instanceof RunEvent.Failed failed) {
                failure.set(failed.message());
            }
        }, Cancellation.never());
        if (result == null) {
            throw new IllegalStateException(failure + " (" + experiment + ")");
        }
        return result;
    }
}
