package org.siguard.attack.reference;

import java.util.Arrays;
import org.siguard.attack.Attack;
import org.siguard.attack.Evidence;
import org.siguard.attack.Logs;
import org.siguard.attack.Needs;
import org.siguard.attack.PopulationSample;
import org.siguard.attack.Preparation;
import org.siguard.attack.References;
import org.siguard.attack.Release;
import org.siguard.base.UserMistake;

/**
 * RMIA (Zarifzadeh et al., ICML 2024): how many records z of the population the record x beats,
 * mean over z of 1[(p_θ(x)/p(x)) / (p_θ(z)/p(z)) &gt; γ], where p_θ is what the target gives the true label and p what is usual.
 * <ul>
 * <li>Online: p(x) is the mean over all reference models, those that had x in training among them.
 * <li>Offline: p(x) = ½[(1 + a)·p̄_out(x) + 1 − a], p̄_out the mean over models that had not; a = 1 takes p̄_out as it is, a = 0
 * draws it half-way to 1, as if half of the models had x and were sure of it.
 * </ul>
 * No model had z, so p(z) is the mean over the reference models in both. Probabilities are taken no smaller than 2⁻¹⁶, so that
 * none is divided by 0. The score is a share: 0 to 1.
 */
public final class RmiaAttack implements Attack {
    private final boolean online;
    private final double a;
    private final double gamma;

    private RmiaAttack(boolean online, double a, double gamma) {
        if (!(a >= 0 && a <= 1) || !(gamma > 0 && gamma <= 1000)) {
            throw new UserMistake("Attack RMIA: a = " + a + " and γ = " + gamma + " are not allowed; give a from 0 to 1 and γ above 0.");
        }
        this.online = online;
        this.a = a;
        this.gamma = gamma;
    }

    /** @param gamma by how much x must beat z; 1 is a plain comparison */
    public static RmiaAttack online(double gamma) {
        return new RmiaAttack(true, 1, gamma);
    }

    /**
     * @param a     how far p̄_out is trusted to be p
     * @param gamma by how much x must beat z; 1 is a plain comparison
     */
    public static RmiaAttack offline(double a, double gamma) {
        return new RmiaAttack(false, a, gamma);
    }

    @Override
    public String name() {
        return "RMIA " + (online ? "online" : "offline");
    }

    @Override
    public String explanation() {
        return "Says member where the target is surer of a record, compared with other models, than it is of most other records.";
    }

    @Override
    public Needs needs() {
        return Needs.VECTORS.withLabels().withReferences(online ? 2 : 1).withPopulation();
    }

    @Override
    public Scores score(Evidence evidence) {
        needs().check(name(), evidence);
        Release target = evidence.target().release();
        if (target.size() == 0) {
            return new Scores(new double[0], 0);
        }
        Preparation own = evidence.own();
        PopulationSample z = own.population();
        requireAlike(target.size(), own);
        double[] confidence = new double[target.size()];
        Arrays.setAll(confidence, target::confidence);
        double[] scores = score(confidence, own.references(), z.target(), z, -1);
        for (int record = 0; record < scores.length; record++) {
            if (Double.isNaN(scores[record])) {
                throw new UserMistake("Attack " + name() + ", record " + record
                        + ": no reference model is left that had not the record in training; train more of them.");
            }
        }
        return new Scores(scores, RehearsedThreshold.fit(own,
                (stage, actor) -> score(first(stage.confidence()[actor]), stage, z.references()[actor], z, actor)));
    }

    private double[] score(double[] x, References references, double[] targetOfZ, PopulationSample z, int without) {
        double[] usual = usual(references, without);
        double[] others = new double[targetOfZ.length];
        for (int i = 0; i < others.length; i++) {
            double sum = 0;
            for (int model = 0; model < z.references().length; model++) {
                sum += model == without ? 0 : kept(z.references()[model][i]);
            }
            int models = z.references().length - (without < 0 ? 0 : 1);
            others[i] = gamma * kept(targetOfZ[i]) / (sum / models);
        }
        Arrays.sort(others);
        double[] out = new double[x.length];
        for (int record = 0; record < out.length; record++) {
            double ratio = kept(x[record]) / usual[record];
            out[record] = Double.isNaN(ratio) ? Double.NaN : (double) below(ratio, others) / others.length;
        }
        return out;
    }

    /** p(x); not a number where no model is left to ask. */
    private double[] usual(References references, int without) {
        double[] out = new double[references.records()];
        for (int record = 0; record < out.length; record++) {
            double sum = 0;
            int models = 0;
            for (int model = 0; model < references.models(); model++) {
                boolean known = references.out()[model][record] || (online && references.in()[model][record]);
                if (model != without && known) {
                    sum += kept(references.confidence()[model][record][0]);
                    models++;
                }
            }
            double mean = sum / models;
            out[record] = online ? mean : ((1 + a) * mean + 1 - a) / 2;
        }
        return out;
    }

    private void requireAlike(int records, Preparation own) {
        int models = own.references().models();
        if (own.references().records() != records || own.population().references().length != models
                || (own.rehearsal() != null && own.rehearsal().models() != models)) {
            throw new UserMistake("Attack " + name() + ": " + records + " records under attack, " + models + " reference models that were "
                    + "asked about " + own.references().records() + ", and " + own.population().references().length
                    + " that were asked about the population; ask the same models about the same records.");
        }
    }

    private static double kept(double p) {
        return Math.max(Logs.RESOLUTION, p);
    }

    private static double[] first(double[][] views) {
        return Arrays.stream(views).mapToDouble(view -> view[0]).toArray();
    }

    /** How many of sorted values lie below. */
    private static int below(double value, double[] sorted) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
