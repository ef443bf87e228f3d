package org.siguard.attack.reference;

import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.siguard.attack.Attack;
import org.siguard.attack.Evidence;
import org.siguard.attack.Logs;
import org.siguard.attack.Needs;
import org.siguard.attack.Observation;
import org.siguard.attack.References;
import org.siguard.base.UserMistake;

/**
 * The likelihood-ratio attack LiRA (Carlini et al., S&amp;P 2022). For each record, φ = ln(p_y / (1 − p_y)) of reference models
 * that had it in training is taken for normal, and so is φ of those that had not; φ is of p clamped to [2⁻¹⁶, 1 − 2⁻¹⁶].
 * <ul>
 * <li>Online: ln N(φ; μ_in, σ_in) − ln N(φ; μ_out, σ_out).
 * <li>Offline, with no model that had the record: Φ((φ − μ_out) / σ_out).
 * </ul>
 * Both are averaged over the record and its augmented copies. A deviation is the record's own (with n − 1 below the sum), or,
 * fixed, one for all records: the root of the pooled squared residuals over (values − means); better where there are few
 * models. None is taken below {@value #LEAST_DEVIATION}, so that models that all agree leave a ratio that is finite.
 *
 * <p>By hand: μ_in = 2, μ_out = 0, both σ = 1, φ = 2: online ½ · 2² = 2, offline Φ(2) = 0.97725.
 */
public final class LiraAttack implements Attack {
    static final double LEAST_DEVIATION = 1e-3;
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    private final boolean online;
    private final boolean fixed;

    private LiraAttack(boolean online, boolean fixed) {
        this.online = online;
        this.fixed = fixed;
    }

    /** @param fixed one deviation for all records, in place of each record's own */
    public static LiraAttack online(boolean fixed) {
        return new LiraAttack(true, fixed);
    }

    /** @param fixed one deviation for all records, in place of each record's own */
    public static LiraAttack offline(boolean fixed) {
        return new LiraAttack(false, fixed);
    }

    @Override
    public String name() {
        return "LiRA " + (online ? "online" : "offline") + (fixed ? ", fixed variance" : "");
    }

    @Override
    public String explanation() {
        return "Asks for each record whether the target speaks like models that were trained on it or like models that were not.";
    }

    @Override
    public Needs needs() {
        return Needs.VECTORS.withLabels().withReferences((online ? 2 : 1) * (fixed ? 1 : 2));
    }

    @Override
    public Scores score(Evidence evidence) {
        needs().check(name(), evidence);
        Observation target = evidence.target();
        if (target.size() == 0) {
            return new Scores(new double[0], 0);
        }
        References references = evidence.own().references();
        double[][] own = References.confidences(Stream.concat(Stream.of(target.release()), target.views().stream()).toList());
        requireAlike(references, own);
        double[] scores = score(own, references, -1);
        for (int record = 0; record < scores.length; record++) {
            if (Double.isNaN(scores[record])) {
                throw lacking(record);
            }
        }
        double threshold = RehearsedThreshold.fit(evidence.own(), (stage, actor) -> score(stage.confidence()[actor], stage, actor));
        return new Scores(scores, threshold == RehearsedThreshold.UNFITTED && online ? 0 : threshold);
    }

    /** One score a record; not a number where too few models are left to say what is usual. */
    private double[] score(double[][] own, References references, int without) {
        double[] out = new double[own.length];
        for (int view = 0; view < references.views(); view++) {
            Spread in = online ? Spread.of(references, true, view, without) : null;
            Spread others = Spread.of(references, false, view, without);
            for (int record = 0; record < out.length; record++) {
                double phi = Logs.odds(own[record][view]);
                double far = others.distance(phi, record, fixed);
                out[record] += online
                        ? in.logDensity(phi, record, fixed) - others.logDensity(phi, record, fixed)
                        : Double.isNaN(far) ? Double.NaN : STANDARD.cumulativeProbability(far);
            }
        }
        for (int record = 0; record < out.length; record++) {
            out[record] /= references.views();
        }
        return out;
    }

    private UserMistake lacking(int record) {
        int least = fixed ? 1 : 2;
        return new UserMistake("Attack " + name() + ", record " + record + ": it takes at least " + least + " reference models "
                + (online ? "that had the record in training and " + least + " that had not" : "that had not the record in training")
                + "; train more of them" + (fixed ? "." : ", or take the fixed variance."));
    }

    private void requireAlike(References references, double[][] own) {
        if (references.records() != own.length || references.views() != own[0].length) {
            throw new UserMistake("Attack " + name() + ": the target was asked about " + own.length + " records in " + own[0].length
                    + " views, the reference models about " + references.records() + " in " + references.views()
                    + "; ask both about the same.");
        }
    }

    /**
     * φ of one side's models: how many, their mean and their deviation for each record, and the deviation of all.
     *
     * @param pooled not a number where no record has two models
     */
    private record Spread(int[] count, double[] mean, double[] deviation, double pooled) {
        static Spread of(References references, boolean side, int view, int without) {
            int records = references.records();
            double[][] phi = new double[references.models()][];
            int[] count = new int[records];
            double[] mean = new double[records];
            for (int model : models(references, without)) {
                phi[model] = new double[records];
                for (int record = 0; record < records; record++) {
                    if (references.side(side)[model][record]) {
                        phi[model][record] = Logs.odds(references.confidence()[model][record][view]);
                        count[record]++;
                        mean[record] += phi[model][record];
                    }
                }
            }
            double[] squares = new double[records];
            for (int record = 0; record < records; record++) {
                mean[record] /= count[record];
            }
            for (int model : models(references, without)) {
                for (int record = 0; record < records; record++) {
                    if (references.side(side)[model][record]) {
                        double residual = phi[model][record] - mean[record];
                        squares[record] += residual * residual;
                    }
                }
            }
            return of(count, mean, squares);
        }

        private static Spread of(int[] count, double[] mean, double[] squares) {
            double all = 0;
            long free = 0;
            double[] deviation = new double[count.length];
            for (int record = 0; record < count.length; record++) {
                all += squares[record];
                free += Math.max(0, count[record] - 1);
                deviation[record] = count[record] < 2 ? Double.NaN : floored(squares[record] / (count[record] - 1));
            }
            return new Spread(count, mean, deviation, free == 0 ? Double.NaN : floored(all / free));
        }

        private static List<Integer> models(References references, int without) {
            return Stream.iterate(0, model -> model + 1).limit(references.models()).filter(model -> model != without).toList();
        }

        private static double floored(double variance) {
            return Math.max(LEAST_DEVIATION, Math.sqrt(variance));
        }

        private double deviation(int record, boolean fixed) {
            return fixed && count[record] > 0 ? pooled : deviation[record];
        }

        double distance(double phi, int record, boolean fixed) {
            return (phi - mean[record]) / deviation(record, fixed);
        }

        /** ln N(φ; μ, σ) + ½ ln 2π. */
        double logDensity(double phi, int record, boolean fixed) {
            double z = distance(phi, record, fixed);
            return -StrictMath.log(deviation(record, fixed)) - z * z / 2;
        }
    }
}
