package org.siguard.mpc.masked;

import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * Turns summands back into a masked value with fresh masks.
 *
 * <p>From x = u + v, u at the left and v at the right evaluator (1 round; 2 words an element):
 * <ol>
 * <li>LEFT and ASSISTANT draw l, RIGHT and ASSISTANT draw r: the new masks.
 * <li>LEFT sends u - l, RIGHT sends v - r; both add up m = x - l - r.
 * </ol>
 *
 * <p>From x = u + v + w, w at the assistant (1 round; 3 words an element):
 * <ol>
 * <li>LEFT and ASSISTANT draw a and l, RIGHT and ASSISTANT draw b; l is the new left mask.
 * <li>ASSISTANT sends r = w + a + b - l to RIGHT: the new right mask, uniformly random to it because it does not know a - l.
 * <li>LEFT sends u - a, RIGHT sends v - b; both add up m = x - w - a - b = x - l - r.
 * </ol>
 */
final class Resharing {
    private Resharing() {
    }

    static MaskedShare ofTwo(Trio trio, Shape shape, long[] part) {
        int n = shape.size();
        long[] left = trio.drawLeft(n);
        long[] right = trio.drawRight(n);
        RingTensor masked = trio.isAssistant() ? null : open(trio, shape, part, trio.isLeft() ? left : right);
        return new MaskedShare(shape, masked, tensor(shape, left), tensor(shape, right));
    }

    static MaskedShare ofThree(Trio trio, Shape shape, long[] part) {
        int n = shape.size();
        long[] a = trio.drawLeft(n);
        long[] left = trio.drawLeft(n);
        long[] b = trio.drawRight(n);
        long[] right = null;
        if (trio.isAssistant()) {
            right = new long[n];
            for (int i = 0; i < n; i++) {
                right[i] = part[i] + a[i] + b[i] - left[i];
            }
        }
        long[] told = trio.tellRight(right == null ? null : right.clone(), n);
        if (trio.isRight()) {
            right = told;
        }
        RingTensor masked = trio.isAssistant() ? null : open(trio, shape, part, trio.isLeft() ? a : b);
        return new MaskedShare(shape, masked, tensor(shape, left), tensor(shape, right));
    }

    private static RingTensor open(Trio trio, Shape shape, long[] part, long[] mask) {
        long[] mine = new long[part.length];
        for (int i = 0; i < mine.length; i++) {
            mine[i] = part[i] - mask[i];
        }
        return RingTensor.of(shape, trio.exchangeSum(mine));
    }

    private static RingTensor tensor(Shape shape, long[] words) {
        return words == null ? null : RingTensor.of(shape, words);
    }
}
