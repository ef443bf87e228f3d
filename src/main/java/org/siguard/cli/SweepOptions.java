package org.siguard.cli;

import java.nio.file.Path;
import org.siguard.base.Cancellation;
import org.siguard.experiment.LocalRunner;
import org.siguard.experiment.MachineSpeed;
import org.siguard.experiment.sweep.LocalTrials;
import org.siguard.experiment.sweep.Sweep;
import org.siguard.experiment.sweep.SweepResult;
import org.siguard.experiment.sweep.SweepRunner;
import picocli.CommandLine.Option;

/** How a sweep is run on this machine, which changes nothing in what comes out. */
final class SweepOptions {
    @Option(names = "--parallel", paramLabel = "N", description = "Trials at once, at most; measured ones run one at a time. Default: one for two processors.")
    private Integer parallel;

    @Option(names = "--memory", paramLabel = "MB", description = "Memory for all trials together. Default: half of the heap.")
    private Integer megabytes;

    SweepResult run(Sweep sweep, Path folder, boolean resume, ProgressLine progress, Cancellation cancellation) {
        long heap = Runtime.getRuntime().maxMemory();
        int threads = parallel == null ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2) : parallel;
        SweepResult result = new SweepRunner(new LocalTrials(new LocalRunner(Workspace::sample, MachineSpeed.ofThisUser())), threads,
                megabytes == null ? heap / 2 : ((long) megabytes) << 20).run(sweep, folder, resume, progress::report, cancellation);
        progress.done();
        result.write(folder);
        return result;
    }
}
