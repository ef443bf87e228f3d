package org.siguard.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.siguard.base.Parameter;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Figures;
import org.siguard.experiment.Output;
import org.siguard.experiment.RunResult;
import org.siguard.experiment.saved.Comparison;
import org.siguard.experiment.saved.SavedRun;
import org.siguard.experiment.saved.SavedRuns;
import org.siguard.experiment.sweep.TrialFigures;
import org.siguard.report.Brush;
import org.siguard.report.ComparedAttacks;

/** The runs that were kept: listed, searched, compared, and one of them pinned as what all others are held against. */
final class RunsViewModel {
    private final Optional<SavedRuns> kept;
    private final Threads threads;
    private final Consumer<String> told;
    private final Consumer<String> trouble;
    private final ObservableList<SavedRun> shown = FXCollections.observableArrayList();
    private final StringProperty search = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<SavedRun> baseline = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Comparison> comparison = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<ComparedAttacks> compared = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<List<SavedRun>> all = new ReadOnlyObjectWrapper<>(List.of());
    private SavedRuns.Listing listing = new SavedRuns.Listing(List.of(), List.of());

    /**
     * @param told    hears what was done
     * @param trouble hears what went wrong
     */
    RunsViewModel(Optional<SavedRuns> kept, Threads threads, Consumer<String> told, Consumer<String> trouble) {
        this.kept = kept;
        this.threads = threads;
        this.told = told;
        this.trouble = trouble;
        search.subscribe(any -> filter());
    }

    /** Newest first, those that have the words that are searched for. */
    ObservableList<SavedRun> shown() {
        return shown;
    }

    StringProperty searchProperty() {
        return search;
    }

    /** What others are held against; null for nothing. */
    ReadOnlyObjectProperty<SavedRun> baselineProperty() {
        return baseline.getReadOnlyProperty();
    }

    /** Of the runs that were compared last; null for none. */
    ReadOnlyObjectProperty<Comparison> comparisonProperty() {
        return comparison.getReadOnlyProperty();
    }

    /** The same as a figure; null for none. */
    ReadOnlyObjectProperty<ComparedAttacks> comparedProperty() {
        return compared.getReadOnlyProperty();
    }

    /** How many there are, and what cannot be read. */
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    boolean canKeep() {
        return kept.isPresent();
    }

    /** All that is kept, read anew when the folder is. */
    ReadOnlyObjectProperty<List<SavedRun>> keptProperty() {
        return all.getReadOnlyProperty();
    }

    /** The newest run with these settings, that of the same name first. */
    Optional<SavedRun> with(Selection.Run wanted) {
        List<SavedRun> same = all.get().stream().filter(run -> run.result().experiment().equals(wanted.experiment())).toList();
        return same.stream().filter(run -> run.name().equals(wanted.name())).findFirst().or(() -> same.stream().findFirst());
    }

    /** Reads the folder anew. */
    void refresh() {
        kept.ifPresent(runs -> inFiles(runs::list, now -> {
            listing = now;
            filter();
            all.set(now.runs());
        }));
    }

    private void filter() {
        List<String> words = List.of(search.get().strip().split("\\s+")).stream().filter(word -> !word.isEmpty()).toList();
        shown.setAll(listing.with(words).runs());
        note.set(kept.isEmpty() ? "This window was opened without a folder to keep runs in."
                : listing.unreadable().isEmpty() ? ""
                        : listing.unreadable().size() + " cannot be read: " + listing.unreadable().getFirst());
    }

    /** Keeps a finished run under a name; empty for one made of model and guard. */
    void save(RunResult result, String name) {
        kept.ifPresent(runs -> inFiles(() -> runs.save(result, name), saved -> {
            told.accept("Kept as " + saved.id() + ".");
            refresh();
        }));
    }

