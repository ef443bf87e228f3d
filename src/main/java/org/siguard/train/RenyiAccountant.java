package org.siguard.train;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.siguard.base.UserMistake;

/**
 * What a training with DP-SGD gives away at most, known before it begins: ε for a δ, by Rényi differential privacy.
 *
 * <ol>
 * <li>A step sees every record with probability q, each for itself (Poisson sampling), and adds noise of σ clipping norms. Its
 * Rényi divergence of order α is at most ln(A) / (α − 1), A the mean over z ~ N(0, σ²) of (1 − q + q e^((2z − 1)/(2σ²)))^α
 * (Mironov, Talwar and Zhang 2019, "Rényi differential privacy of the sampled Gaussian mechanism", for neighbours that differ
 * in one record's presence).
 * <li>Steps add up.
 * <li>ε = divergence + ln((α − 1)/α) − (ln δ + ln α)/(α − 1), for whichever order gives the least (Balle et al. 2020; Canonne,
 * Kamath and Steinke 2020).
 * </ol>
 *
 * <p>For whole α, A is the paper's finite sum; else the integral is computed by the trapezoidal rule, which for such a smooth
 * integrand is exact to rounding.
 */
public final class RenyiAccountant {
    private static final double[] ORDERS = DoubleStream.concat(IntStream.range(11, 110).mapToDouble(i -> i / 10.0),
            DoubleStream.concat(IntStream.range(11, 64).asDoubleStream(), DoubleStream.of(64, 80, 96, 128, 192, 256, 384, 512, 768, 1024)))
            .toArray();

    private RenyiAccountant() {
    }

    /** The ε of a training on so many records, 0 where it takes no step. */
    public static double epsilon(TrainingSettings settings, int records) {
        if (!settings.differentiallyPrivate()) {
            throw new UserMistake("Without dp-sgd there is no epsilon; set " + TrainingSettings.PRIVACY.key() + " to dp-sgd.");
        }
        return epsilon(samplingRate(settings, records), settings.values().get(TrainingSettings.NOISE),
                (long) stepsAnEpoch(settings, records) * settings.epochs(), settings.values().get(TrainingSettings.DELTA));
    }

    static double samplingRate(TrainingSettings settings, int records) {
        return Math.min(1, (double) settings.batch() / records);
    }

    static int stepsAnEpoch(TrainingSettings settings, int records) {
        return (int) Math.max(1, Math.round(1 / samplingRate(settings, records)));
    }

    /**
     * @param rate  q, the probability that a step sees a record
     * @param noise σ, the noise's deviation in clipping norms
     */
    public static double epsilon(double rate, double noise, long steps, double delta) {
        double least = Double.POSITIVE_INFINITY;
        for (double order : ORDERS) {
            double epsilon = steps * divergence(rate, noise, order) + Math.log1p(-1 / order)
                    - (Math.log(delta) + Math.log(order)) / (order - 1);
            least = Math.min(least, epsilon);
        }
        return steps == 0 ? 0 : Math.max(0, least);
    }

    /** The Rényi divergence of one step. */
    static double divergence(double rate, double noise, double order) {
        if (!(rate >= 0 && rate <= 1 && noise > 0 && order > 1)) {
            throw new IllegalArgumentException("rate " + rate + ", noise " + noise + ", order " + order);
        }
        if (rate == 0) {
            return 0;
        }
        if (rate == 1) {
            return order / (2 * noise * noise);
        }
        double logMean = order == Math.rint(order) ? sum(rate, noise, (int) order) : integral(rate, noise, order);
        return Math.max(0, logMean / (order - 1));
    }

    /** ln Σ_k C(α, k) (1 − q)^(α − k) q^k e^((k² − k)/(2σ²)) */
    static double sum(double rate, double noise, int order) {
        double[] terms = new double[order + 1];
        for (int k = 0; k <= order; k++) {
            terms[k] = CombinatoricsUtils.binomialCoefficientLog(order, k) + (order - k) * Math.log1p(-rate) + k * Math.log(rate)
                    + ((double) k * k - k) / (2 * noise * noise);
        }
        return logSum(terms);
    }

    /** The same for any order. The branch points lie πσ² beside the real line, so steps must be shorter than that, and than σ. */
    static double integral(double rate, double noise, double order) {
        double step = Math.min(noise, noise * noise) / 8;
        double from = -40 * noise;
        int points = (int) Math.ceil((order + 80 * noise) / step);
        double[] terms = new double[points];
        for (int i = 0; i < points; i++) {
            double z = from + i * step;
            double unsampled = Math.log1p(-rate);
            double sampled = Math.log(rate) + (2 * z - 1) / (2 * noise * noise);
            double most = Math.max(unsampled, sampled);
            double mixture = most + Math.log1p(Math.exp(Math.min(unsampled, sampled) - most));
            terms[i] = order * mixture - z * z / (2 * noise * noise);
        }
        return logSum(terms) + Math.log(step / (noise * Math.sqrt(2 * Math.PI)));
    }

    private static double logSum(double[] terms) {
        double most = DoubleStream.of(terms).max().orElseThrow();
        return most + Math.log(DoubleStream.of(terms).map(term -> Math.exp(term - most)).sum());
    }
}
