package org.siguard.mpc.math;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who meets whom when all elements of a row are compared in pairs, row after row: where the two of a pair stand, and for every element where
 * the bit of each of its duels is found, among [earlier is below later] of all pairs followed by the opposites.
 *
 * @param earlier by pair, the place of the one that stands first
 * @param later   by pair, the place of the other
 * @param duels   width - 1 times, by element, the place of a bit that is 1 where the element wins
 */
record Tournament(int[] earlier, int[] later, int[][] duels) {
    /** Searches ask for the same again and again; what is larger than this many numbers is made when it is asked for. */
    private static final int WORTH_KEEPING = 1 << 18;
    private static final int MOST_KEPT = 16;
    private static final Map<Size, Tournament> KEPT = new ConcurrentHashMap<>();

    private record Size(int rows, int width) {
    }

    static Tournament of(int rows, int width) {
        if ((long) rows * width * width > WORTH_KEEPING) {
            return drawn(rows, width);
        }
        if (KEPT.size() >= MOST_KEPT) {
            KEPT.clear();
        }
        return KEPT.computeIfAbsent(new Size(rows, width), size -> drawn(rows, width));
    }

    private static Tournament drawn(int rows, int width) {
        int pairs = width * (width - 1) / 2;
        int[][] pair = new int[width][width];
        int[] first = new int[pairs];
        int[] second = new int[pairs];
        for (int i = 0, p = 0; i < width; i++) {
            for (int j = i + 1; j < width; j++, p++) {
                pair[i][j] = p;
                first[p] = i;
                second[p] = j;
            }
        }
        int[] earlier = new int[rows * pairs];
        int[] later = new int[rows * pairs];
        int[][] duels = new int[width - 1][rows * width];
        for (int row = 0; row < rows; row++) {
            for (int p = 0; p < pairs; p++) {
                earlier[row * pairs + p] = row * width + first[p];
                later[row * pairs + p] = row * width + second[p];
            }
            for (int duel = 1; duel < width; duel++) {
                for (int i = 0; i < width; i++) {
                    int other = (i + duel) % width;
                    boolean isEarlier = i < other;
                    int met = isEarlier ? pair[i][other] : pair[other][i];
                    duels[duel - 1][row * width + i] = (isEarlier ? rows * pairs : 0) + row * pairs + met;
                }
            }
        }
        return new Tournament(earlier, later, duels);
    }
}
