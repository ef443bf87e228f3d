package org.siguard.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.ring.Seed;

/**
 * Which rows each of k shadow models was trained on, for attacks that compare models that saw a record with models that did not:
 * LiRA (Carlini et al., 2022) and RMIA (Zarifzadeh et al., 2024). Each shadow sees a random half of a named pool. Online attacks take
 * a pool that includes the target's own records; offline ones a pool that does not.
 *
 * <p>For every record the k shadows are dealt out anew, half of them to see it: so each row is in exactly half of the shadows (k is even),
 * and each shadow has about half of the pool.
 *
 * @param pool what the pool is called, for example {@code target-train+target-test}
 * @param rows the rows of the pool, in the data set that the splits are of
 * @param seen for each shadow, the rows of the pool it was trained on, in the order of the pool
 */
public record ShadowHalves(String pool, long seed, int[] rows, List<int[]> seen) {
    private static final int MOST_SHADOWS = 4096;

    public ShadowHalves {
        rows = rows.clone();
        seen = seen.stream().map(int[]::clone).toList();
        int[] times = new int[rows.length];
        if (seen.size() < 2 || seen.size() > MOST_SHADOWS || seen.size() % 2 != 0 || rows.length < 2) {
            throw new UserMistake(
                    "Shadow models: " + seen.size() + " of them on halves of " + rows.length + " rows; give an even number from 2 to "
                            + MOST_SHADOWS + " and at least 2 rows.");
        }
        requireDifferent(rows);
        for (int shadow = 0; shadow < seen.size(); shadow++) {
            // A list in the order of the pool holds no row twice.
            int at = 0;
            for (int row : seen.get(shadow)) {
                while (at < rows.length && rows[at] != row) {
                    at++;
                }
                if (at == rows.length) {
                    throw new UserMistake("Shadow models: row " + row + " of shadow " + shadow + " must stand in the pool " + pool
                            + ", once and in its order.");
                }
                times[at++]++;
            }
            if (seen.get(shadow).length == 0) {
                throw new UserMistake("Shadow models: shadow " + shadow + " saw no row; take a larger pool.");
            }
        }
        for (int i = 0; i < rows.length; i++) {
            if (2 * times[i] != seen.size()) {
                throw new UserMistake("Shadow models: row " + rows[i] + " was seen by " + times[i] + " of " + seen.size()
                        + " shadows; it must be half of them.");
            }
        }
    }

    /** Deals the rows of a pool, of which no two hold equal records, to an even number of shadows. */
    public static ShadowHalves cut(String pool, long seed, int[] rows, int shadows) {
        return cut(pool, seed, rows, IntStream.rangeClosed(0, Arrays.stream(rows).max().orElse(0)).toArray(), shadows);
    }

    /**
     * The same where records may be equal: these go to the same shadows, or a shadow would know a record that it counts as one that did not
     * see it.
     *
     * @param alike one number for every row of the data set, the same for rows of equal records: {@link Dataset#alike()}
     */
    public static ShadowHalves cut(String pool, long seed, int[] rows, int[] alike, int shadows) {
        if (shadows < 2 || shadows > MOST_SHADOWS || shadows % 2 != 0) {
            throw new UserMistake(
                    "Shadow models: " + shadows + " cannot each see a half; give an even number from 2 to " + MOST_SHADOWS + ".");
        }
        Draws draws = Draws.of(Seed.of(seed).derive("shadow halves").derive(pool));
        boolean[][] sees = new boolean[shadows][rows.length];
        Map<Integer, int[]> dealt = new HashMap<>();
        for (int i = 0; i < rows.length; i++) {
            int[] order = dealt.computeIfAbsent(alike[rows[i]], first -> draws.order(shadows));
            for (int j = 0; j < shadows / 2; j++) {
                sees[order[j]][i] = true;
            }
        }
        List<int[]> seen = new ArrayList<>();
        for (boolean[] mine : sees) {
            int count = 0;
            int[] kept = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                if (mine[i]) {
                    kept[count++] = rows[i];
                }
            }
            seen.add(Arrays.copyOf(kept, count));
        }
        return new ShadowHalves(pool, seed, rows, seen);
    }

    public int shadows() {
        return seen.size();
    }

    @Override
    public int[] rows() {
        return rows.clone();
    }

    @Override
    public List<int[]> seen() {
        return seen.stream().map(int[]::clone).toList();
    }

    /** The rows that a shadow was trained on. */
    public int[] seenBy(int shadow) {
        return seen.get(shadow).clone();
    }

    /** The rows of the pool that a shadow was not trained on. */
    public int[] unseenBy(int shadow) {
        BitSet mine = bits(shadow);
        return Arrays.stream(rows).filter(row -> !mine.get(row)).toArray();
    }

    /** Which shadows saw a row of the pool. */
    public int[] whoSaw(int row) {
        if (Arrays.stream(rows).noneMatch(known -> known == row)) {
            throw new IllegalArgumentException("row " + row + " is not in the pool " + pool);
        }
        List<Integer> shadows = new ArrayList<>();
        for (int shadow = 0; shadow < seen.size(); shadow++) {
            if (bits(shadow).get(row)) {
                shadows.add(shadow);
            }
        }
        return shadows.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Every row is written, not only the seed: the record stays true should the dealing ever change. */
    public ObjectNode json() {
        ObjectNode json = JsonObject.create().put("pool", pool).put("seed", seed);
        add(json.putArray("rows"), rows);
        ArrayNode shadows = json.putArray("shadows");
        for (int[] mine : seen) {
            add(shadows.addObject().putArray("rows"), mine);
        }
        return json;
    }

    public static ShadowHalves read(JsonObject json) {
        int[] rows = rows(json);
        List<int[]> seen = new ArrayList<>();
        for (JsonObject shadow : json.objects("shadows")) {
            seen.add(rows(shadow));
            shadow.requireNothingElse();
        }
        ShadowHalves halves =
                new ShadowHalves(json.text("pool"), json.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE), rows, seen);
        json.requireNothingElse();
        return halves;
    }

    private static int[] rows(JsonObject json) {
        return Arrays.stream(json.wholes("rows", 0, Integer.MAX_VALUE - 1)).mapToInt(row -> (int) row).toArray();
    }

    private static void add(ArrayNode array, int[] rows) {
        Arrays.stream(rows).forEach(array::add);
    }

    private BitSet bits(int shadow) {
        BitSet bits = new BitSet();
        Arrays.stream(seen.get(shadow)).forEach(bits::set);
        return bits;
    }

    private static void requireDifferent(int[] rows) {
        Set<Integer> known = new HashSet<>();
        for (int row : rows) {
            if (row < 0 || !known.add(row)) {
                throw new UserMistake("Shadow models: row " + row + " of the pool must count from 0 and stand in it once.");
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShadowHalves that && pool.equals(that.pool) && seed == that.seed && Arrays.equals(rows, that.rows)
                && Arrays.deepEquals(seen.toArray(), that.seen.toArray());
    }

    @Override
    public int hashCode() {
        return Objects.hash(pool, seed, Arrays.hashCode(rows), Arrays.deepHashCode(seen.toArray()));
    }
}
