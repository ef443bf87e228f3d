package org.siguard.ui;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.siguard.base.Cancellation;
import org.siguard.experiment.Conduct;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Figures;
import org.siguard.experiment.RunEvent;
import org.siguard.experiment.RunResult;
import org.siguard.experiment.Runner;

/**
 * A runner that tells more than it has to: beside the events of its measured runs come others at a steady rate, every second of them with
 * figures that differ a little from the last ones, so that every chart has to be drawn anew. For finding out what a window bears.
 */
final class BusyRunner implements Runner {
    private final Runner runner;
    private final int eventsPerSecond;
    private final AtomicReference<Figures> figures = new AtomicReference<>();
    private final AtomicInteger told = new AtomicInteger();

    BusyRunner(Runner runner, int eventsPerSecond) {
        this.runner = runner;
        this.eventsPerSecond = eventsPerSecond;
    }

    /** How many events it has added. */
    int told() {
        return told.get();
    }

    @Override
    public RunResult run(Experiment experiment, Fidelity fidelity, Consumer<RunEvent> listener, Cancellation cancellation) {
        return run(experiment, fidelity, listener, new Conduct(cancellation));
    }

    @Override
    public RunResult run(Experiment experiment, Fidelity fidelity, Consumer<RunEvent> listener, Conduct conduct) {
        Object oneAtATime = new Object();
        Consumer<RunEvent> heard = event -> {
            if (event instanceof RunEvent.Measured measured) {
                figures.set(measured.figures());
            }
            synchronized (oneAtATime) {
                listener.accept(event);
            }
        };
        if (fidelity != Fidelity.MEASURED) {
            return runner.run(experiment, fidelity, heard, conduct);
        }
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
        try {
            var ticking = clock.scheduleAtFixedRate(() -> {
                synchronized (oneAtATime) {
                    listener.accept(next(told.getAndIncrement()));
                }
            }, 0, 1_000_000 / eventsPerSecond, TimeUnit.MICROSECONDS);
            RunResult result = runner.run(experiment, fidelity, heard, conduct);
            ticking.cancel(false);
            return result;
        } finally {
            clock.shutdownNow();
        }
    }

    private RunEvent next(int number) {
        Figures last = figures.get();
        return number % 2 == 0 || last == null || last.latency() == null
                ? new RunEvent.Advanced("event " + number, number % 1000 / 1000.0, 1000 - number % 1000)
                : new RunEvent.Measured(varied(last, number));
    }

    /** The same figures, with a latency that moves by a few per cent. */
    static Figures varied(Figures of, int number) {
        Figures.Latency was = of.latency();
        double factor = 1 + 0.02 * Math.sin(number / 7.0);
        return new Figures(Fidelity.MEASURED, of.members(), of.nonMembers(), of.attacks(), of.top1(), of.gapFloor(),
                new Figures.Latency(was.inference() * factor, was.guard() * factor, false, was.network(), was.batch(), was.rounds(),
                        was.bytes()),
                of.strongest(), of.change());
    }
}
