package org.siguard.attack.labelonly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.siguard.attack.Oracle;
import org.siguard.data.Draws;
import org.siguard.ring.Seed;

/**
 * HopSkipJump (Chen, Jordan and Wainwright, S&amp;P 2020), for the Euclidean distance, knowing labels alone. From a point with
 * another label than x, again and again:
 * <ol>
 * <li>halve the way to x until just behind the boundary;
 * <li>estimate the boundary's normal from B = B₀√t random directions u at the distance δ = ‖x_adv − x‖ / d:
 * v = Σ (s_b − s̄) u_b, where s_b = 1 if x_adv + δu_b has another label, else −1;
 * <li>step ξ = ‖x_adv − x‖ / √t along v, halving ξ until the label is another one.
 * </ol>
 * No walker asks more than its budget; a step for which the budget no longer suffices is not begun. All walkers go in step, so that
 * each round of questions is one batch.
 */
final class BoundarySearch {
    private static final int HALVINGS = 10;
    private static final int STEP_TRIES = 6;
    /** This share of the budget goes into a start, where no record with another label is known. */
    private static final int START_SHARE = 4;

    private final Oracle oracle;
    private final int budget;
    private final FeatureBox box;

    BoundarySearch(Oracle oracle, int budget, FeatureBox box) {
        this.oracle = oracle;
        this.budget = budget;
        this.box = box;
    }

    /** One record's search. */
    static final class Walker {
        private final float[] x;
        private final int label;
        private final Draws draws;
        /** A point with another label; null until one is known. */
        private float[] at;
        private double best = Double.POSITIVE_INFINITY;
        private int used;
        private float[] normal;
        private double step;
        private double near;
        private double far;

        Walker(float[] x, int label, float[] start, Seed seed) {
            this.x = x;
            this.label = label;
            this.at = start;
            this.draws = Draws.of(seed);
        }

        private double distance() {
            return Math.sqrt(squaredDistance(x, at));
        }

        private float[] between(double share) {
            float[] out = new float[x.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = (float) (x[i] + share * (at[i] - x[i]));
            }
            return out;
        }

        private float[] stepped() {
            float[] out = at.clone();
            for (int i = 0; i < out.length; i++) {
                out[i] += (float) (step * normal[i]);
            }
            return out;
        }
    }

    /** Directions asked for in round t. */
    static int directions(int budget, int round) {
        return (int) Math.min(budget, Math.clamp(budget / 20, 8, 100) * Math.sqrt(round));
    }

    double[] distances(List<Walker> walkers) {
        start(walkers.stream().filter(walker -> walker.at == null).toList());
        List<Walker> walking = walkers.stream().filter(walker -> walker.at != null).toList();
        halve(walking);
        for (int round = 1; !walking.isEmpty(); round++) {
            int directions = directions(budget, round);
            int needed = directions + STEP_TRIES + HALVINGS;
            walking = walking.stream().filter(walker -> walker.used + needed <= budget && walker.best > 0).toList();
            estimateNormals(walking, directions);
            step(walking, round);
            halve(walking);
        }
        return walkers.stream().mapToDouble(walker -> Math.min(walker.best, box.diagonal())).toArray();
    }

    private void start(List<Walker> walkers) {
        List<Walker> looking = walkers;
        for (int i = 0; i < budget / START_SHARE && !looking.isEmpty(); i++) {
            List<float[]> points = looking.stream().map(walker -> box.draw(walker.draws)).toList();
            boolean[] other = ask(looking, points);
            for (int w = 0; w < other.length; w++) {
                if (other[w]) {
                    looking.get(w).at = points.get(w);
                }
            }
            looking = looking.stream().filter(walker -> walker.at == null).toList();
        }
    }

