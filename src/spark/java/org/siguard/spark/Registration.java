package org.siguard.spark;

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
            return registered.get(asking.patience().toMillis(), TimeUnit.MILLISECONDS);
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
        return new UserMistake(
                "The master at " + conf.get("spark.master") + " does not take this sweep: it must run Spark " + Complaint.version()
                        + " with the same secret (" + Secret.file() + " or " + Secret.ENVIRONMENT + "), as ./siguard cluster master does.",
                e);
    }
}
