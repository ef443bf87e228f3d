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
 * <p>A share never changes, so what the assistant makes of it alone, the sum of both masks, is made at most once: a network's weights
 * are shared once and multiplied with every query.
 */
public final class MaskedShare implements Shared {
    private final Shape shape;
    private final RingTensor masked;
    private final RingTensor leftMask;
    private final RingTensor rightMask;
    private final Trio home;
    /** Null until somebody asks. */
    private RingTensor mask;

    public MaskedShare(Shape shape, RingTensor masked, RingTensor leftMask, RingTensor rightMask) {
        this(shape, masked, leftMask, rightMask, null);
    }

    private MaskedShare(Shape shape, RingTensor masked, RingTensor leftMask, RingTensor rightMask, Trio home) {
        this.shape = shape;
        this.masked = masked;
        this.leftMask = leftMask;
        this.rightMask = rightMask;
        this.home = home;
    }

    /** The same, handed out by the engine at this seat. */
    MaskedShare at(Trio trio) {
        return new MaskedShare(shape, masked, leftMask, rightMask, trio);
    }

    @Override
    public Shape shape() {
        return shape;
    }

    public RingTensor masked() {
        return masked;
    }

    public RingTensor leftMask() {
        return leftMask;
    }

    public RingTensor rightMask() {
        return rightMask;
    }

    /** The seat and the run whose engine handed it out; null while a protocol still works on it. */
    Trio home() {
        return home;
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
        if (mask == null) {
            mask = leftMask.plus(rightMask);
        }
        return mask;
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