    void delete(List<SavedRun> gone) {
        kept.ifPresent(runs -> inFiles(() -> {
            gone.forEach(runs::delete);
            return gone.size();
        }, count -> {
            if (gone.contains(baseline.get())) {
                baseline.set(null);
            }
            told.accept(count == 1 ? "A run was deleted." : count + " runs were deleted.");
            refresh();
        }));
    }

    /** Keeps a note beside a run; the same words again are not written again. */
    void note(SavedRun run, String note) {
        if (run.note().equals(note.strip())) {
            return;
        }
        kept.ifPresent(runs -> inFiles(() -> runs.note(run, note), noted -> {
            told.accept("The note on " + noted.name() + " is kept.");
            refresh();
        }));
    }

    /** Holds two runs or more side by side, the earliest of the list first; with the baseline before them where one is pinned. */
    void compare(List<SavedRun> chosen) {
        List<SavedRun> all = new ArrayList<>(chosen);
        if (baseline.get() != null) {
            all.remove(baseline.get());
            all.addFirst(baseline.get());
        }
        if (all.size() == 1) {
            trouble.accept("There is nothing to compare " + all.getFirst().name() + " with: choose another run as well (Ctrl+click).");
            return;
        }
        inFiles(() -> Comparison.of(all), now -> {
            comparison.set(now);
            compared.set(ComparedAttacks.of(now).orElse(null));
        });
    }

    /** Pins a run; the one that is pinned is let go. */
    void pin(SavedRun run) {
        baseline.set(run == null || run.equals(baseline.get()) ? null : run);
    }

    /** How figures differ from the baseline's, in words; empty without a baseline. */
    String delta(Figures figures) {
        if (baseline.get() == null || figures == null) {
            return "";
        }
        Figures base = baseline.get().result().figures();
        return "Δ to " + baseline.get().name() + ": strongest attack on guarded " + points(strongest(figures) - strongest(base))
                + ", top-1 " + points(top1(figures) - top1(base)) + ", latency "
                + (figures.latency() == null || base.latency() == null ? "unknown"
                        : String.format(Locale.ROOT, "%+.2f s", figures.latency().total() - base.latency().total())
                                + (figures.latency().predicted() == base.latency().predicted() ? "" : " (one predicted, one measured)"))
                + ".";
    }

    /** Whether it lies in all ranges that a person has marked. */
    static boolean holds(Brush brush, SavedRun run) {
        Experiment experiment = run.result().experiment();
        return brush.holds(Experiment.PARAMETERS.stream()
                .collect(Collectors.toMap(Parameter::key, parameter -> experiment.settings().text(parameter))),
                TrialFigures.of(run.result().figures()));
    }

    private static String points(double difference) {
        return Math.abs(difference) < 0.0005 ? "0.0 points" : String.format(Locale.ROOT, "%+.1f points", 100 * difference);
    }

    /** On guarded outputs: the figure that allows for having been picked of many, where the run has one, and else the largest. */
    static double strongest(Figures figures) {
        Figures.StrongestFigure picked = figures.strongest(Output.GUARDED);
        return picked != null ? picked.accuracy().value()
                : figures.attacks().stream().filter(figure -> figure.output() == Output.GUARDED)
                        .mapToDouble(figure -> figure.accuracy().value())
                        .max().orElse(Double.NaN);
    }

    static double top1(Figures figures) {
        return figures.top1().stream().filter(figure -> figure.output() == Output.GUARDED).mapToDouble(figure -> figure.accuracy().value())
                .findFirst().orElse(Double.NaN);
    }

    /** What a run's guard and model are, in short. */
    static String about(SavedRun run) {
        Experiment experiment = run.result().experiment();
        return experiment.get(Experiment.MODEL) + ", " + experiment.get(Experiment.GUARD);
    }

    private <T> void inFiles(Supplier<T> work, Consumer<T> done) {
        threads.files().execute(() -> {
            try {
                T result = work.get();
                threads.window().execute(() -> done.accept(result));
            } catch (UserMistake e) {
                threads.window().execute(() -> trouble.accept(e.getMessage()));
            }
        });
    }
}
