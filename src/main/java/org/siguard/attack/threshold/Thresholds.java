package org.siguard.attack.threshold;

import java.util.Arrays;
import java.util.List;
import org.siguard.attack.Attack;

/** How many thresholds an attack fits, and to what. All maximise ½[P_in(s ≥ v) + P_out(s &lt; v)] on the shadow. */
public enum Thresholds {
    /** One for all classes. */
    GLOBAL("one threshold") {
        @Override
        Attack.Scores apply(double[] signal, int[] labels, int classes, List<Labelled> in, List<Labelled> out) {
            return new Attack.Scores(signal, Threshold.between(signals(in), signals(out)));
        }
    },

    /**
     * One a class, τ_y; the score is s − τ_y, so that the threshold is 0 for every class. A class of which the shadow lacks members or
     * non-members is judged by the threshold fitted on all classes together.
     */
    PER_CLASS("a threshold a class") {
        @Override
        Attack.Scores apply(double[] signal, int[] labels, int classes, List<Labelled> in, List<Labelled> out) {
            double[] thresholds = perClass(classes, in, out);
            double[] values = new double[signal.length];
            for (int record = 0; record < values.length; record++) {
                values[record] = signal[record] - thresholds[labels[record]];
            }
            return new Attack.Scores(values, 0);
        }
    },

    /** One for all classes, and the shadow decides whether members lie above or below it. */
    EITHER_WAY("one threshold, either way") {
        @Override
        Attack.Scores apply(double[] signal, int[] labels, int classes, List<Labelled> in, List<Labelled> out) {
            Threshold.Best above = Threshold.best(signals(in), signals(out));
            Threshold.Best below = Threshold.best(negated(signals(in)), negated(signals(out)));
            return above.share() >= below.share()
                    ? new Attack.Scores(signal, above.value())
                    : new Attack.Scores(negated(signal), below.value());
        }
    };

    private final String words;

    Thresholds(String words) {
        this.words = words;
    }

    /** In an attack's name. */
    public String words() {
        return words;
    }

    abstract Attack.Scores apply(double[] signal, int[] labels, int classes, List<Labelled> in, List<Labelled> out);

    /** One side of a shadow. */
    record Labelled(double[] signal, int[] labels) {
    }

    static double[] perClass(int classes, List<Labelled> in, List<Labelled> out) {
        double[][] members = byClass(classes, in);
        double[][] others = byClass(classes, out);
        double global = Threshold.between(signals(in), signals(out));
        double[] thresholds = new double[classes];
        for (int y = 0; y < classes; y++) {
            thresholds[y] = members[y].length == 0 || others[y].length == 0 ? global : Threshold.between(members[y], others[y]);
        }
        return thresholds;
    }

    private static double[][] byClass(int classes, List<Labelled> sides) {
        int[] counts = new int[classes];
        sides.forEach(side -> Arrays.stream(side.labels).forEach(y -> counts[y]++));
        double[][] out = new double[classes][];
        Arrays.setAll(out, y -> new double[counts[y]]);
        for (Labelled side : sides) {
            for (int i = 0; i < side.labels.length; i++) {
                int y = side.labels[i];
                counts[y]--;
                out[y][counts[y]] = side.signal[i];
            }
        }
        return out;
    }

    static double[] signals(List<Labelled> sides) {
        return sides.stream().flatMapToDouble(side -> Arrays.stream(side.signal)).toArray();
    }

    static double[] negated(double[] values) {
        return Arrays.stream(values).map(v -> -v).toArray();
    }
}
