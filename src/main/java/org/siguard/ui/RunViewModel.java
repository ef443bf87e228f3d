package org.siguard.ui;

import java.time.Clock;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.RunEvent;

/** How far the run is, what happened lately, and what went wrong. */
final class RunViewModel {
    private static final int LINES = 300;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Clock clock;
    private final ReadOnlyStringWrapper phase = new ReadOnlyStringWrapper("Ready");
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(0);
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper held = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper left = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
    private final ObservableList<String> log = FXCollections.observableArrayList();
    private final FilteredList<String> shown = new FilteredList<>(log);
    private final StringProperty filter = new SimpleStringProperty("");
    private Fidelity fidelity = Fidelity.PREVIEW;
    private String told = "";
    private String details = "";
    private long startedMillis;

    RunViewModel(Clock clock) {
        this.clock = clock;
        filter.subscribe(words -> shown.setPredicate(words.isBlank() ? null : line -> has(line, words)));
    }

    /** What is being done, in words. */
    ReadOnlyStringProperty phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /** 0 to 1. */
    ReadOnlyDoubleProperty fractionProperty() {
        return fraction.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Whether the run stands still because the person wanted it to. */
    ReadOnlyBooleanProperty heldProperty() {
        return held.getReadOnlyProperty();
    }

    /** How long it will still take, in words; empty where there is no telling. */
    ReadOnlyStringProperty leftProperty() {
        return left.getReadOnlyProperty();
    }

    /** The person holds the run, or lets it go on. */
    void hold(boolean now) {
        held.set(now && running.get());
        if (now) {
            left.set("paused");
        }
    }

    /** Something happened beside the runs. */
    void tellOf(String line) {
        tell(line);
    }

    /** Something went wrong beside the runs: the person is told in the same place. */
    void trouble(String message, String more) {
        error.set(message);
        details = message + (more.isEmpty() ? "" : "\n\n" + more);
        tell(message);
    }

    /** One line, empty where nothing is wrong. */
    ReadOnlyStringProperty errorProperty() {
        return error.getReadOnlyProperty();
    }

    /** The last lines, newest first: those that have every word of the filter. */
    ObservableList<String> log() {
        return FXCollections.unmodifiableObservableList(shown);
    }

    /** Words that are looked for in the lines; empty for all lines. */
    StringProperty filterProperty() {
        return filter;
    }

    private static boolean has(String line, String words) {
        String lower = line.toLowerCase(Locale.ROOT);
        return Arrays.stream(words.toLowerCase(Locale.ROOT).strip().split("\\s+")).allMatch(lower::contains);
    }

    /** The error and what led to it, for a bug report. */
    String details() {
        return details;
    }

    void begin(Fidelity now) {
        fidelity = now;
        told = "";
        startedMillis = clock.millis();
        running.set(true);
        held.set(false);
        left.set("");
        fraction.set(0);
        phase.set(name());
        if (now == Fidelity.MEASURED) {
            tell("Measuring.");
        }
    }

    void heard(RunEvent event, Experiment experiment, String more) {
        switch (event) {
            case RunEvent.Started started -> {
            }
            case RunEvent.Advanced advanced -> advance(advanced);
            case RunEvent.Measured measured -> {
            }
            case RunEvent.Active active -> {
            }
            case RunEvent.Warned warned -> tell(warned.message());
            case RunEvent.Finished finished -> end("Done", 1, name() + " done in " + elapsed() + ".");
            case RunEvent.Cancelled cancelled -> end("Stopped", 0, name() + " stopped.");
            case RunEvent.Failed failed -> {
                error.set(failed.message());
                details = failed.message() + "\n\n" + name() + " with " + experiment.settings() + "\nJava "
                        + System.getProperty("java.version") + ", "
                        + System.getProperty("os.name") + " " + System.getProperty("os.arch") + "\n" + (more.isEmpty() ? "" : "\n" + more);
                end("Failed", 0, name() + " failed: " + failed.message());
            }
        }
    }

    /** The person goes on: what went wrong is dealt with. A run that starts by itself leaves it standing. */
    void forgetError() {
        error.set("");
        details = "";
    }

    /** The current run was asked to stop, and has not heard of it yet. */
    void stopping() {
        if (running.get()) {
            phase.set(name() + ": stopping");
        }
    }

    /** The current run counts no longer, and nothing follows yet. */
    void dropped() {
        held.set(false);
        left.set("");
        running.set(false);
        fraction.set(0);
        phase.set("Waiting for your change to settle");
    }

    private void advance(RunEvent.Advanced advanced) {
        fraction.set(Math.clamp(advanced.fraction(), 0, 1));
        if (!held.get()) {
            left.set(advanced.secondsLeft() < 0 || fidelity == Fidelity.PREVIEW ? ""
                    : "about " + duration(advanced.secondsLeft()) + " left");
        }
        phase.set(name() + ": " + advanced.phase());
        if (fidelity == Fidelity.MEASURED && !advanced.phase().equals(told)) {
            told = advanced.phase();
            tell(Character.toUpperCase(told.isEmpty() ? ' ' : told.charAt(0)) + (told.isEmpty() ? "" : told.substring(1)) + ".");
        }
    }

    private void end(String word, double done, String line) {
        held.set(false);
        left.set("");
        running.set(false);
        fraction.set(done);
        phase.set(word);
        tell(line);
    }

    private String name() {
        return fidelity == Fidelity.MEASURED ? "Measuring" : "Preview";
    }

    private String elapsed() {
        return String.format(Locale.ROOT, "%.2f s", (clock.millis() - startedMillis) / 1e3);
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 90 ? whole + " s"
                : whole < 5_400 ? Math.round(whole / 60.0) + " min" : String.format(Locale.ROOT, "%.1f h", seconds / 3_600);
    }

    private void tell(String line) {
        log.add(0, LocalTime.now(clock).format(TIME) + "  " + line);
        if (log.size() > LINES) {
            log.remove(LINES, log.size());
        }
    }
}
