package org.siguard.spark;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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
    private final Set<String> gone = new HashSet<>();
    private long aloneSince = System.nanoTime();
    private String last = "";

    @Override
    public synchronized void onExecutorAdded(SparkListenerExecutorAdded added) {
        executors.putIfAbsent(added.executorId(), false);
    }

    /** Also of an executor that came before this was listening, but of none that is gone: what Spark tells comes from several threads. */
    @Override
    public synchronized void onTaskStart(SparkListenerTaskStart begun) {
        String executor = begun.taskInfo().executorId();
        if (!gone.contains(executor)) {
            executors.put(executor, true);
        }
    }

    @Override
    public synchronized void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        last = removed.reason();
        gone.add(removed.executorId());
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
