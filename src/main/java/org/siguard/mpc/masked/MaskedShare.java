package org.siguard.mpc.masked;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.siguard.mpc.Shared;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * One party's part of x = masked + leftMask + rightMask. What the party does not know is null: the left evaluator lacks
 * {@code rightMask}, the right one {@code leftMask}, the assistant {@code masked}.
 *
 * @param home the seat and the run whose engine handed it out; null while a protocol still works on it
 */
public record MaskedShare(Shape shape, RingTensor masked, RingTensor leftMask, RingTensor rightMask, Trio home) implements Shared {
    public MaskedShare(Shape shape, RingTensor masked, RingTensor leftMask, RingTensor rightMask) {
        this(shape, masked, leftMask, rightMask, null);
    }

    /** The same, handed out by the engine at this seat. */
    MaskedShare at(Trio trio) {
        return new MaskedShare(shape, masked, leftMask, rightMask, trio);
    }

    /** Applies a linear map to every summand. */
    public MaskedShare map(Shape result, UnaryOperator<RingTensor> linear) {
        return new MaskedShare(result, apply(linear, masked), apply(linear, leftMask), apply(linear, rightMask));
    }

    /** Adds or subtracts summand by summand. */
    public MaskedShare zip(MaskedShare other, BinaryOperator<RingTensor> additive) {
        return new MaskedShare(shape, apply(additive, masked, other.masked), apply(additive, leftMask, other.leftMask),
                apply(additive, rightMask, other.rightMask));
    }

    /** A value known to all: no mask at all. */
    public static MaskedShare known(Seat seat, RingTensor value) {
        RingTensor zeros = RingTensor.zeros(value.shape());
        return new MaskedShare(value.shape(), seat == Seat.ASSISTANT ? null : value, seat == Seat.RIGHT ? null : zeros,
                seat == Seat.LEFT ? null : zeros);
    }

    /** The sum of both masks, which the assistant alone knows. */
    RingTensor mask() {
        return leftMask.plus(rightMask);
    }

    /** The mask this evaluator knows. */
    RingTensor ownMask() {
        return leftMask != null ? leftMask : rightMask;
    }

    private static RingTensor apply(UnaryOperator<RingTensor> map, RingTensor part) {
        return part == null ? null : map.apply(part);
    }

    private static RingTensor apply(BinaryOperator<RingTensor> map, RingTensor a, RingTensor b) {
        return a == null ? null : map.apply(a, b);
    }
}
