package org.siguard.net;

import java.util.Arrays;

/**
 * Messages in the order in which they are sent, and how long they take on a network.
 *
 * <p>Two parties exchange: in a round each sends and waits for what the other sends. A third deals to each of them ahead, over a link of its own; it waits for
 * nobody, and the two wait for what is dealt when they come to need it. So neither the sum of rounds nor that of bytes tells the time: a
 * network with much to deal and few rounds waits for its bytes, the guard behind it with many small rounds for its latency, and
 * one does not make up for the other.
 */
public final class Schedule {
    public static final Schedule NONE = new Schedule(new long[0]);
    /** A step has: rounds, bytes each of the two sends in them, bytes dealt to the first, bytes dealt to the second. */
    private static final int WIDTH = 4;
    /** A round takes a processor about as long as so many bytes do: several microseconds for one, a nanosecond for the other. */
    private static final int BYTES_LIKE_A_ROUND = 6_000;

    private final long[] steps;

    private Schedule(long[] steps) {
        this.steps = steps;
    }

    /**
     * One step.
     *
     * @param rounds  that follow one another, alike
     * @param eachWay bytes that each of the two sends in all of them together
     * @param first   bytes that the first of the two waits for before
     * @param second  bytes that the second waits for
     */
    public static Schedule of(int rounds, long eachWay, long first, long second) {
        return new Schedule(new long[] {rounds, eachWay, first, second});
    }

    /** First these, then those. */
    public Schedule plus(Schedule then) {
        long[] all = Arrays.copyOf(steps, steps.length + then.steps.length);
        System.arraycopy(then.steps, 0, all, steps.length, then.steps.length);
        return new Schedule(all);
    }

    /** What came after an earlier state of the same draft. */
    public Schedule since(Schedule earlier) {
        return new Schedule(Arrays.copyOfRange(steps, earlier.steps.length, steps.length));
    }

    /** What is left where everything that is dealt was dealt beforehand. */
    public Schedule withoutDealt() {
        long[] left = steps.clone();
        for (int at = 0; at < left.length; at += WIDTH) {
            left[at + 2] = 0;
            left[at + 3] = 0;
        }
        return new Schedule(left);
    }

    /** When both have gone through all of it, and compute nothing. */
    public long nanos(NetworkProfile profile) {
        return nanos(profile, 0);
    }

    /**
     * When both have gone through all of it.
     *
     * @param computing of each of the two, over all steps; who waits for what is dealt loses nothing by computing meanwhile
     */
    public long nanos(NetworkProfile profile, long computing) {
        double perWeight = computing / Math.max(1.0, weights());
        double first = 0;
        double second = 0;
        double toFirst = 0;
        double toSecond = 0;
        for (int at = 0; at < steps.length; at += WIDTH) {
            if (steps[at + 2] > 0) {
                toFirst += profile.transferNanos(steps[at + 2]);
                first = Math.max(first, toFirst + profile.latencyNanos());
            }
            if (steps[at + 3] > 0) {
                toSecond += profile.transferNanos(steps[at + 3]);
                second = Math.max(second, toSecond + profile.latencyNanos());
            }
            double busy = perWeight * weight(at);
            first += busy;
            second += busy;
            if (steps[at] > 0) {
                // From the first round on the two are in step.
                double all = steps[at] * (double) profile.latencyNanos() + profile.transferNanos(steps[at + 1]);
                first = Math.max(first, second) + all;
                second = first;
            }
        }
        return Math.round(Math.max(first, second));
    }

    private double weights() {
        double sum = 0;
        for (int at = 0; at < steps.length; at += WIDTH) {
            sum += weight(at);
        }
        return sum;
    }

    /** How a step's computing compares with that of others. */
    private double weight(int at) {
        return (double) BYTES_LIKE_A_ROUND * steps[at] + steps[at + 1] + steps[at + 2] + steps[at + 3];
    }

    /** A schedule that is being written. */
    public static final class Draft {
        private long[] steps = new long[64 * WIDTH];
        private int length;

        /** Adds a step, as {@link Schedule#of} has it. */
        public void add(int rounds, long eachWay, long first, long second) {
            if (length == steps.length) {
                steps = Arrays.copyOf(steps, 2 * length);
            }
            steps[length] = rounds;
            steps[length + 1] = eachWay;
            steps[length + 2] = first;
            steps[length + 3] = second;
            length += WIDTH;
        }

        /** What was added until now. */
        public Schedule soFar() {
            return new Schedule(Arrays.copyOf(steps, length));
        }
    }
}
