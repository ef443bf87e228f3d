package org.siguard.ui;

import java.util.List;
import java.util.function.Consumer;
import org.siguard.base.Cancellation;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Figures;
import org.siguard.experiment.RunEvent;
import org.siguard.experiment.RunResult;
import org.siguard.experiment.Runner;
import org.siguard.net.Traffic;
import org.siguard.report.SampleFigures;

/** Behaves like the real runner, event by event, but takes its figures from a simple law. */
final class SampleRunner implements Runner {
    private final long batchMillis;

    /** @param batchMillis how long a batch of a measured run takes */
    SampleRunner(long batchMillis) {
        this.batchMillis = batchMillis;
    }

    @Override
    public RunResult run(Experiment experiment, Fidelity fidelity, Consumer<RunEvent> listener, Cancellation cancellation) {
        listener.accept(new RunEvent.Started(experiment, fidelity));
        int batches = fidelity == Fidelity.PREVIEW ? 1 : 4;
        for (int batch = 1; batch <= batches; batch++) {
            listener.accept(new RunEvent.Advanced("batch " + batch + " of " + batches, (batch - 0.5) / batches));
            if (fidelity == Fidelity.MEASURED) {
                pause();
            }
            if (cancellation.requested()) {
                listener.accept(new RunEvent.Cancelled());
                return null;
            }
            listener.accept(new RunEvent.Measured(SampleFigures.of(experiment, fidelity, (double) batch / batches)));
        }
        Figures figures = SampleFigures.of(experiment, fidelity, 1);
        RunResult result = new RunResult(experiment, fidelity, figures,
                List.of(new RunResult.Cost("inference", new Traffic(118, 700, 4_300_000, 8_000_000))));
        listener.accept(new RunEvent.Finished(result));
        return result;
    }

    private void pause() {
        try {
            Thread.sleep(batchMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
