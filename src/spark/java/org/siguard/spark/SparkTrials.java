package org.siguard.spark;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.siguard.base.AtomicFiles;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.LocalRunner;
import org.siguard.experiment.RunResult;
import org.siguard.experiment.sweep.NoMoreTrials;
import org.siguard.experiment.sweep.Trials;
import org.siguard.experiment.sweep.away.Answer;
import org.siguard.experiment.sweep.away.Cluster;
import org.siguard.experiment.sweep.away.Edition;
import org.siguard.experiment.sweep.away.Errand;
import org.siguard.train.sample.SampleParcel;

/**
 * Trials as Spark jobs: one each, of one task. What one of them does to its executor concerns no other: an executor carries out one trial
 * at a time, and the driver takes each answer as it comes.
 */
final class SparkTrials implements Trials {
    private static final long LOOK_MILLIS = 250;
    /** Jobs that wait at the driver for an executor, so that none that comes later stands idle. */
    private static final int IN_FLIGHT = 64;

    private final JavaSparkContext context;
    private final boolean local;
    private final Vigil vigil;
    private final Cluster.Asking asking;
    private final LocalRunner here;
    private final Path folder;
    private final String sweep = UUID.randomUUID().toString();
    private final Map<String, String> parcels = new HashMap<>();

    /** @param folder for files on their way, which goes when this is closed */
    SparkTrials(JavaSparkContext context, boolean local, Vigil vigil, Cluster.Asking asking, Path folder) {
        this.context = context;
        this.local = local;
        this.vigil = vigil;
        this.asking = asking;
        this.here = new LocalRunner(asking.samples(), asking.speeds());
        this.folder = folder;
    }

    @Override
    public void prepare(Experiment experiment, Progress progress, Cancellation cancellation) {
        here.calibrate(experiment, progress, cancellation);
        if (!local) {
            progress.report("waiting for an executor", 0);
            List<String> missing = Shipment.missing(Census.jars(done("", new Census(), cancellation)));
            progress.report("sending " + missing.size() + " libraries", 0);
            missing.forEach(context::addJar);
        }
        parcel(experiment.get(Experiment.MODEL), cancellation);
    }

    /** Executors have memory of their own. */
    @Override
    public long memory(Experiment experiment, Fidelity fidelity, Cancellation cancellation) {
        return local ? here.memory(experiment, fidelity, cancellation) : 0;
    }

    @Override
    public int atOnce() {
        return local ? context.defaultParallelism() : IN_FLIGHT;
    }

    @Override
    public RunResult run(Experiment experiment, Fidelity fidelity, Cancellation cancellation) {
        Errand errand = new Errand(Edition.here(), sweep, experiment, fidelity, parcel(experiment.get(Experiment.MODEL), cancellation),
                asking.speeds().told());
        return Answer.read(done(errand.text(), new TrialFunction(), cancellation));
    }

    private synchronized String parcel(String model, Cancellation cancellation) {
        return parcels.computeIfAbsent(model, name -> {
            String parcel = "sample-" + sweep + "-" + parcels.size() + ".zip";
            Path file = folder.resolve(parcel);
            SampleParcel.pack(asking.samples().find(name, Progress.none(), cancellation), folder.resolve("draft"), file);
            context.addFile(file.toString());
            return parcel;
        });
    }

    /** A job of one task: what it answers. */
    private String done(String text, Function<String, String> function, Cancellation cancellation) {
        // A task that is cancelled is interrupted, too: it may be waiting.
        context.setLocalProperty("spark.job.interruptOnCancel", "true");
        JavaFutureAction<List<String>> job;
        try {
            job = context.parallelize(List.of(text), 1).map(function).collectAsync();
        } catch (IllegalStateException e) {
            throw stopped(e);
        }
        try (Cancellation.Registration stop = cancellation.onRequest(() -> job.cancel(true))) {
            return awaited(job, cancellation);
        }
    }

    private String awaited(JavaFutureAction<List<String>> job, Cancellation cancellation) {
        try {
            while (true) {
                try {
                    return job.get(LOOK_MILLIS, TimeUnit.MILLISECONDS).getFirst();
                } catch (TimeoutException e) {
                    cancellation.check();
                    requireSomebody(job);
                }
            }
        } catch (ExecutionException e) {
            cancellation.check();
            throw context.sc().isStopped() ? stopped(e) : Complaint.of(e.getCause());
        } catch (CancellationException e) {
            cancellation.check();
            throw stopped(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private void requireSomebody(JavaFutureAction<List<String>> job) {
        if (context.sc().isStopped()) {
            throw stopped(null);
        }
        if (!local && vigil.aloneFor(asking.patience())) {
            job.cancel(true);
            throw Complaint.nobody(asking.patience().toSeconds(), vigil.lastLoss(), context.getConf().get("spark.executor.memory"));
        }
    }

    private static NoMoreTrials stopped(Throwable cause) {
        return new NoMoreTrials("The cluster ended this sweep, or its master was lost: look there, and start it again.", cause);
    }

    @Override
    public void close() {
        context.close();
        AtomicFiles.removeFolder(folder);
    }
}
