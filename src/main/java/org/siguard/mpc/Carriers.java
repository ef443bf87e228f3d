package org.siguard.mpc;

import java.lang.management.ManagementFactory;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * The processors' threads that carry virtual ones. There are as many as processors, and a party that computes without end never
 * gives its own back: two such parties would bring every later computation on a machine of two processors to a halt. So a
 * thread that is left behind is lent one more, until it ends.
 */
final class Carriers {
    private static final VirtualThreadSchedulerMXBean SCHEDULER = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

    private static int lent;

    private Carriers() {
    }

    static synchronized void lend() {
        lent++;
        change(1);
    }

    static synchronized void takeBack() {
        lent--;
        change(-1);
    }

    /** How many threads are left behind at the moment. */
    static synchronized int lent() {
        return lent;
    }

    private static void change(int by) {
        try {
            SCHEDULER.setParallelism(SCHEDULER.getParallelism() + by);
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            // More than the platform allows (256), or a platform without: then the others share what there is.
        }
    }
}
