package org.siguard.mpc.math;

import java.util.Arrays;
import java.util.List;
import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * The largest element of every row, and where it stands; of equal ones the first.
 *
 * <p>Up to {@value #MOST_AT_ONCE} elements all pairs are compared at once: element i wins if it is not below any later and above
 * every earlier one. Longer rows are cut into groups, whose winners meet again. Exact wherever differences of elements are below
 * 2^63. 6 rounds for 10 elements, 4 without the maximum.
 *
 * @param oneHot  1 at the winner, 0 elsewhere: [n, k]
 * @param maximum the winner's value: [n, 1]
 */
public record Argmax(Bits oneHot, Shared maximum) {
    private static final int MOST_AT_ONCE = 12;

    public static Argmax of(FullRing engine, Shared x) {
        return engine.meter().in("argmax", () -> ofRows(engine, x));
    }

    /** The winner's place alone: [n, k]. */
    public static Bits oneHot(FullRing engine, Shared x) {
        return engine.meter().in("argmax", () -> x.shape().extent(-1) > MOST_AT_ONCE ? inGroups(engine, x).oneHot : winners(engine, x));
    }

    private static Argmax ofRows(FullRing engine, Shared x) {
        int width = x.shape().extent(-1);
        if (width > MOST_AT_ONCE) {
            return inGroups(engine, x);
        }
        Bits oneHot = winners(engine, x);
        return new Argmax(oneHot, engine.sumLast(engine.select(oneHot, x)));
    }

    /** All pairs at once. */
    private static Bits winners(FullRing engine, Shared x) {
        int rows = x.shape().rows();
        int width = x.shape().extent(-1);
        if (width == 1) {
            return engine.not(engine.negative(engine.constant(RingTensor.zeros(x.shape()))));
        }
        Tournament tournament = Tournament.of(rows, width);
        Shape pairs = Shape.of(rows, tournament.earlier().length / rows);
        Bits below = engine.negative(
                engine.subtract(engine.gather(x, tournament.earlier(), pairs), engine.gather(x, tournament.later(), pairs)));
        Bits both = engine.concatBits(Shape.of(2, pairs.size()), List.of(below, engine.not(below)));
        List<Bits> duels = Arrays.stream(tournament.duels()).map(source -> engine.gather(both, source, x.shape())).toList();
        return engine.all(duels);
    }

    /** Groups of equal width (the last one filled up with repetitions of the row's last element, which never win). */
    private static Argmax inGroups(FullRing engine, Shared x) {
        int rows = x.shape().rows();
        int width = x.shape().extent(-1);
        int groups = (width + MOST_AT_ONCE - 1) / MOST_AT_ONCE;
        int each = (width + groups - 1) / groups;
        int[] source = new int[rows * groups * each];
        for (int i = 0; i < source.length; i++) {
            int row = i / (groups * each);
            source[i] = row * width + Math.min(i % (groups * each), width - 1);
        }
        Argmax inGroup = ofRows(engine, engine.gather(x, source, Shape.of(rows * groups, each)));
        Argmax amongGroups = ofRows(engine, engine.reshape(inGroup.maximum, Shape.of(rows, groups)));
        int[] winner = new int[rows * width];
        int[] within = new int[rows * width];
        for (int i = 0; i < winner.length; i++) {
            int row = i / width;
            int column = i % width;
            winner[i] = row * groups + column / each;
            within[i] = row * groups * each + column;
        }
        Bits oneHot = engine.all(List.of(engine.gather(amongGroups.oneHot, winner, x.shape()),
                engine.gather(inGroup.oneHot, within, x.shape())));
        return new Argmax(oneHot, amongGroups.maximum);
    }
}
