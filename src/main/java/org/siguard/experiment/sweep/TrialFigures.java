package org.siguard.experiment.sweep;

import java.util.EnumMap;
import java.util.Map;
import org.siguard.attack.metric.Estimate;
import org.siguard.experiment.Figures;
import org.siguard.experiment.Output;
import org.siguard.experiment.sweep.Limits.Aim;

/** What a run says of each aim, so that kept runs and trials can be told by the same ranges. */
public final class TrialFigures {
    private TrialFigures() {
    }

    /** What the figures do not say is left out. */
    public static Map<Aim, Estimate> of(Figures figures) {
        Map<Aim, Estimate> out = new EnumMap<>(Aim.class);
        if (figures.strongest(Output.GUARDED) != null) {
            out.put(Aim.STRONGEST, figures.strongest(Output.GUARDED).accuracy());
        }
        if (figures.change() != null) {
            out.put(Aim.DISTORTION, figures.change().distortion());
            out.put(Aim.UNDEFENDED, figures.change().undefended());
        }
        figures.top1().stream().filter(top1 -> top1.output() == Output.GUARDED).findFirst()
                .ifPresent(top1 -> out.put(Aim.TOP1, top1.accuracy()));
        if (figures.latency() != null) {
            out.put(Aim.LATENCY, latency(figures.latency()));
        }
        return out;
    }

    /** Predicted, as far as the prediction may be off; measured, from the least to the most of the batches. */
    private static Estimate latency(Figures.Latency latency) {
        double value = latency.total();
        Figures.Spread spread = latency.spread();
        return spread == null ? new Estimate(value, value, value)
                : new Estimate(value, Math.min(value, spread.low()), Math.max(value, spread.high()));
    }
}
