package org.siguard.report;

import java.util.ArrayList;
import java.util.List;
import org.siguard.attack.metric.Estimate;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Figures;
import org.siguard.experiment.Output;
import org.siguard.guard.Siguard;

/** Figures that follow the settings by a simple law, without any run behind them: for tests of what shows figures. */
public final class SampleFigures {
    private static final double FLOOR = 0.64;

    private SampleFigures() {
    }

    /** @param share of the queries that are done, 0 to 1 */
    public static Figures of(Experiment experiment, Fidelity fidelity, double share) {
        int half = Math.max(5, (int) (experiment.get(Experiment.QUERIES) * share / 2));
        double reach = experiment.get(Siguard.STEP) * experiment.get(Siguard.INNER);
        double strength = experiment.get(Experiment.GUARD).equals(Siguard.NAME) ? 1 - Math.exp(-reach / 1.5) : 0;
        List<Figures.AttackFigure> attacks = new ArrayList<>();
        List<Figures.Top1> top1 = new ArrayList<>();
        for (Output output : Output.values()) {
            double left = output == Output.GUARDED ? 1 - strength : 1;
            attacks.add(new Figures.AttackFigure("gap", output, interval(FLOOR, 2 * half)));
            attacks.add(new Figures.AttackFigure("confidence", output, interval(0.5 + 0.24 * left, 2 * half)));
            attacks.add(new Figures.AttackFigure("confidence adaptive", output, interval(0.6 + 0.15 * left, 2 * half)));
            top1.add(new Figures.Top1(output, interval(0.716, half)));
        }
        int steps = experiment.get(Siguard.OUTER) * experiment.get(Siguard.INNER);
        double slower = fidelity == Fidelity.PREVIEW ? 1 : 1.17;
        double guard = strength == 0 ? 0 : 0.031 * steps * slower;
        Figures.Latency latency =
                new Figures.Latency(0.84 * slower, guard, fidelity == Fidelity.PREVIEW, experiment.get(Experiment.NETWORK),
                        experiment.get(Experiment.BATCH), 118 + 96 * steps, 4_300_000L + 410_000L * steps,
                        new Figures.Spread(0.8 * (0.84 * slower + guard), 1.3 * (0.84 * slower + guard), 0.8 * guard, 1.3 * guard,
                                fidelity == Fidelity.PREVIEW ? 0 : 5));
        return new Figures(fidelity, half, half, attacks, top1, FLOOR, latency);
    }

    private static Estimate interval(double share, int n) {
        double width = 1.96 * Math.sqrt(share * (1 - share) / n);
        return new Estimate(share, Math.max(0, share - width), Math.min(1, share + 0.95 * width));
    }
}
