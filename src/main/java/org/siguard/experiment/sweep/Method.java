package org.siguard.experiment.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.siguard.base.UserMistake;
import org.siguard.data.Draws;
import org.siguard.ring.Seed;

/** Which settings a sweep tries. */
public enum Method {
    /** Every combination of the values. */
    GRID("grid"),
    /** Drawn independently of one another. */
    RANDOM("random"),
    /** Spread more evenly than by chance, whatever parameters turn out to matter (Sobol 1967; Joe and Kuo's numbers). */
    SOBOL("sobol"),
    /**
     * Spread as by Sobol; all are tried with few queries first, dominated ones are given up, and what is left is tried with more (successive
     * halving, Jamieson and Talwalkar 2016).
     */
    HALVING("halving");

    static final int MOST_TRIALS = 10_000;

    private final String label;

    Method(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /**
     * Settings by key, each combination once.
     *
     * @param trials how many, for all but a grid
     */
    List<Map<String, String>> settings(List<Axis> axes, int trials, long seed) {
        return switch (this) {
            case GRID -> grid(axes);
            case RANDOM -> random(axes, trials, seed);
            case SOBOL, HALVING -> sobol(axes, trials);
        };
    }

    private static List<Map<String, String>> grid(List<Axis> axes) {
        List<Map<String, String>> out = new ArrayList<>();
        out.add(new LinkedHashMap<>());
        for (Axis axis : axes) {
            List<String> values = axis.grid();
            if ((long) out.size() * values.size() > MOST_TRIALS) {
                throw new UserMistake("The grid has more than " + MOST_TRIALS + " points; take fewer values, or random or sobol.");
            }
            List<Map<String, String>> wider = new ArrayList<>();
            for (Map<String, String> one : out) {
                for (String value : values) {
                    Map<String, String> more = new LinkedHashMap<>(one);
                    more.put(axis.key(), value);
                    wider.add(more);
                }
            }
            out = wider;
        }
        return out;
    }

    private static List<Map<String, String>> random(List<Axis> axes, int trials, long seed) {
        Draws draws = Draws.of(Seed.of(seed).derive("sweep"));
        Set<Map<String, String>> out = new LinkedHashSet<>();
        for (int i = 0; i < trials; i++) {
            Map<String, String> one = new LinkedHashMap<>();
            axes.forEach(axis -> one.put(axis.key(), axis.at(draws.uniform())));
            out.add(one);
        }
        return List.copyOf(out);
    }

    private static List<Map<String, String>> sobol(List<Axis> axes, int trials) {
        SobolSequenceGenerator sequence = new SobolSequenceGenerator(axes.size());
        Set<Map<String, String>> out = new LinkedHashSet<>();
        for (int i = 0; i < trials; i++) {
            double[] point = sequence.nextVector();
            Map<String, String> one = new LinkedHashMap<>();
            for (int k = 0; k < point.length; k++) {
                one.put(axes.get(k).key(), axes.get(k).at(point[k]));
            }
            out.add(one);
        }
        return List.copyOf(out);
    }
}
