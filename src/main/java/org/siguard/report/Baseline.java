package org.siguard.report;

import java.util.Locale;
import java.util.Optional;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Figures;
import org.siguard.experiment.Output;

/**
 * A run that others are held against.
 *
 * @param name       short, for a legend
 * @param experiment what it ran; null where only its figures are known
 */
public record Baseline(String name, Figures figures, Experiment experiment) {
    private static final int LONGEST = 24;

    public Baseline {
        name = name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
    }

    /** With its figures alone. */
    public Baseline(String name, Figures figures) {
        this(name, figures, null);
    }

    /** What it is called beside other series. */
    String series() {
        return "guarded in " + name;
    }

    /** Its figure for an attack on guarded outputs. */
    Optional<Figures.AttackFigure> guarded(String attack) {
        return figures.attacks().stream().filter(figure -> figure.output() == Output.GUARDED && figure.attack().equals(attack)).findFirst();
    }

    /** Its accuracy on guarded outputs. */
    Optional<Figures.Top1> top1() {
        return figures.top1().stream().filter(figure -> figure.output() == Output.GUARDED).findFirst();
    }

    /** A difference of shares, in points: {@code Δ +1.5}. */
    static String delta(double now, double before) {
        double points = Math.round(1000 * (now - before)) / 10.0;
        return "Δ " + (points == 0 ? "0.0" : String.format(Locale.ROOT, "%s%.1f", points < 0 ? "−" : "+", Math.abs(points)));
    }
}
