package org.siguard.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.siguard.mpc.simc.LinearLayer;
import org.siguard.ring.Shape;

/**
 * The maxima of windows by ReLU alone, of numbers that are not negative: max(a, b) = b + ReLU(a - b). A tournament: in each round the candidates of every window are paired, the winners are what goes
 * into the next. b goes through a ReLU beside a - b, unchanged, since it is not negative; so a round takes about as many ReLUs as there are candidates. What lies outside of the picture counts as 0.
 */
final class FieldMaximum {
    /** For each candidate and each window: the places whose numbers add up to it. One or two, or -1. */
    private List<int[][]> candidates = new ArrayList<>();
    private int inputs;
    private final int windows;

    FieldMaximum(Layer.MaxPool pool, Shape in, Shape out) {
        inputs = in.size();
        windows = out.size();
        for (int dy = 0; dy < pool.kernel(); dy++) {
            for (int dx = 0; dx < pool.kernel(); dx++) {
                candidates.add(new int[][] {places(pool, in, out, dy, dx)});
            }
        }
    }

    private static int[] places(Layer.MaxPool pool, Shape in, Shape out, int dy, int dx) {
        int height = in.extent(1);
        int width = in.extent(2);
        int[] places = new int[out.size()];
        int rows = out.extent(1);
        int columns = out.extent(2);
        for (int i = 0; i < places.length; i++) {
            int channel = i / (rows * columns);
            int y = i / columns % rows * pool.stride() - pool.padding() + dy;
            int x = i % columns * pool.stride() - pool.padding() + dx;
            boolean inside = y >= 0 && y < height && x >= 0 && x < width;
            places[i] = inside ? (channel * height + y) * width + x : -1;
        }
        return places;
    }

    boolean isDecided() {
        return candidates.size() == 1;
    }

    /** How many numbers the next round's ReLU takes. */
    int width() {
        int pairs = candidates.size() / 2;
        return (2 * pairs + candidates.size() % 2) * windows;
    }

    /** What the next round's ReLU takes: a - b of every pair, then every b, then who has no partner. */
    LinearLayer.Piece round() {
        int pairs = candidates.size() / 2;
        int[][] from = new int[4][width()];
        for (int[] places : from) {
            Arrays.fill(places, -1);
        }
        for (int pair = 0; pair < pairs; pair++) {
            put(candidates.get(2 * pair), from, 0, pair * windows);
            put(candidates.get(2 * pair + 1), from, 2, pair * windows);
            put(candidates.get(2 * pair + 1), from, 0, (pairs + pair) * windows);
        }
        if (candidates.size() % 2 == 1) {
            put(candidates.getLast(), from, 0, 2 * pairs * windows);
        }
        LinearLayer.Piece piece = new LinearLayer.Selection(inputs, from, new long[] {1, 1, -1, -1});
        advance(pairs);
        return piece;
    }

    private void put(int[][] candidate, int[][] from, int term, int at) {
        for (int i = 0; i < candidate.length; i++) {
            System.arraycopy(candidate[i], 0, from[term + i], at, windows);
        }
    }

    private void advance(int pairs) {
        List<int[][]> next = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            next.add(new int[][] {counted(pair * windows), counted((pairs + pair) * windows)});
        }
        if (candidates.size() % 2 == 1) {
            next.add(new int[][] {counted(2 * pairs * windows)});
        }
        inputs = (2 * pairs + candidates.size() % 2) * windows;
        candidates = next;
    }

    private int[] counted(int from) {
        int[] out = new int[windows];
        Arrays.setAll(out, i -> from + i);
        return out;
    }

    /** The maxima, of what the last round gave. */
    LinearLayer.Piece result() {
        int[][] winner = candidates.getFirst();
        long[] ones = new long[winner.length];
        Arrays.fill(ones, 1);
        return new LinearLayer.Selection(inputs, winner, ones);
    }
}
