package org.siguard.model;

import java.util.List;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.Shape;

/**
 * The maximum over every window of a pool, for all windows of all channels and records in one set of rounds: first along the
 * rows of the picture, then along its columns, so that windows that overlap have their rows' winners in common.
 *
 * <p>Along an axis the k numbers of a window meet in pairs, winners again in pairs: k - 1 comparisons in log2 k steps. What
 * lies outside of the picture is left out by taking a neighbour twice, which changes no maximum.
 */
final class MaxTournament {
    private final FullRing engine;
    private final Layer.MaxPool pool;

    MaxTournament(FullRing engine, Layer.MaxPool pool) {
        this.engine = engine;
        this.pool = pool;
    }

    /**
     * [n, channels, height, width] to [n, channels, out height, out width].
     *
     * @param out the shape of one record
     */
    Shared of(Shared x, Shape out) {
        Shape in = x.shape();
        int pictures = in.extent(0) * in.extent(1);
        Shared rows = along(x, pictures * in.extent(2), in.extent(3), out.extent(2), 1);
        Shared both = along(rows, pictures, in.extent(2), out.extent(1), out.extent(2));
        return engine.reshape(both, Shape.of(in.extent(0), in.extent(1), out.extent(1), out.extent(2)));
    }

    /** Windows along the middle axis of [outer, extent, inner]: [outer, places, inner]. */
    private Shared along(Shared x, int outer, int extent, int places, int inner) {
        int count = outer * places * inner;
        int kernel = pool.kernel();
        int[][] seen = new int[kernel][count];
        for (int k = 0; k < kernel; k++) {
            for (int i = 0; i < count; i++) {
                int start = i / inner % places * pool.stride() - pool.padding();
                int first = Math.max(0, start);
                int last = Math.min(extent, start + kernel) - 1;
                int at = Math.clamp(start + k, first, last);
                seen[k][i] = (i / inner / places * extent + at) * inner + i % inner;
            }
        }
        return meet(x, seen, count);
    }

    /** @param seen for every contestant where it stands in x */
    private Shared meet(Shared x, int[][] seen, int count) {
        Shared field = engine.gather(x, join(seen, 0, seen.length, count), Shape.of(seen.length * count));
        int contestants = seen.length;
        while (contestants > 1) {
            int pairs = contestants / 2;
            Shared one = part(field, 0, pairs, count);
            Shared other = part(field, pairs, 2 * pairs, count);
            Shared ahead = engine.subtract(one, other);
            Shared winners = engine.add(other, engine.select(engine.not(engine.negative(ahead)), ahead));
            boolean odd = contestants % 2 == 1;
            contestants = pairs + (odd ? 1 : 0);
            field = odd
                    ? engine.concat(Shape.of(contestants * count), List.of(winners, part(field, 2 * pairs, 2 * pairs + 1, count)))
                    : winners;
        }
        return field;
    }

    private Shared part(Shared field, int from, int to, int count) {
        int[] source = new int[(to - from) * count];
        for (int i = 0; i < source.length; i++) {
            source[i] = from * count + i;
        }
        return engine.gather(field, source, Shape.of(source.length));
    }

    private static int[] join(int[][] seen, int from, int to, int count) {
        int[] all = new int[(to - from) * count];
        for (int k = from; k < to; k++) {
            System.arraycopy(seen[k], 0, all, (k - from) * count, count);
        }
        return all;
    }
}
