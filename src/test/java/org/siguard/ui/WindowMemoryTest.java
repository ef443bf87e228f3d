package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.siguard.base.Cancellation;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Figures;
import org.siguard.experiment.RunEvent;
import org.siguard.experiment.RunResult;
import org.siguard.experiment.Runner;
import org.siguard.report.SampleFigures;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The events of eight hours, 50 a second, replayed in the real window on the headless platform: what it keeps of them does not grow. */
class WindowMemoryTest {
    private static final int HOURS = 8;
    private static final int EVENTS = HOURS * 50 * 3_600;
    /** As fast as this they are replayed; the window draws as often as it does at any other speed. */
    private static final int EVENTS_A_MILLISECOND = 3;
    /** Far less than an hour's events are: even one word of each would be more. */
    private static final long SLACK_BYTES = 4 << 20;

    private WorkbenchApplication application;

    @AfterEach
    void close() throws TimeoutException {
        FxToolkit.cleanupApplication(application);
        FxToolkit.cleanupStages();
    }

    @Test
    @Tag("full")
    void eightHoursOfEventsLeaveNothingBehind() throws TimeoutException, InterruptedException {
        Replay replay = new Replay();
        FxToolkit.registerPrimaryStage();
        application = (WorkbenchApplication) FxToolkit.setupApplication(() -> new WorkbenchApplication(Laboratories.of(replay)));
        WorkbenchViewModel model = application.model();
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> model.charts().previewFits() && !model.run().runningProperty().get());
        WaitForAsyncUtils.waitForAsyncFx(5_000, model::measure);
        List<Long> used = new ArrayList<>();
        for (int hour = 1; hour <= HOURS; hour++) {
            int until = EVENTS / HOURS * hour;
            WaitForAsyncUtils.waitFor(900, TimeUnit.SECONDS, () -> replay.told.get() >= until);
            used.add(usedBytes());
        }
        replay.end.countDown();
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> !model.measuringProperty().get());
        System.out.println("bytes in use after each of " + HOURS + " hours of events: " + used);
        assertThat(used.getLast() - used.getFirst()).as("bytes in use after each hour: %s", used).isLessThan(SLACK_BYTES);
        assertThat(model.run().log()).hasSizeBetween(200, 300);
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

    /** Tells all events, and then waits for whoever looks at what they left. */
    private static final class Replay implements Runner {
        private final AtomicInteger told = new AtomicInteger();
        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public RunResult run(Experiment experiment, Fidelity fidelity, Consumer<RunEvent> listener, Cancellation cancellation) {
            listener.accept(new RunEvent.Started(experiment, fidelity));
            Figures figures = SampleFigures.of(experiment, fidelity, 1);
            for (int i = 0; fidelity == Fidelity.MEASURED && i < EVENTS && !cancellation.requested(); i++) {
                listener.accept(event(i, figures));
                told.incrementAndGet();
                if (i % EVENTS_A_MILLISECOND == 0) {
                    LockSupport.parkNanos(900_000);
                }
            }
            await(fidelity, cancellation);
            RunResult result = new RunResult(experiment, fidelity, figures, List.of());
            listener.accept(cancellation.requested() ? new RunEvent.Cancelled() : new RunEvent.Finished(result));
            return result;
        }

        private void await(Fidelity fidelity, Cancellation cancellation) {
            try {
                while (fidelity == Fidelity.MEASURED && !cancellation.requested() && !end.await(20, TimeUnit.MILLISECONDS)) {
                    Thread.onSpinWait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static RunEvent event(int number, Figures figures) {
            return switch (number % 4) {
                case 0 -> new RunEvent.Advanced("batch " + number, number / (double) EVENTS, EVENTS - number);
                case 1 -> new RunEvent.Measured(BusyRunner.varied(figures, number));
                case 2 -> new RunEvent.Active(List.of(new RunEvent.PartyActivity("server 0", number, 8L * number, false)));
                default -> number % 100 == 3 ? new RunEvent.Warned("warning " + number)
                        : new RunEvent.Advanced("record " + number, number / (double) EVENTS, 1);
            };
        }
    }
}
