package org.siguard.guard;

import java.util.Arrays;
import java.util.Optional;
import org.siguard.base.Largest;
import org.siguard.base.Parameter;
import org.siguard.base.Settings;
import org.siguard.base.UserMistake;
import org.siguard.data.Draws;
import org.siguard.model.Model;
import org.siguard.model.PlainInference;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Shared;
import org.siguard.mpc.clear.ClearShare;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Seed;

/**
 * MemGuard (Jia et al., CCS 2019), SIGuard's ancestor, as published: in plaintext, by a server that sees every prediction.
 * <ol>
 * <li>c3 = 0.1 and no noise. Over and over, until c3 is above 1e5: from e = 0, at most {@link #STEPS} steps against the gradient of |h| + 10 *
 * [label lost] + c3 * |p* - p|, each of the length {@link #STEP}, and no further once the label stays and h is turned.
 * <li>If that was reached, the noise is kept and c3 is ten times as large; if not, the search is over.
 * <li>The noisy prediction is released with the probability budget / |p* - p|, or 1 if that is more: so the budget is kept on average. The
 * draw is made once for every query, from the query itself: asking again gives the same.
 * </ol>
 * How many steps it takes depends on h and so on membership: that is the leak SIGuard's fixed number closes, and {@link Answer#steps} shows.
 * It runs on the clear twin only; shares it cannot read.
 */
public final class MemGuard implements OutputGuard {
    public static final String NAME = "memguard";

    public static final Parameter<Integer> STEPS = new Parameter.Whole("guard.memguard-steps", "MemGuard: most steps", 300, 1, 1000, "",
            "A search ends after so many steps at the latest.");
    public static final Parameter<Double> STEP = new Parameter.Real("guard.memguard-step", "MemGuard: step", 0.1, 0.01, 2, true, "logits",
            "The length of one step.");
    public static final Parameter<Double> BUDGET = new Parameter.Real("guard.memguard-budget", "MemGuard: budget", 2.0, 0.01, 2, true, "",
            "How far predictions may be moved on average, summed over classes. 2: noise is always released.");

    private static final double FIRST_C3 = 0.1;
    private static final double C3_GROWTH = 10;
    private static final double MOST_C3 = 1e5;
    private static final double C2 = 10;

    private final Settings settings;
    private final PlainMembership h;
    private final Seed seed;
    private final Watch watch;

    /** @param seed for whether noise is released; the owner's secret */
    public MemGuard(Settings settings, Model membership, Seed seed) {
        this(settings, new PlainMembership(membership), seed, steps -> {
        });
    }

    private MemGuard(Settings settings, PlainMembership h, Seed seed, Watch watch) {
        this.settings = settings;
        this.h = h;
        this.seed = seed;
        this.watch = watch;
    }

    /**
     * What was released, and what gives it away.
     *
     * @param steps  how many there were, over all searches
     * @param found  whether noise was found
     * @param noised whether it was released
     */
    public record Answer(double[] released, int steps, boolean found, boolean noised) {
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<OutputGuard> timed(Watch other) {
        return Optional.of(new MemGuard(settings, h, seed, other));
    }

    /** One query. */
    public Answer protect(double[] logits) {
        double[] p = PlainInference.softmax(logits);
        int label = Largest.of(logits);
        double opinion = h.logit(p);
        double[] kept = null;
        int steps = 0;
        for (double c3 = FIRST_C3; c3 <= MOST_C3 * 1.001; c3 *= C3_GROWTH) {
            Point at = point(logits.clone());
            int taken = 0;
            while (taken < settings.get(STEPS) && !at.valid(label, opinion)) {
                at = point(step(at, p, label, c3));
                taken++;
            }
            steps += taken;
            if (!at.valid(label, opinion)) {
                break;
            }
            kept = at.p;
        }
        if (kept == null) {
            return new Answer(p, steps, false, false);
        }
        double distortion = 0;
        for (int i = 0; i < p.length; i++) {
            distortion += Math.abs(kept[i] - p[i]);
        }
        boolean noised = draw(logits) * distortion <= settings.get(BUDGET);
        return new Answer(noised ? kept : p, steps, true, noised);
    }

    /** Uniform in [0, 1), the same for the same query. */
    private double draw(double[] logits) {
        return Draws.of(seed.derive("release", Arrays.hashCode(logits))).uniform();
    }

    /**
     * Where a search has come to.
     *
     * @param x logits
     * @param p their softmax
     * @param h what it makes of that, and which way it would make less of it
     */
    private record Point(double[] x, double[] p, PlainMembership.Opinion h) {
        boolean valid(int label, double opinion) {
            return Largest.of(x) == label && h.logit() * opinion <= 0;
        }
    }

    private Point point(double[] x) {
        double[] p = PlainInference.softmax(x);
        return new Point(x, p, h.of(p));
    }

    /** The logits one step further. */
    private double[] step(Point at, double[] original, int label, double c3) {
        double[] p = at.p;
        PlainMembership.Opinion opinion = at.h;
        double[] w = new double[p.length];
        double mean = 0;
        for (int i = 0; i < w.length; i++) {
            w[i] = Math.signum(opinion.logit()) * opinion.gradient()[i] + c3 * Math.signum(p[i] - original[i]);
            mean += w[i] * p[i];
        }
        double[] g = new double[p.length];
        double square = 0;
        int says = Largest.of(at.x);
        for (int i = 0; i < g.length; i++) {
            g[i] = p[i] * (w[i] - mean) + C2 * ((i == says ? 1 : 0) - (i == label ? 1 : 0));
            square += g[i] * g[i];
        }
        double factor = square == 0 ? 0 : settings.get(STEP) / Math.sqrt(square);
        double[] x = at.x.clone();
        for (int i = 0; i < x.length; i++) {
            x[i] -= factor * g[i];
        }
        return x;
    }

    @Override
    public void own(Outsider owner, FixedPoint fixedPoint) {
        // The server that runs it knows h; nothing is shared.
    }

    @Override
    public boolean worksOnShares() {
        return false;
    }

    @Override
    public Guarding serve(FullRing engine) {
        return logits -> {
            if (!(logits instanceof ClearShare clear)) {
                throw new UserMistake(
                        "guard: memguard sees every prediction, so it cannot run on shares; ask for a preview, or for the guard "
                                + EarlyExitGuard.NAME + " to see it leak in shares.");
            }
            return released(engine, clear.value());
        };
    }

    private Shared released(FullRing engine, RingTensor logits) {
        int classes = logits.shape().extent(-1);
        double[] all = engine.fixedPoint().decode(logits);
        double[] out = new double[all.length];
        for (int row = 0; row < logits.shape().rows(); row++) {
            Answer answer = protect(Arrays.copyOfRange(all, row * classes, (row + 1) * classes));
            watch.took(answer.steps());
            System.arraycopy(answer.released(), 0, out, row * classes, classes);
        }
        Shared vectors = engine.constant(engine.fixedPoint().encode(logits.shape(), out));
        return Label.of(engine, engine.constant(logits)).seal(vectors);
    }
}
