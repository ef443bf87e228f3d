package org.siguard.guard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.siguard.mpc.Shared;
import org.siguard.mpc.clear.ClearShare;

/**
 * What SIGuard's search does inside, query by query. Only the clear twin has it to tell: on shares each server hands over what means
 * nothing, and the log stays empty. Batches follow one another; one log belongs to one run at a time.
 *
 * <p>The predictions at every point of a search are kept only where they are asked for ({@link #withPredictions()}): for a batch they are
 * much.
 */
public final class SearchLog {
    /** For searches nobody watches. */
    static final SearchLog NONE = new SearchLog();

    private final List<Trace> traces = new ArrayList<>();
    private final boolean predictions;
    private List<Trace> batch = List.of();

    public SearchLog() {
        this(false);
    }

    private SearchLog(boolean predictions) {
        this.predictions = predictions;
    }

    /** One that keeps the noisy prediction at every point as well: for one query, or a few. */
    public static SearchLog withPredictions() {
        return new SearchLog(true);
    }

    /**
     * Where a search stood.
     *
     * @param outer      the outer iteration, from 0
     * @param inner      how many steps of it were taken
     * @param prediction p*, which would have been released from here
     * @param opinion    h of it, turned: positive while it thinks as at the start
     * @param examined   whether the validator looked at it
     * @param valid      whether it found it valid
     */
    public record Point(int outer, int inner, double[] prediction, double opinion, boolean examined, boolean valid) {
    }

    /** One query's search. */
    public static final class Trace {
        private final double opinion;
        private final double[] original;
        private final List<double[]> opinions = new ArrayList<>();
        private final List<Boolean> passed = new ArrayList<>();
        private final List<Point> points = new ArrayList<>();
        private double found;
        private double[] steps = new double[0];
        private double noise;
        private double[] released = new double[0];
        private boolean defended;

        private Trace(double opinion, double[] original) {
            this.opinion = opinion;
            this.original = original;
        }

        /** h of the prediction as it was. */
        public double opinion() {
            return opinion;
        }

        /** The prediction as it was. */
        public double[] original() {
            return original.clone();
        }

        /** h at every point of an outer iteration, its last one included: positive while it thinks as at the start. */
        public double[] doubt(int outer) {
            return opinions.get(outer).clone();
        }

        /** How many points were looked at, over all outer iterations: as many for every query, unless a guard leaves early. */
        public int looks() {
            return opinions.stream().mapToInt(points -> points.length).sum();
        }

        /** For every outer iteration, whether it found valid noise. */
        public List<Boolean> passed() {
            return List.copyOf(passed);
        }

        /** Every point of the search, one after the other; none where the log was not asked to keep predictions. */
        public List<Point> points() {
            return List.copyOf(points);
        }

        /** No noise was ever valid: the prediction left as it came, or its fallback did. */
        public boolean undefended() {
            return !defended;
        }

        /** The Euclidean length of the noise at the end of the last outer iteration, in logits. */
        public double noise() {
            return noise;
        }

        /** What was released. */
        public double[] released() {
            return released.clone();
        }

        /** How far the prediction was moved, summed over classes. */
        public double distortion() {
            double sum = 0;
            for (int i = 0; i < original.length; i++) {
                sum += Math.abs(released[i] - original[i]);
            }
            return sum;
        }
    }

    /** One trace a query, in the order in which they were asked. */
    public List<Trace> traces() {
        return List.copyOf(traces);
    }

    /** The share of queries for which an outer iteration found valid noise. */
    public double passRate(int outer) {
        return traces.stream().filter(trace -> trace.passed.get(outer)).count() / (double) traces.size();
    }

    private static double[][] seen(Shared share, double unit) {
        if (!(share instanceof ClearShare clear)) {
            return null;
        }
        int width = share.shape().extent(-1);
        double[][] out = new double[share.shape().rows()][width];
        for (int i = 0; i < share.shape().size(); i++) {
            out[i / width][i % width] = clear.value().data()[i] / unit;
        }
        return out;
    }

    private boolean blind(Shared share) {
        return this == NONE || !(share instanceof ClearShare);
    }

    void begin(Shared opinion, double opinionUnit, Shared prediction, double unit) {
        if (blind(opinion)) {
            return;
        }
        double[][] h = seen(opinion, opinionUnit);
        double[][] p = seen(prediction, unit);
        batch = new ArrayList<>();
        for (int i = 0; i < h.length; i++) {
            batch.add(new Trace(h[i][0], p[i]));
        }
        traces.addAll(batch);
    }

    void look(int inner, Shared turned, double unit) {
        if (blind(turned)) {
            return;
        }
        double[][] h = seen(turned, unit);
        for (int i = 0; i < h.length; i++) {
            Trace trace = batch.get(i);
            trace.steps = inner == 0 ? new double[1] : Arrays.copyOf(trace.steps, inner + 1);
            trace.steps[inner] = h[i][0];
        }
    }

    /** What the validator said of the point that was looked at last; {@code found} is null where it did not look. */
    void point(int inner, Shared prediction, Shared found, double unit) {
        if (!predictions || blind(prediction)) {
            return;
        }
        double[][] p = seen(prediction, unit);
        double[][] times = found == null ? null : seen(found, 1);
        for (int i = 0; i < p.length; i++) {
            Trace trace = batch.get(i);
            double before = inner == 0 ? 0 : trace.found;
            trace.found = times == null ? before : times[i][0];
            trace.points.add(new Point(trace.passed.size(), inner, p[i], trace.steps[inner], times != null, trace.found > before));
        }
    }

    void round(Shared found, Shared noise, double unit) {
        if (blind(found)) {
            return;
        }
        double[][] times = seen(found, 1);
        double[][] e = seen(noise, unit);
        for (int i = 0; i < times.length; i++) {
            Trace trace = batch.get(i);
            trace.opinions.add(trace.steps);
            trace.passed.add(times[i][0] > 0);
            trace.defended |= times[i][0] > 0;
            double sum = 0;
            for (double part : e[i]) {
                sum += part * part;
            }
            trace.noise = Math.sqrt(sum);
        }
    }

    void end(Shared released, double unit) {
        if (blind(released)) {
            return;
        }
        double[][] p = seen(released, unit);
        for (int i = 0; i < p.length; i++) {
            batch.get(i).released = p[i];
        }
    }
}
