package org.siguard.ui;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * Threads that compute while a person looks at the window. Linux gives every thread the same share of the processors, and of Java's
 * priorities it heeds none: with two parties computing on two cores, the window's thread would get half of one, and a page that takes it 40 ms
 * would stand still for 120. A thread of this factory is nicer ({@code nice}), and all that it starts inherits that: parties, previews,
 * charts. On a quiet machine it computes as fast as any other. Elsewhere than on Linux threads are what they are.
 */
final class BackgroundThreads implements ThreadFactory {
    /** A third of the share that the window's thread has. */
    private static final int NICE = 5;
    private static final int PRIO_PROCESS = 0;
    private static final Optional<MethodHandle> SET_PRIORITY = setPriority();

    private final ThreadFactory threads;

    /** @param name of the threads */
    BackgroundThreads(String name) {
        threads = Thread.ofPlatform().name(name).daemon().factory();
    }

    @Override
    public Thread newThread(Runnable work) {
        return threads.newThread(() -> {
            SET_PRIORITY.ifPresent(BackgroundThreads::beNice);
            work.run();
        });
    }

    private static Optional<MethodHandle> setPriority() {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup().find("setpriority").map(function -> linker.downcallHandle(function,
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)));
    }

    /** On Linux 0 stands for the thread that asks. Where the whole program was started nicer than this, it is refused, and stays so. */
    private static void beNice(MethodHandle setPriority) {
        try {
            int unused = (int) setPriority.invokeExact(PRIO_PROCESS, 0, NICE);
        } catch (Throwable e) {
            throw new IllegalStateException("a call of the system's library that takes and gives whole numbers failed", e);
        }
    }
}
