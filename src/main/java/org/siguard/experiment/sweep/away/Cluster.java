package org.siguard.experiment.sweep.away;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.experiment.LocalRunner;
import org.siguard.experiment.MachineSpeed;
import org.siguard.experiment.sweep.Trials;

/**
 * Other machines, or other processes, that carry trials out. The program itself has none: one is brought by an optional part that is
 * built with {@code mvn -Pspark}, and found as a service.
 */
public interface Cluster {
    /**
     * Trials there, which are to be closed at the end.
     *
     * @param where its address, as a person writes it
     */
    Trials reach(String where, Asking asking);

    /**
     * Serves as a part of one, until it is told to stop.
     *
     * @param told hears what whoever started it should know, line by line
     */
    void serve(Part part, Consumer<String> told, Cancellation cancellation);

    /** What a machine can be in a cluster. */
    sealed interface Part {
    }

    /** The one that knows all workers. */
    record Master(int port) implements Part {
        public static final int PORT = 7077;
    }

    /**
     * One that carries trials out.
     *
     * @param master    its address
     * @param cores     how many at once; 0: as many as there are processors
     * @param megabytes for all of them; 0: what the machine has but one GB
     */
    record Worker(String master, int cores, int megabytes) implements Part {
    }

    /**
     * Who asks, and with what.
     *
     * @param samples  finds samples here; those that trials need are sent along
     * @param speeds   of this machine: predictions away from here are to be the ones that would be made here
     * @param patience how long there may be nobody to carry a trial out
     * @param settings of the cluster's own, by their names there
     */
    record Asking(LocalRunner.SampleFinder samples, MachineSpeed speeds, Duration patience, Map<String, String> settings, Progress progress,
            Cancellation cancellation) {
        public Asking {
            settings = Map.copyOf(settings);
        }
    }

    /** The one that this program was built with. */
    static Optional<Cluster> found() {
        return ServiceLoader.load(Cluster.class).findFirst();
    }
}
