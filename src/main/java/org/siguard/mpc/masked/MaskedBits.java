package org.siguard.mpc.masked;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.siguard.mpc.Bits;
import org.siguard.ring.Shape;

/**
 * One party's part of secret bits b. At first b = u ^ v, u at the left and v at the right evaluator. Once {@linkplain #mask
 * masked}, b = open ^ l ^ r: both evaluators know {@code open}, the left one the mask l, the right one r, the assistant both.
 * Masking costs one round and is done once; everything that multiplies by the bits needs it.
 */
final class MaskedBits implements Bits {
    private final Shape shape;
    /** An evaluator's part before masking; null at the assistant, and once masked. */
    private long[] part;
    private long[] open;
    private long[] leftMask;
    private long[] rightMask;
    private boolean masked;
    /** Whether the mask was dealt as ring elements; then an evaluator's summand of it. */
    private boolean inRing;
    private long[] ringMask;
    /** The seat and the run whose engine handed them out; null while a protocol still works on them. */
    private Trio home;

    private MaskedBits(Shape shape) {
        this.shape = shape;
    }

    /** Bits in two parts; the assistant passes null. */
    static MaskedBits ofTwo(Shape shape, long[] part) {
        MaskedBits bits = new MaskedBits(shape);
        bits.part = bits.clip(part);
        return bits;
    }

    private static MaskedBits ofMasked(Shape shape, long[] open, long[] leftMask, long[] rightMask) {
        MaskedBits bits = new MaskedBits(shape);
        bits.open = open;
        bits.leftMask = leftMask;
        bits.rightMask = rightMask;
        bits.masked = true;
        return bits;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    /** Handed out by the engine at this seat. */
    MaskedBits at(Trio trio) {
        home = trio;
        return this;
    }

    Trio home() {
        return home;
    }

    int count() {
        return shape.size();
    }

    /** What the evaluators know. */
    long[] open() {
        return open;
    }

    /** Whether both evaluators have a summand of the mask as ring elements. */
    boolean inRing() {
        return inRing;
    }

    /** An evaluator's summand of the mask as ring elements; null at the assistant. */
    long[] ringMask() {
        return ringMask;
    }

    /** Keeps what was dealt, for the next product of the same bits with ring elements. */
    void keepRingMask(long[] dealt) {
        inRing = true;
        ringMask = dealt;
    }

    /** The mask this evaluator knows. */
    long[] ownMask() {
        return leftMask != null ? leftMask : rightMask;
    }

    /** Both masks together, which the assistant knows. */
    long[] mask() {
        return BitWords.xor(leftMask, rightMask);
    }

    /**
     * Masks the bits of all the given vectors that are not masked yet (1 round if there is one; 1 bit an element and way):
     * <ol>
     * <li>LEFT and ASSISTANT draw l, RIGHT and ASSISTANT draw r.
     * <li>LEFT sends u ^ l, RIGHT sends v ^ r; both know open = u ^ v ^ l ^ r.
     * </ol>
     */
    static void mask(Trio trio, MaskedBits... vectors) {
        Set<MaskedBits> unmasked = Collections.newSetFromMap(new IdentityHashMap<>());
        List<MaskedBits> inOrder = new ArrayList<>();
        for (MaskedBits bits : vectors) {
            // The same vector may be given twice; it is masked once.
            if (!bits.masked && unmasked.add(bits)) {
                inOrder.add(bits);
            }
        }
        if (!inOrder.isEmpty()) {
            maskAll(trio, inOrder);
        }
    }

    private static void maskAll(Trio trio, List<MaskedBits> vectors) {
        int total = vectors.stream().mapToInt(bits -> BitWords.words(bits.count())).sum();
        long[] left = trio.drawLeft(total);
        long[] right = trio.drawRight(total);
        long[] opened = null;
        if (!trio.isAssistant()) {
            long[] mine = trio.isLeft() ? left.clone() : right.clone();
            int at = 0;
            for (MaskedBits bits : vectors) {
                for (long word : bits.part) {
                    mine[at++] ^= word;
                }
            }
            opened = trio.exchangeXor(mine);
        }
        int at = 0;
        for (MaskedBits bits : vectors) {
            int end = at + BitWords.words(bits.count());
            bits.become(slice(opened, at, end), slice(left, at, end), slice(right, at, end));
            at = end;
        }
    }

    private void become(long[] newOpen, long[] newLeft, long[] newRight) {
        open = clip(newOpen);
        leftMask = clip(newLeft);
        rightMask = clip(newRight);
        part = null;
        masked = true;
    }

    private long[] clip(long[] words) {
        return words == null ? null : BitWords.clip(words, count());
    }

    private static long[] slice(long[] words, int from, int to) {
        return words == null ? null : Arrays.copyOfRange(words, from, to);
    }

    MaskedBits not(Trio trio) {
        long[] ones = BitWords.ones(count());
        if (masked) {
            MaskedBits opposite = ofMasked(shape, open == null ? null : BitWords.xor(open, ones), leftMask, rightMask);
            opposite.inRing = inRing;
            opposite.ringMask = ringMask;
            return opposite;
        }
        return ofTwo(shape, trio.isLeft() ? BitWords.xor(part, ones) : part);
    }

    MaskedBits xor(Trio trio, MaskedBits other) {
        if (masked && other.masked) {
            return ofMasked(shape, xorOrNull(open, other.open), xorOrNull(leftMask, other.leftMask),
                    xorOrNull(rightMask, other.rightMask));
        }
        return ofTwo(shape, xorOrNull(parts(trio), other.parts(trio)));
    }

    MaskedBits gather(int[] source, Shape result) {
        if (masked) {
            MaskedBits gathered = ofMasked(result, gather(open, source), gather(leftMask, source), gather(rightMask, source));
            gathered.inRing = inRing;
            gathered.ringMask = ringMask == null ? null : Arrays.stream(source).mapToLong(i -> ringMask[i]).toArray();
            return gathered;
        }
        return ofTwo(result, gather(part, source));
    }

    static MaskedBits concat(Trio trio, Shape result, MaskedBits... parts) {
        int[] lengths = new int[parts.length];
        boolean allMasked = true;
        for (int i = 0; i < parts.length; i++) {
            lengths[i] = parts[i].count();
            allMasked &= parts[i].masked;
        }
        if (allMasked) {
            return ofMasked(result, join(parts, lengths, result, MaskedBits::open), join(parts, lengths, result, b -> b.leftMask),
                    join(parts, lengths, result, b -> b.rightMask));
        }
        return ofTwo(result, join(parts, lengths, result, b -> b.parts(trio)));
    }

    private static long[] join(MaskedBits[] parts, int[] lengths, Shape result,
            java.util.function.Function<MaskedBits, long[]> view) {
        long[][] words = new long[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            words[i] = view.apply(parts[i]);
            if (words[i] == null) {
                return null;
            }
        }
        return BitWords.concat(words, lengths, result.size());
    }

    /** This evaluator's part of the bits in two parts, whether masked or not. */
    private long[] parts(Trio trio) {
        if (!masked || trio.isAssistant()) {
            return part;
        }
        return trio.isLeft() ? BitWords.xor(open, leftMask) : rightMask;
    }

    private static long[] xorOrNull(long[] a, long[] b) {
        return a == null ? null : BitWords.xor(a, b);
    }

    private static long[] gather(long[] words, int[] source) {
        return words == null ? null : BitWords.gather(words, source);
    }
}
