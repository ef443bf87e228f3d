package org.siguard.ui;

import java.util.Optional;
import java.util.OptionalInt;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Output;
import org.siguard.report.Brush;

/**
 * What a person points at, on whichever page: it lights up on every page that has something to say of it.
 *
 * @param run    a run, or a trial of a sweep
 * @param record a record, by its place among those that the experiment asks for
 * @param range  confidences that records were picked by
 * @param brush  ranges of settings and figures: runs and trials outside of them fade
 */
record Selection(Optional<Run> run, OptionalInt record, Optional<Range> range, Brush brush) {
    static final Selection NOTHING = new Selection(Optional.empty(), OptionalInt.empty(), Optional.empty(), Brush.NOTHING);

    /**
     * A run is known by its settings: a saved run and a trial of a sweep with the same ones are the same thing to look at.
     *
     * @param name for people
     */
    record Run(String name, Experiment experiment) {
    }

    /**
     * Confidences from one to another; the end belongs to the next range, but for 1.
     *
     * @param output on which they were released
     */
    record Range(Output output, double low, double high) {
        boolean holds(double value) {
            return value >= low && (value < high || high >= 1);
        }
    }

    Selection with(Run other) {
        return new Selection(Optional.ofNullable(other), record, range, brush);
    }

    /** A record instead of the one that was pointed at. */
    Selection withRecord(int place) {
        return new Selection(run, OptionalInt.of(place), range, brush);
    }

    /** Null for no range. */
    Selection with(Range other) {
        return new Selection(run, record, Optional.ofNullable(other), brush);
    }

    /** Other ranges instead of those that were marked. */
    Selection with(Brush other) {
        return new Selection(run, record, range, other);
    }

    /** In words, one part each; empty where nothing is pointed at. */
    String inWords() {
        StringBuilder out = new StringBuilder();
        run.ifPresent(picked -> out.append("run ").append(picked.name()));
        record.ifPresent(place -> out.append(out.isEmpty() ? "" : ", ").append("record ").append(place + 1));
        range.ifPresent(picked -> out.append(out.isEmpty() ? "" : ", ")
                .append(String.format(java.util.Locale.ROOT, "confidences %.2f to %.2f %s", picked.low(), picked.high(),
                        picked.output() == Output.GUARDED ? "behind the guard" : "before the guard")));
        if (!brush.isEmpty()) {
            out.append(out.isEmpty() ? "" : ", ").append(brush.inWords());
        }
        return out.toString();
    }
}
