package org.siguard.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.siguard.base.AtomicFiles;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.experiment.sweep.Trials;
import org.siguard.experiment.sweep.away.Cluster;

/** Spark, in this process ({@code local[N]}) or as a cluster of its own ({@code spark://host:7077}). */
public final class SparkCluster implements Cluster {
    private static final Pattern LOCAL = Pattern.compile("local\\[([1-9]\\d{0,2}|\\*)]");
    /** What every JVM of ours needs, as ./siguard passes it; Spark adds what it needs itself. */
    private static final String JVM_FLAGS = "--add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED "
            + "-Dai.djl.offline=true -DOPT_OUT_TRACKING=true -Dai.djl.pytorch.num_threads=1 -Djava.awt.headless=true";

    private static final String EXECUTOR_FLAGS = "spark.executor.extraJavaOptions";
    private static final String LOOPBACK = "127.0.0.1";

    @Override
    public Trials reach(String where, Asking asking) {
        boolean local = LOCAL.matcher(where).matches();
        SparkConf conf = new SparkConf(false).setMaster(where).setAppName("SIGuard sweep");
        if (!local) {
            Doors.requireReachable(Doors.masters(where));
        }
        Doors.settings(local ? Secret.fresh() : Secret.given()).forEach(conf::set);
        conf.set("spark.driver.host", local ? LOOPBACK : Doors.address());
        conf.set("spark.driver.bindAddress", local ? LOOPBACK : Doors.address());
        Path folder = folder();
        boolean reached = false;
        try {
            trials(asking.settings()).forEach(conf::set);
            if (!local) {
                conf.set("spark.jars", Shipment.classes(folder).toString());
            }
            Vigil vigil = new Vigil();
            JavaSparkContext context = Registration.of(conf, asking);
            context.sc().addSparkListener(vigil);
            reached = true;
            return new SparkTrials(context, local, vigil, asking, folder);
        } finally {
            if (!reached) {
                AtomicFiles.removeFolder(folder);
            }
        }
    }

    @Override
    public void serve(Part part, Consumer<String> told, Cancellation cancellation) {
        Daemon.serve(part, told, cancellation);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("siguard-sweep-");
        } catch (IOException e) {
            throw new UserMistake("No temporary folder can be made (" + AtomicFiles.reason(e) + "): check that there is room.", e);
        }
    }

    /** One trial an executor at a time: one that ends its JVM takes no other with it. */
    private static Map<String, String> trials(Map<String, String> wanted) {
        wanted.keySet().forEach(SparkCluster::requireHarmless);
        Map<String, String> settings = new TreeMap<>(Map.of("spark.executor.cores", "1", "spark.executor.memory", "2g",
                "spark.task.reaper.enabled", "true", "spark.task.reaper.killTimeout", "5s"));
        settings.putAll(wanted);
        settings.merge(EXECUTOR_FLAGS, JVM_FLAGS, (theirs, ours) -> ours + " " + theirs);
        return settings;
    }

    private static void requireHarmless(String key) {
        if (!key.startsWith("spark.")) {
            throw new UserMistake("--spark " + key + ": settings of Spark begin with 'spark.', such as spark.executor.memory=4g.");
        }
        if (key.startsWith("spark.auth") || key.startsWith("spark.network.crypto") || key.contains("secret") || key.contains("password")) {
            throw new UserMistake("--spark " + key + ": what keeps others out is not set on a command line; the cluster's secret stands in "
                    + Secret.file() + " or in " + Secret.ENVIRONMENT + ".");
        }
    }
}
