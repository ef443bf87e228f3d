package org.siguard.app.bench;

import java.util.concurrent.atomic.AtomicBoolean;
import org.siguard.base.Cancellation;
import org.siguard.cli.Workspace;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.LocalRunner;
import org.siguard.experiment.MachineSpeed;
import org.siguard.experiment.RunEvent;

/** Previews the default experiment in a process of its own, and prints a line when there are figures. */
final class FirstRun {
    static final String FIRST = "first figures";
    static final String COMPLETE = "complete";

    private FirstRun() {
    }

    public static void main(String[] arguments) {
        AtomicBoolean told = new AtomicBoolean();
        LocalRunner runner = new LocalRunner(Workspace::sample, MachineSpeed.ofThisUser());
        runner.run(Experiment.standard(), Fidelity.PREVIEW, event -> {
            if (event instanceof RunEvent.Measured && told.compareAndSet(false, true)) {
                System.out.println(FIRST);
            } else if (event instanceof RunEvent.Finished) {
                System.out.println(COMPLETE);
            }
        }, Cancellation.never());
    }
}
