package org.siguard.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All processors of this machine, for work that falls into pieces which do not wait for one another. */
final class Cores {
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().name("preview ", 0).daemon().factory());

    private Cores() {
    }

    /** The results of all pieces, in their order. What one of them throws is thrown; the others are not waited for then. */
    static <T> List<T> all(List<Callable<T>> pieces) {
        List<Future<T>> futures = new ArrayList<>();
        pieces.forEach(piece -> futures.add(THREADS.submit(piece)));
        List<T> out = new ArrayList<>();
        try {
            for (Future<T> future : futures) {
                out.add(future.get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } finally {
            futures.forEach(future -> future.cancel(false));
        }
        return out;
    }
}
