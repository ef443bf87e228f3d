package org.siguard.mpc.masked;

import org.siguard.ring.Bilinear;
import org.siguard.ring.RingTensor;

/**
 * Any bilinear product of two masked values, in three summands; no message. With x = m + l + r and y = m' + l' + r':
 * <ol>
 * <li>LEFT: u = B(m, m' + l') + B(l, m'), or B(m + l, m') + B(m, l') where that adds fewer numbers.
 * <li>RIGHT: v = B(m, r') + B(r, m').
 * <li>ASSISTANT: w = B(l + r, l' + r').
 * </ol>
 */
final class Multiplication {
    private Multiplication() {
    }

    static RingTensor ofThree(Trio trio, Bilinear map, MaskedShare x, MaskedShare y) {
        return switch (trio.seat()) {
            case LEFT -> x.shape().size() < y.shape().size()
                    ? map.sum(x.masked().plus(x.leftMask()), y.masked(), x.masked(), y.leftMask())
                    : map.sum(x.masked(), y.masked().plus(y.leftMask()), x.leftMask(), y.masked());
            case RIGHT -> map.sum(x.masked(), y.rightMask(), x.rightMask(), y.masked());
            case ASSISTANT -> map.apply(x.mask(), y.mask());
        };
    }
}
