package org.siguard.train;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserCache;
import org.siguard.base.UserMistake;

/**
 * libtorch in this process: configured before it is loaded, used by one training at a time, and idle before the process ends.
 *
 * <p>One at a time, because DJL allows one gradient collector a process. Always on the same platform thread, because libtorch
 * keeps for each thread whether gradients are recorded, and a virtual thread changes the thread it runs on. Idle at the end,
 * because libtorch crashed when the JVM ended in the middle of a step: a shutdown hook asks whoever trains to stop and waits.
 */
final class Torch {
    private static final long LONGEST_GOODBYE = 10;

    private static final ReentrantLock TURN = new ReentrantLock(true);
    private static final ExecutorService THREAD = Executors
            .newSingleThreadExecutor(work -> Thread.ofPlatform().name("libtorch").daemon().unstarted(work));
    private static final Cancellation ENDING = new Cancellation();
    private static boolean started;

    private Torch() {
    }

    /** Something done with libtorch. */
    @FunctionalInterface
    interface Work<T> {
        /**
         * @param memory freed when the work is over, however it ends
         * @param stop   to be checked at every step
         */
        T run(NDManager memory, Cancellation stop);
    }

    /** Waits for its turn and for the work. Cancelling, interrupting the caller or ending the program stops the work first. */
    static <T> T exclusively(Progress progress, Cancellation cancellation, Work<T> work) {
        Cancellation stop = new Cancellation();
        try (var wished = cancellation.onRequest(stop::request); var ending = ENDING.onRequest(stop::request)) {
            takeTurn(stop);
            try {
                return await(THREAD.submit(() -> {
                    stop.check();
                    start(progress);
                    try (NDManager memory = NDManager.newBaseManager("PyTorch")) {
                        return work.run(memory, stop);
                    }
                }), stop);
            } finally {
                TURN.unlock();
            }
        }
    }

    private static void takeTurn(Cancellation stop) {
        try {
            while (!TURN.tryLock(50, TimeUnit.MILLISECONDS)) {
                stop.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for another training to end");
        }
    }

    /** Waits until the work is really over: an interrupted caller asks it to stop, and waits on. */
    private static <T> T await(Future<T> future, Cancellation stop) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    stop.request();
                } catch (ExecutionException e) {
                    throw unwrapped(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unwrapped(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException fault ? fault : new IllegalStateException(cause);
    }

    /** Loads libtorch; on its thread, where gradients are not recorded from then on but by a collector. */
    private static void start(Progress progress) {
        if (started) {
            return;
        }
        // Without these it opens a connection at start-up, and its OpenMP threads spin against ours. A second thread made a small CNN
        // 1.6 times as fast on two idle cores and an MLP no faster; on busy cores it is slower, and other threads give other weights.
        unlessSet("ai.djl.offline", "true");
        unlessSet("OPT_OUT_TRACKING", "true");
        unlessSet("ai.djl.pytorch.num_threads", "1");
        Path cache = cache();
        if (!unpacked(cache)) {
            progress.report("Unpacking libtorch into " + cache + " (about 430 MB, once)", 0);
        }
        try {
            Engine engine = Engine.getEngine("PyTorch");
            progress.report("libtorch " + engine.getVersion() + " is ready", 0);
        } catch (EngineException | UnsatisfiedLinkError e) {
            throw new UserMistake("Training needs libtorch, which did not load (" + firstLine(e) + "): check that " + cache
                    + " may be written to and has 500 MB of room, or name another folder in DJL_CACHE_DIR.", e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(Torch::end, "libtorch goodbye"));
        started = true;
    }

    private static void end() {
        ENDING.request();
        try {
            if (!TURN.tryLock(LONGEST_GOODBYE, TimeUnit.SECONDS)) {
                System.getLogger(Torch.class.getName()).log(System.Logger.Level.WARNING,
                        "training did not stop within " + LONGEST_GOODBYE + " s of the end of the program");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where DJL unpacks; it reads the same two names. */
    private static Path cache() {
        String named = System.getenv("DJL_CACHE_DIR");
        if (named == null) {
            unlessSet("DJL_CACHE_DIR", UserCache.folder().resolve("djl").toString());
            named = System.getProperty("DJL_CACHE_DIR");
        }
        return Path.of(named);
    }

    private static boolean unpacked(Path cache) {
        Path pytorch = cache.resolve("pytorch");
        if (!Files.isDirectory(pytorch)) {
            return false;
        }
        try (Stream<Path> versions = Files.list(pytorch)) {
            return versions.findAny().isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private static void unlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
    }
}
