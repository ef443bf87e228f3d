package org.siguard.spark;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.siguard.base.Cancellation;
import org.siguard.experiment.sweep.away.Outpost;

/**
 * What a Spark task does: a text in, a text out. It holds nothing and never changes its serial number, so that an executor with another
 * edition of the program gets far enough to say so.
 */
final class TrialFunction implements Function<String, String> {
    private static final long serialVersionUID = 1L;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    @Override
    public String call(String errand) {
        TaskContext task = TaskContext.get();
        Cancellation cancellation = new Cancellation();
        Thread watch = Thread.ofVirtual().start(() -> {
            while (!task.isCompleted() && !task.isInterrupted()) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            cancellation.request();
        });
        try {
            return Here.OUTPOST.answer(errand, cancellation);
        } finally {
            LockSupport.unpark(watch);
        }
    }

    /** The executor's own, made when it is first asked for. */
    private static final class Here {
        private static final String CACHE = "DJL_CACHE_DIR";
        static final Outpost OUTPOST = new Outpost(name -> Path.of(SparkFiles.get(name)));

        static {
            // libtorch is unpacked where ./siguard does, once for all sweeps: an executor's own folder goes with it.
            if (System.getenv(CACHE) == null) {
                String caches = System.getenv("XDG_CACHE_HOME");
                Path root = caches == null || caches.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
                System.setProperty(CACHE, root.resolve("siguard").resolve("djl").toString());
            }
        }
    }
}
