package org.siguard.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.siguard.base.UserMistake;
import org.siguard.ring.Seed;

/**
 * Deals rows to sets such that equal records stay together. A record that was trained on and stands among the non-members as well
 * is a member that counts as none: attacks would look weaker, and guards better, than they are.
 *
 * <p>Groups of equal records go first, the largest before the others, each to a set drawn by the room that is left; then the single
 * records fill the sets in shuffled order. Without equal records that is a plain shuffle and cut. Groups of which none fits are in no
 * set, so sets may end up a little smaller than asked for.
 */
final class Deal {
    /** A set may lack a tenth of its rows before the deal is refused. */
    private static final int TOLERANCE = 10;

    private final int[][] sets;
    private final int[] filled;

    private Deal(int[] sizes) {
        this.sets = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
        this.filled = new int[sizes.length];
    }

    /** Sets of so many rows; {@code alike} has one number a row, equal for rows of equal records. */
    static int[][] rows(long seed, int[] alike, int[] sizes) {
        Draws draws = Draws.of(Seed.of(seed).derive("splits"));
        Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
        for (int row : draws.order(alike.length)) {
            groups.computeIfAbsent(alike[row], first -> new ArrayList<>()).add(row);
        }
        Deal deal = new Deal(sizes);
        groups.values().stream().filter(group -> group.size() > 1)
                .sorted(Comparator.comparingInt((List<Integer> group) -> group.size()).reversed())
                .forEach(group -> deal.together(group, draws));
        deal.fill(groups.values().stream().filter(group -> group.size() == 1).mapToInt(List::getFirst).toArray());
        deal.requireFilled(alike.length, groups.size());
        return IntStream.range(0, sizes.length).mapToObj(set -> Arrays.copyOf(deal.sets[set], deal.filled[set])).toArray(int[][]::new);
    }

    private int room(int set) {
        return sets[set].length - filled[set];
    }

    private void together(List<Integer> group, Draws draws) {
        int[] fitting = IntStream.range(0, sets.length).filter(set -> room(set) >= group.size()).toArray();
        if (fitting.length > 0) {
            int drawn = draws.below(Arrays.stream(fitting).map(this::room).sum());
            int at = 0;
            while (drawn >= room(fitting[at])) {
                drawn -= room(fitting[at++]);
            }
            for (int row : group) {
                put(fitting[at], row);
            }
        }
    }

    private void fill(int[] singles) {
        int set = 0;
        for (int row : singles) {
            while (set < sets.length && room(set) == 0) {
                set++;
            }
            if (set == sets.length) {
                return;
            }
            put(set, row);
        }
    }

    private void put(int set, int row) {
        sets[set][filled[set]++] = row;
    }

    private void requireFilled(int rows, int distinct) {
        for (int set = 0; set < sets.length; set++) {
            if (room(set) > Math.max(1, sets[set].length / TOLERANCE) || filled[set] == 0) {
                throw new UserMistake("Splits: " + (rows - distinct) + " of " + rows + " records repeat another, and equal records must "
                        + "be in one set, or members would pass for non-members; that leaves sets too small. Remove the repetitions.");
            }
        }
    }
}
