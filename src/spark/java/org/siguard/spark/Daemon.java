package org.siguard.spark;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.DeployMessages;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.rpc.RpcEnv;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.experiment.sweep.away.Cluster;
import scala.Option;
import scala.reflect.ClassTag$;

/**
 * A master or a worker of a cluster, in this process: what Spark's own start scripts start, with the doors that a sweep has, so that
 * nothing can be forgotten. The secret is a property set in this process, where no other user of the machine sees it.
 */
final class Daemon {
    private static final String HOME = "SPARK_HOME";
    private static final int ANY_PORT = 0;
    /** What a worker leaves to the rest of its machine. */
    private static final int LEFT_MEGABYTES = 1024;

    /** Logs of executors and what was sent to them go after a day. */
    private static final String KEPT_SECONDS = "86400";

    /** Of a worker, to be taken by its master; on a busy machine signing on takes a while. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration LOOK = Duration.ofMillis(200);

    private Daemon() {
    }

    static void serve(Cluster.Part part, Consumer<String> told, Cancellation cancellation) {
        RpcEnv process = switch (part) {
            case Cluster.Master master -> master(master, told);
            case Cluster.Worker worker -> worker(worker, told, cancellation);
        };
        try (Cancellation.Registration stop = cancellation.onRequest(process::shutdown)) {
            process.awaitTermination();
        }
        cancellation.check();
    }

    private static RpcEnv master(Cluster.Master master, Consumer<String> told) {
        SparkConf conf = conf(Secret.givenOrFresh());
        RpcEnv process = Master.startRpcEnvAndEndpoint(Doors.address(), master.port(), ANY_PORT, conf)._1();
        String where = "spark://" + Doors.address() + ":" + process.address().port();
        told.accept("Master at " + where + ", Spark " + Complaint.version() + ".");
        told.accept(
                "Workers: ./siguard cluster worker " + where + " (on other machines with " + Doors.ADDRESS + " set, and with the secret of "
                        + Secret.file() + "). Sweeps: ./siguard sweep FILE --on " + where + ". Ctrl-C ends it.");
        return process;
    }

    private static RpcEnv worker(Cluster.Worker worker, Consumer<String> told, Cancellation cancellation) {
        String home = System.getenv(HOME);
        if (home == null || !new File(home, "jars").isDirectory()) {
            throw new UserMistake(
                    HOME + " must name a folder whose folder jars holds Spark's libraries; ./siguard cluster worker sets it.");
        }
        SparkConf conf =
                conf(Secret.given()).set("spark.worker.cleanup.enabled", "true").set("spark.worker.cleanup.appDataTtl", KEPT_SECONDS);
        List<InetSocketAddress> masters = Doors.masters(worker.master());
        Doors.requireReachable(masters);
        int cores = worker.cores() > 0 ? worker.cores() : Runtime.getRuntime().availableProcessors();
        int megabytes = worker.megabytes() > 0 ? worker.megabytes() : freeMegabytes();
        RpcEnv process =
                Worker.startRpcEnvAndEndpoint(Doors.address(), ANY_PORT, ANY_PORT, cores, megabytes,
                        masters.stream().map(each -> "spark://" + each.getHostString() + ":" + each.getPort()).toArray(String[]::new),
                        new File(home, "work").getPath(), Option.empty(), conf, Option.empty());
        try {
            requireTaken(process, worker.master(), cancellation);
        } catch (RuntimeException e) {
            process.shutdown();
            throw e;
        }
        told.accept("Worker at " + Doors.address() + " for " + worker.master() + ": " + cores + " trials at once, " + megabytes
                + " MB for them. Ctrl-C ends it.");
        return process;
    }

    /** A worker that its master does not take asks again and again, and ends after some minutes without a word. */
    private static void requireTaken(RpcEnv process, String master, Cancellation cancellation) {
        RpcEndpointRef itself = process.setupEndpointRef(process.address(), Worker.ENDPOINT_NAME());
        long begun = System.nanoTime();
        while (masterOf(itself).isEmpty()) {
            cancellation.check();
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw Complaint.notTaken(master, "worker");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private static String masterOf(RpcEndpointRef worker) {
        return worker.<DeployMessages.WorkerStateResponse>askSync(DeployMessages.RequestWorkerState$.MODULE$,
                ClassTag$.MODULE$.apply(DeployMessages.WorkerStateResponse.class)).masterUrl();
    }

    private static SparkConf conf(String secret) {
        SparkConf conf = new SparkConf(false);
        Doors.settings(secret).forEach(conf::set);
        return conf;
    }

    private static int freeMegabytes() {
        OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Math.max(LEFT_MEGABYTES, (int) (machine.getTotalMemorySize() >> 20) - LEFT_MEGABYTES);
    }
}
