package org.siguard.spark;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/** Watches whether there is anybody to carry trials out; Spark itself would wait for ever. */
final class Vigil extends SparkListener {
    private final Set<String> executors = new HashSet<>();
    private long aloneSince = System.nanoTime();
    private String last = "";

    @Override
    public synchronized void onExecutorAdded(SparkListenerExecutorAdded added) {
        executors.add(added.executorId());
    }

    @Override
    public synchronized void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        executors.remove(removed.executorId());
        last = removed.reason();
        if (executors.isEmpty()) {
            aloneSince = System.nanoTime();
        }
    }

    /** Whether there has been no executor for so long. */
    synchronized boolean aloneFor(Duration patience) {
        return executors.isEmpty() && System.nanoTime() - aloneSince > patience.toNanos();
    }

    /** Why the last one went; empty where none did. */
    synchronized String lastLoss() {
        return last;
    }
}
