package org.siguard.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.package$;
import org.siguard.base.UserMistake;
import org.siguard.experiment.sweep.NoMoreTrials;

/** What Spark says of a job that failed, in words that say what to do. */
final class Complaint {
    private static final Pattern CLASS_VERSION = Pattern.compile("up to (\\d+)\\.");
    /** The exit code, and not the number of an executor or of a trial, which stand in the same text. */
    private static final Pattern KILLED = Pattern.compile("code 137\\b");

    private static final int FIRST_VERSION = 44;
    private static final int LONGEST = 300;

    private Complaint() {
    }

    /** Spark's own version here. */
    static String version() {
        return package$.MODULE$.SPARK_VERSION();
    }

    /** What is to be thrown: of this trial alone, or of all. */
    static RuntimeException of(Throwable failure) {
        String said = all(failure);
        if (said.contains("UnsupportedClassVersionError")) {
            Matcher known = CLASS_VERSION.matcher(said);
            String java = known.find() ? "Java " + (Integer.parseInt(known.group(1)) - FIRST_VERSION) : "an older Java";
            return new NoMoreTrials(
                    "The cluster's executors run on " + java + ", and the workbench needs a JDK 25: start its workers on one, or "
                            + "name its home there by --spark spark.executorEnv.JAVA_HOME=DIR.",
                    failure);
        }
        if (said.contains("InvalidClassException") || said.contains("local class incompatible")) {
            return otherVersion("another version", failure);
        }
        if (said.contains("ExecutorLostFailure") || said.contains("Remote RPC client disassociated") || said.contains("exited with code")) {
            return new UserMistake("The trial ended the process that carried it out, each of the four times it was tried"
                    + (KILLED.matcher(said).find() ? " (killed from outside, as a machine does that runs out of memory)" : "")
                    + "; give executors more memory with --spark spark.executor.memory=4g, or leave this setting out.", failure);
        }
        return new UserMistake("The trial could not be carried out on the cluster: " + firstLine(said), failure);
    }

    /** @param theirs what executors run */
    static NoMoreTrials otherVersion(String theirs, Throwable failure) {
        return new NoMoreTrials("The cluster's executors run Spark " + theirs + ", and this workbench " + version()
                + ": both must be the same. Start the cluster from this workbench (./siguard cluster), or install Spark " + version()
                + " on it.", failure);
    }

    /** @param what a sweep or a worker, that signed on in vain */
    static UserMistake notTaken(String master, String what) {
        return new UserMistake("The master at " + master + " does not take this " + what + ": it must run Spark " + version()
                + " with the same secret (" + Secret.file() + " or " + Secret.ENVIRONMENT + "), as ./siguard cluster master does.");
    }

    /** @param reason what Spark says of the executor that was there last; empty where none was */
    static NoMoreTrials nobody(long seconds, String reason, String memory) {
        String wanted =
                "workers each with a free core and " + memory + " of memory for an executor (--spark spark.executor.memory=1g asks for "
                        + "less), on JDK 25 and Spark " + version();
        return new NoMoreTrials("No executor of the cluster was there for " + seconds + " s" + (reason.isEmpty() ? ""
                : "; the last one ended (" + firstLine(reason) + "; the rest stands in the worker's folder work, in stderr)")
                + ": start " + wanted + " with ./siguard cluster worker, or wait longer with --wait.");
    }

    private static String all(Throwable failure) {
        StringBuilder out = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            out.append(cause).append('\n');
        }
        return out.toString();
    }

    private static String firstLine(String said) {
        String line = said.lines().findFirst().orElse("it does not say why");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
