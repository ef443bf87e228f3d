package org.siguard.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.experiment.LocalRunner;
import org.siguard.experiment.MachineSpeed;
import org.siguard.experiment.sweep.LocalTrials;
import org.siguard.experiment.sweep.Sweep;
import org.siguard.experiment.sweep.SweepResult;
import org.siguard.experiment.sweep.SweepRunner;
import org.siguard.experiment.sweep.Trials;
import org.siguard.experiment.sweep.away.Cluster;
import picocli.CommandLine.Option;

/** Where and how a sweep is run, which changes nothing in what comes out. */
final class SweepOptions {
    @Option(names = "--parallel", paramLabel = "N", description = "Trials at once, at most; measured ones run one at a time. Default: one for two processors; on a cluster as many as it has room for.")
    private Integer parallel;

    @Option(names = "--memory", paramLabel = "MB", description = "Memory for all trials together. Default: half of the heap.")
    private Integer megabytes;

    @Option(names = "--on", paramLabel = "WHERE", description = "An Apache Spark cluster that carries the trials out: spark://host:7077, or local[2] for one in this process. See docs/cluster.md. Default: no cluster.")
    private String where;

    @Option(names = "--wait", paramLabel = "S", defaultValue = "120", description = "Seconds without any executor of the cluster after which the sweep ends. Default: ${DEFAULT-VALUE}")
    private int patience;

    @Option(names = "--spark", paramLabel = "KEY=VALUE", description = "A setting of Spark's, for example spark.executor.memory=4g. May be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    SweepResult run(Sweep sweep, Path folder, boolean resume, ProgressLine progress, Cancellation cancellation) {
        long heap = Runtime.getRuntime().maxMemory();
        SweepResult result;
        try (Trials trials = trials(progress, cancellation)) {
            result = new SweepRunner(trials, parallel == null ? trials.atOnce() : parallel,
                    megabytes == null ? heap / 2 : ((long) megabytes) << 20).run(sweep, folder, resume, progress::report, cancellation);
        }
        progress.done();
        result.write(folder);
        return result;
    }

    private Trials trials(ProgressLine progress, Cancellation cancellation) {
        MachineSpeed speeds = MachineSpeed.ofThisUser();
        if (where == null) {
            if (!settings.isEmpty()) {
                throw new UserMistake("--spark is for a sweep on a cluster; name one with --on.");
            }
            return new LocalTrials(new LocalRunner(Workspace::sample, speeds));
        }
        if (patience < 1) {
            throw new UserMistake("--wait " + patience + ": give the seconds to wait for an executor, one at least.");
        }
        return ClusterCommand.cluster().reach(where, new Cluster.Asking(Workspace::sample, speeds, Duration.ofSeconds(patience), settings,
                progress::report, cancellation));
    }
}
