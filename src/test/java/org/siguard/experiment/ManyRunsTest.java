package org.siguard.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.siguard.base.Cancellation;
import org.siguard.guard.Siguard;
import org.siguard.train.sample.SampleFiles;

/** Hundreds of runs by one runner, previews and measured ones in turn, each with other settings: what it keeps does not grow. */
class ManyRunsTest {
    private static final int RUNS = 400;
    private static final int PARTS = 8;
    /** One run's records and scores are some hundred kilobytes: were they kept, this would hold for a few runs only. */
    private static final long SLACK_BYTES = 6 << 20;

    @Test
    @Tag("full")
    @Timeout(3600)
    void hundredsOfRunsLeaveNothingBehind() throws InterruptedException {
        LocalRunner runner =
                new LocalRunner((name, progress, cancellation) -> SampleFiles.load(Path.of("sample-models", "clusters-10-mlp")));
        List<Long> used = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            for (int run = 0; run < RUNS / PARTS; run++) {
                Experiment experiment = Experiment.standard().with(Experiment.QUERIES, 40).with(Siguard.OUTER, 1).with(Siguard.INNER, 1)
                        .with(Siguard.STEP, 0.1 + 0.001 * (part * RUNS / PARTS + run))
                        .with(Experiment.ATTACKS, List.of("gap", "confidence"));
                Fidelity fidelity = run % 5 == 0 ? Fidelity.MEASURED : Fidelity.PREVIEW;
                assertThat(runner.run(experiment, fidelity, event -> {
                }, Cancellation.never())).isNotNull();
            }
            used.add(usedBytes());
        }
        System.out.println("bytes in use after each eighth of " + RUNS + " runs: " + used);
        assertThat(used.getLast() - used.getFirst()).as("bytes in use after each part: %s", used).isLessThan(SLACK_BYTES);
    }

    private static long usedBytes() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(50);
            least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
