package org.siguard.spark;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/**
 * Watches whether there is anybody to carry trials out; Spark itself would wait for ever. An executor that goes again before a task was
 * begun on it was never there: so do all executors of another version of Spark, one after another.
 */
final class Vigil extends SparkListener {
    /** By identifier, whether a task was begun on it. */
    private final Map<String, Boolean> executors = new HashMap<>();
    private long aloneSince = System.nanoTime();
    private String last = "";

    @Override
    public synchronized void onExecutorAdded(SparkListenerExecutorAdded added) {
        executors.put(added.executorId(), false);
    }

    @Override
    public synchronized void onTaskStart(SparkListenerTaskStart begun) {
        executors.replace(begun.taskInfo().executorId(), true);
    }

    @Override
    public synchronized void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        last = removed.reason();
        if (Boolean.TRUE.equals(executors.remove(removed.executorId()))) {
            aloneSince = System.nanoTime();
        }
    }

    /** Whether there has been no executor for so long. */
    synchronized boolean aloneFor(Duration patience) {
        if (executors.containsValue(true)) {
            aloneSince = System.nanoTime();
        }
        return System.nanoTime() - aloneSince > patience.toNanos();
    }

    /** Why the last one went; empty where none did. */
    synchronized String lastLoss() {
        return last;
    }
}