    /** Moves each walker towards x, to just behind the boundary. */
    private void halve(List<Walker> walkers) {
        for (Walker walker : walkers) {
            walker.near = 0;
            walker.far = 1;
        }
        for (int i = 0; i < HALVINGS; i++) {
            boolean[] other = ask(walkers, each(walkers, walker -> walker.between((walker.near + walker.far) / 2)));
            for (int w = 0; w < other.length; w++) {
                Walker walker = walkers.get(w);
                double middle = (walker.near + walker.far) / 2;
                walker.far = other[w] ? middle : walker.far;
                walker.near = other[w] ? walker.near : middle;
            }
        }
        for (Walker walker : walkers) {
            walker.at = walker.between(walker.far);
            walker.best = Math.min(walker.best, walker.distance());
        }
    }

    private void estimateNormals(List<Walker> walkers, int directions) {
        List<float[]> points = new ArrayList<>();
        List<Walker> asking = new ArrayList<>();
        float[][][] all = new float[walkers.size()][directions][];
        for (int w = 0; w < all.length; w++) {
            Walker walker = walkers.get(w);
            double radius = walker.distance() / walker.x.length;
            for (int b = 0; b < directions; b++) {
                all[w][b] = direction(walker.draws, walker.x.length);
                float[] point = walker.at.clone();
                for (int i = 0; i < point.length; i++) {
                    point[i] += (float) (radius * all[w][b][i]);
                }
                points.add(point);
                asking.add(walker);
            }
        }
        boolean[] other = ask(asking, points);
        for (int w = 0; w < all.length; w++) {
            walkers.get(w).normal = normal(all[w], Arrays.copyOfRange(other, w * directions, (w + 1) * directions));
        }
    }

    private static float[] direction(Draws draws, int dimensions) {
        float[] out = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            out[i] = (float) draws.gaussian();
        }
        return unit(out);
    }

    /** Where all directions answer alike, their mean is left to stand for the normal. */
    private static float[] normal(float[][] directions, boolean[] other) {
        double mean = 0;
        for (boolean is : other) {
            mean += (is ? 1.0 : -1.0) / other.length;
        }
        double from = Math.abs(mean) > 1 - 1e-9 ? 0 : mean;
        float[] sum = new float[directions[0].length];
        for (int b = 0; b < directions.length; b++) {
            double weight = (other[b] ? 1 : -1) - from;
            for (int i = 0; i < sum.length; i++) {
                sum[i] += (float) (weight * directions[b][i]);
            }
        }
        return unit(sum);
    }

    /** Those whose step leads to no other label stay where they are: the next round draws them a better normal. */
    private void step(List<Walker> walkers, int round) {
        for (Walker walker : walkers) {
            walker.step = walker.distance() / Math.sqrt(round);
        }
        List<Walker> trying = walkers;
        for (int i = 0; i < STEP_TRIES && !trying.isEmpty(); i++) {
            boolean[] other = ask(trying, each(trying, Walker::stepped));
            List<Walker> again = new ArrayList<>();
            for (int w = 0; w < other.length; w++) {
                Walker walker = trying.get(w);
                if (other[w]) {
                    walker.at = walker.stepped();
                } else {
                    walker.step /= 2;
                    again.add(walker);
                }
            }
            trying = again;
        }
    }

    /** For each question of each walker, whether the label is another than its record's. */
    private boolean[] ask(List<Walker> walkers, List<float[]> points) {
        if (points.isEmpty()) {
            return new boolean[0];
        }
        int[] said = oracle.labels(points);
        boolean[] other = new boolean[said.length];
        for (int i = 0; i < said.length; i++) {
            walkers.get(i).used++;
            other[i] = said[i] != walkers.get(i).label;
        }
        return other;
    }

    private static List<float[]> each(List<Walker> walkers, Function<Walker, float[]> point) {
        return walkers.stream().map(point).toList();
    }

    private static float[] unit(float[] v) {
        double length = Math.sqrt(squaredDistance(v, new float[v.length]));
        float[] out = new float[v.length];
        for (int i = 0; i < v.length && length > 0; i++) {
            out[i] = (float) (v[i] / length);
        }
        return out;
    }

    static double squaredDistance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = a[i] - b[i];
            sum += difference * difference;
        }
        return sum;
    }
}
