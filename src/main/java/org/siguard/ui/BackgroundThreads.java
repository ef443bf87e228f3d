package org.siguard.ui;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
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
    /** So much nicer than the program: a third of the share that the window's thread has. */
    private static final int NICER = 5;
    private static final int PRIO_PROCESS = 0;
    private static final Optional<MethodHandle> GET_PRIORITY = function("getpriority", 2);
    private static final Optional<MethodHandle> SET_PRIORITY = function("setpriority", 3);

    private final ThreadFactory threads;

    /** @param name of the threads */
    BackgroundThreads(String name) {
        threads = Thread.ofPlatform().name(name).daemon().factory();
    }

    @Override
    public Thread newThread(Runnable work) {
        return threads.newThread(() -> {
            GET_PRIORITY.ifPresent(get -> SET_PRIORITY.ifPresent(set -> beNice(get, set)));
            work.run();
        });
    }

    /** A function of the system's library that takes and gives whole numbers. */
    private static Optional<MethodHandle> function(String name, int arguments) {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        MemoryLayout[] whole = new MemoryLayout[arguments];
        Arrays.fill(whole, ValueLayout.JAVA_INT);
        return linker.defaultLookup().find(name)
                .map(function -> linker.downcallHandle(function, FunctionDescriptor.of(ValueLayout.JAVA_INT, whole)));
    }

    /**
     * On Linux a process's number stands for its first thread, which is as nice as the program was started, and 0 for the thread that asks.
     * It is reckoned from the first thread: a thread that a nice one started inherits its niceness, and is not to add its own to it.
     */
    private static void beNice(MethodHandle getPriority, MethodHandle setPriority) {
        try {
            int program = (int) getPriority.invokeExact(PRIO_PROCESS, (int) ProcessHandle.current().pid());
            int unused = (int) setPriority.invokeExact(PRIO_PROCESS, 0, program + NICER); // at most 19: the system sees to it
        } catch (Throwable e) {
            throw new IllegalStateException("a call of the system's library that takes and gives whole numbers failed", e);
        }
    }
}
