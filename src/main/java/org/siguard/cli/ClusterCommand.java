package org.siguard.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.siguard.base.UserMistake;
import org.siguard.experiment.sweep.away.Cluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code siguard cluster}: this machine's part in an Apache Spark cluster for sweeps. */
@Command(name = "cluster", mixinStandardHelpOptions = true, sortOptions = false, description = "This machine's part in an Apache Spark cluster that sweeps run on (docs/cluster.md); serves until Ctrl-C. "
        + "It listens to this machine alone unless SPARK_LOCAL_IP names its address in a network.")
final class ClusterCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;
    private static final int MOST_CORES = 1024;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private CommandLineInterface siguard;

    @Parameters(index = "0", paramLabel = "PART", description = "master or worker.")
    private String part;

    @Parameters(index = "1", arity = "0..1", paramLabel = "MASTER", description = "Of a worker: its master, spark://host:7077.")
    private String master;

    @Option(names = "--port", paramLabel = "N", description = "Of a master: what it listens at; 0 is any that is free. Default: 7077.")
    private Integer port;

    @Option(names = "--cores", paramLabel = "N", description = "Of a worker: trials at once. Default: all processors.")
    private Integer cores;

    @Option(names = "--memory", paramLabel = "MB", description = "Of a worker: for all its trials together. Default: all of the machine's but 1 GB.")
    private Integer megabytes;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Cluster.Part wanted = switch (part) {
            case "master" -> aMaster();
            case "worker" -> aWorker();
            default -> throw new UserMistake("'" + part + "' is no part of a cluster; it is master or worker.");
        };
        cluster().serve(wanted, line -> {
            out.println(line);
            out.flush();
        }, siguard.cancellation());
        return 0;
    }

    private Cluster.Master aMaster() {
        if (master != null || cores != null || megabytes != null) {
            throw new UserMistake("A master carries no trials out, so it takes --port alone; --cores, --memory and a master's address are "
                    + "for siguard cluster worker.");
        }
        return new Cluster.Master(port == null ? Cluster.Master.PORT : within("--port", port, 0, LAST_PORT));
    }

    private Cluster.Worker aWorker() {
        if (master == null) {
            throw new UserMistake("A worker works for a master: siguard cluster worker spark://host:7077.");
        }
        if (port != null) {
            throw new UserMistake("--port is for siguard cluster master; a worker's is chosen freely.");
        }
        return new Cluster.Worker(master, cores == null ? 0 : within("--cores", cores, 1, MOST_CORES),
                megabytes == null ? 0 : within("--memory", megabytes, 1, Integer.MAX_VALUE));
    }

    private static int within(String option, int given, int least, int most) {
        if (given < least || given > most) {
            throw new UserMistake(option + " " + given + ": give a number from " + least + " to " + most + ".");
        }
        return given;
    }

    /** The one that this program was built with; a mistake where it was built without. */
    static Cluster cluster() {
        return Cluster.found()
                .orElseThrow(() -> new UserMistake("This workbench was built without Apache Spark, which clusters need. Start it by "
                        + "./siguard from its source folder, which builds with it when it is asked for a cluster (once, 220 MB of libraries), or build with mvn -Pspark."));
    }
}
