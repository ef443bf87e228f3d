package org.siguard.mpc.masked;

import org.siguard.net.Channel;
import org.siguard.ring.RandomStream;

/**
 * One party's seat among the three, with what it shares with the others: channels, and random streams in common.
 *
 * <p>Three streams are in use: LEFT and ASSISTANT have one in common, RIGHT and ASSISTANT another, LEFT and RIGHT a third. All
 * parties run the same protocols in the same order, so they draw from them in step.
 */
public final class Trio {
    private final Seat seat;
    private final Channel peer;
    private final Channel assistantToLeft;
    private final Channel assistantToRight;
    private final RandomStream left;
    private final RandomStream right;
    private final RandomStream evaluators;

    private Trio(Seat seat, Channel peer, Channel assistantToLeft, Channel assistantToRight, RandomStream left, RandomStream right,
            RandomStream evaluators) {
        this.seat = seat;
        this.peer = peer;
        this.assistantToLeft = assistantToLeft;
        this.assistantToRight = assistantToRight;
        this.left = left;
        this.right = right;
        this.evaluators = evaluators;
    }

    /**
     * @param toRight     the channel to the right evaluator
     * @param toAssistant the channel to the assistant
     * @param left        the stream in common with the assistant
     * @param evaluators  the stream in common with the right evaluator
     */
    public static Trio left(Channel toRight, Channel toAssistant, RandomStream left, RandomStream evaluators) {
        return new Trio(Seat.LEFT, toRight, toAssistant, null, left, null, evaluators);
    }

    /**
     * @param toLeft      the channel to the left evaluator
     * @param toAssistant the channel to the assistant
     * @param right       the stream in common with the assistant
     * @param evaluators  the stream in common with the left evaluator
     */
    public static Trio right(Channel toLeft, Channel toAssistant, RandomStream right, RandomStream evaluators) {
        return new Trio(Seat.RIGHT, toLeft, null, toAssistant, null, right, evaluators);
    }

    /**
     * @param toLeft  the channel to the left evaluator
     * @param toRight the channel to the right evaluator
     * @param left    the stream in common with the left evaluator
     * @param right   the stream in common with the right evaluator
     */
    public static Trio assistant(Channel toLeft, Channel toRight, RandomStream left, RandomStream right) {
        return new Trio(Seat.ASSISTANT, null, toLeft, toRight, left, right, null);
    }

    public Seat seat() {
        return seat;
    }

    boolean isLeft() {
        return seat == Seat.LEFT;
    }

    boolean isRight() {
        return seat == Seat.RIGHT;
    }

    boolean isAssistant() {
        return seat == Seat.ASSISTANT;
    }

    /** Words that the left evaluator and the assistant have in common; null at the right one. */
    long[] drawLeft(int count) {
        return isRight() ? null : left.next(count);
    }

    /** Words that the right evaluator and the assistant have in common; null at the left one. */
    long[] drawRight(int count) {
        return isLeft() ? null : right.next(count);
    }

    /** Words that the two evaluators have in common; null at the assistant. */
    long[] drawEvaluators(int count) {
        return isAssistant() ? null : evaluators.next(count);
    }

    /**
     * Splits words that the assistant knows into two summands, one for each evaluator.
     *
     * @param values what the assistant knows; ignored at the evaluators
     * @return this evaluator's summands; null at the assistant
     */
    long[] dealSums(long[] values, int count) {
        if (isLeft()) {
            return assistantToLeft.receive(count);
        }
        long[] forRight = right.next(count);
        if (isRight()) {
            return forRight;
        }
        for (int i = 0; i < count; i++) {
            forRight[i] = values[i] - forRight[i];
        }
        assistantToLeft.send(forRight);
        return null;
    }

    /** Like {@link #dealSums}, for words of bits: the parts are joined by exclusive or. */
    long[] dealXors(long[] values, int count) {
        if (isLeft()) {
            return assistantToLeft.receive(count);
        }
        long[] forRight = right.next(count);
        if (isRight()) {
            return forRight;
        }
        for (int i = 0; i < count; i++) {
            forRight[i] ^= values[i];
        }
        assistantToLeft.send(forRight);
        return null;
    }

    /** Tells the right evaluator what the assistant knows: for words that are uniformly random to it. */
    long[] tellRight(long[] values, int count) {
        if (isAssistant()) {
            assistantToRight.send(values);
        }
        return isRight() ? assistantToRight.receive(count) : null;
    }

    /** Tells the assistant what both evaluators know. */
    long[] tellAssistant(long[] values, int count) {
        if (isLeft()) {
            assistantToLeft.send(values.clone());
        }
        return isAssistant() ? assistantToLeft.receive(count) : values;
    }

    /** The evaluators open a secret that stands in two summands to each other: a round. */
    long[] exchangeSum(long[] mine) {
        long[] theirs = exchange(mine);
        long[] sum = new long[mine.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = mine[i] + theirs[i];
        }
        return sum;
    }

    /** The evaluators open bits that stand in two parts joined by exclusive or: a round. */
    long[] exchangeXor(long[] mine) {
        long[] theirs = exchange(mine);
        long[] sum = new long[mine.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = mine[i] ^ theirs[i];
        }
        return sum;
    }

    /** From here on {@code mine} may be read and not written: the other party reads it too. */
    private long[] exchange(long[] mine) {
        peer.send(mine);
        return peer.receive(mine.length);
    }
}
