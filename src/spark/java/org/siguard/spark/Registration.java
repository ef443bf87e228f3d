package org.siguard.spark;

import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.experiment.sweep.away.Cluster;

/** Signing on with a master, which Spark does for a minute without a word before it gives up. */
final class Registration {
    /** To start Spark takes most of a minute on a very busy machine, however soon a person wants to be told that nobody works. */
    private static final Duration LEAST = Duration.ofSeconds(60);

    private Registration() {
    }

    static JavaSparkContext of(SparkConf conf, Cluster.Asking asking) {
        asking.progress().report("starting Spark", 0);
        CompletableFuture<JavaSparkContext> registered = new CompletableFuture<>();
        Thread.ofPlatform().name("spark registration").daemon().start(() -> {
            try {
                JavaSparkContext context = new JavaSparkContext(conf);
                if (!registered.complete(context)) {
                    context.close(); // nobody waits for it any more
                }
            } catch (RuntimeException | Error e) {
                registered.completeExceptionally(e);
            }
        });
        try (Cancellation.Registration stop = asking.cancellation().onRequest(() -> registered.cancel(false))) {
            Duration patience = asking.patience().compareTo(LEAST) < 0 ? LEAST : asking.patience();
            return registered.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            registered.cancel(false);
            throw refused(conf, e);
        } catch (ExecutionException | CompletionException e) {
            throw refused(conf, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private static UserMistake refused(SparkConf conf, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new UserMistake(Doors.ADDRESS + ": this machine cannot listen at " + conf.get("spark.driver.host") + " ("
                        + cause.getMessage().lines().findFirst().orElse("") + "); its addresses: " + Doors.own() + ".", e);
            }
        }
        String master = conf.get("spark.master");
        Throwable said = e.getCause() == null ? e : e.getCause();
        if (!master.startsWith("spark:") || said instanceof IllegalArgumentException && !stoppedMeanwhile(said)) {
            return new UserMistake("Spark does not start: " + String.valueOf(said.getMessage()).lines().findFirst().orElse("")
                    + "; check what --spark sets.", e);
        }
        return Complaint.notTaken(master, "sweep");
    }

    /** Where a master refuses while Spark still starts, that ends in the middle with a failed requirement of its own. */
    private static boolean stoppedMeanwhile(Throwable said) {
        return String.valueOf(said.getMessage()).startsWith("requirement failed");
    }
}
