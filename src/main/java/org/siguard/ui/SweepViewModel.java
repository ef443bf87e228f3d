package org.siguard.ui;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.sweep.Limits.Aim;
import org.siguard.experiment.sweep.Recommendation;
import org.siguard.experiment.sweep.SavedSweep;
import org.siguard.experiment.sweep.SavedSweeps;
import org.siguard.experiment.sweep.Sweep;
import org.siguard.experiment.sweep.SweepResult;
import org.siguard.experiment.sweep.Trial;
import org.siguard.report.Baseline;
import org.siguard.report.Brush;
import org.siguard.report.Brushable;
import org.siguard.report.ParallelCoordinates;
import org.siguard.report.ParetoPlane;
import org.siguard.report.SweepFigures;

/**
 * Sweeps: what is to be tried, how far the one under way is, what it has found so far, and which of its settings a person points at. Each
 * finished trial is a file in the workspace before it is a point here, so that nothing is lost when the window is closed.
 */
final class SweepViewModel {
    /** What a front may have to the right. */
    static final List<Aim> COSTS = List.of(Aim.LATENCY, Aim.DISTORTION);

    private final Optional<SavedSweeps> kept;
    private final Threads threads;
    private final Voice voice;
    private final ObjectProperty<Selection> selection;
    private final SweepPlanViewModel plan;
    private final SweepRun run;
    private final RecommendViewModel recommend;
    private final ObjectProperty<Aim> cost = new SimpleObjectProperty<>(Aim.LATENCY);
    private final ReadOnlyObjectWrapper<SweepResult> result = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<ParetoPlane> front = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<ParallelCoordinates> lines = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper basis = new ReadOnlyStringWrapper("");
    private final ObservableList<SavedSweep> earlier = FXCollections.observableArrayList();
    /** What the charts show; null while there is no trial. */
    private SweepFigures drawn;
    /** Written by the window's thread; the others read it, so as not to draw what nobody wants any more. */
    private volatile int asked;
    private Supplier<String> hindrance = () -> "";
    private boolean closed;
    private Optional<Baseline> baseline = Optional.empty();

    /**
     * Who is told what happens beside the charts.
     *
     * @param told    what was done
     * @param trouble what went wrong, and more for whoever has to mend it
     * @param take    takes settings into the experiment
     */
    record Voice(Consumer<String> told, BiConsumer<String, String> trouble, Consumer<Experiment> take) {
    }

    SweepViewModel(Laboratory laboratory, Threads threads, Experiment base, ObjectProperty<Selection> selection, Voice voice) {
        this.kept = laboratory.sweeps();
        this.threads = threads;
        this.voice = voice;
        this.selection = selection;
        this.plan = new SweepPlanViewModel(base);
        this.run = new SweepRun(laboratory.runner(), threads, this::came, voice);
        this.recommend = new RecommendViewModel(threads);
        cost.subscribe(any -> draw());
        selection.subscribe(any -> draw());
        recommend.recommendationProperty().subscribe(any -> draw());
    }

    SweepPlanViewModel plan() {
        return plan;
    }

    /** The sweep under way, if one is. */
    SweepRun run() {
        return run;
    }

    RecommendViewModel recommend() {
        return recommend;
    }

    /** What the front has to the right. */
    ObjectProperty<Aim> costProperty() {
        return cost;
    }

    /** What is known so far; null before the first trial. */
    ReadOnlyObjectProperty<SweepResult> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /** Null while there is no trial. */
    ReadOnlyObjectProperty<ParetoPlane> frontProperty() {
        return front.getReadOnlyProperty();
    }

    /** Null while there is no trial. */
    ReadOnlyObjectProperty<ParallelCoordinates> linesProperty() {
        return lines.getReadOnlyProperty();
    }

    /** What is shown, in a sentence, failures with it; empty where nothing is. */
    ReadOnlyStringProperty basisProperty() {
        return basis.getReadOnlyProperty();
    }

    /** The sweeps that are kept, newest first. */
    ObservableList<SavedSweep> earlier() {
        return earlier;
    }

    /** @param why says what stands in the way of a sweep now; empty for nothing */
    void heed(Supplier<String> why) {
        hindrance = why;
    }

    /** Runs what is planned, or goes on with it where it was begun before. */
    void start() {
        Sweep sweep = plan.sweepProperty().get();
        if (sweep == null) {
            voice.trouble().accept(plan.mistakeProperty().get(), "");
        } else {
            start(sweep);
        }
    }

    private void start(Sweep sweep) {
        String hindered = kept.isEmpty() ? "This window was opened without a folder to keep sweeps in." : hindrance.get();
        if (!hindered.isEmpty()) {
            voice.trouble().accept(hindered, "");
        } else if (!run.runningProperty().get()) {
            came(new SweepResult(sweep, List.of(), List.of()));
            run.start(sweep, kept.get());
        }
    }

    /** Another run is pinned, which the front is held against; none for nothing. */
    void hold(Optional<Baseline> against) {
        baseline = against;
        draw();
    }

    /** Has the sweep stand still once the trials under way are done, or go on. */
    void pauseOrGoOn() {
        if (run.heldProperty().get() && !hindrance.get().isEmpty()) {
            voice.trouble().accept(hindrance.get(), "");
        } else {
            run.pauseOrGoOn();
        }
    }

    /** Lists the kept sweeps anew. */
    void refresh() {
        kept.ifPresent(sweeps -> inFiles(sweeps::list, listing -> {
            earlier.setAll(listing.sweeps());
            listing.unreadable().stream().findFirst().ifPresent(broken -> voice.trouble().accept(broken, ""));
        }));
    }

    /** Shows a kept sweep; one that was not finished goes on. */
    void open(SavedSweep saved) {
        if (run.runningProperty().get()) {
            voice.trouble().accept("A sweep is under way: stop it before you open another. What it has found is kept.", "");
        } else if (saved.finished()) {
            came(saved.soFar());
        } else {
            start(saved.sweep());
        }
    }

    /** A point of the front or a line was clicked: its settings are taken, and it lights up. */
    void pick(int place) {
        if (drawn != null && place >= 0 && place < drawn.trials().size()) {
            pick(drawn.trials().get(place));
        }
    }

    void pick(Trial trial) {
        Experiment experiment = result.get().sweep().experiment(trial);
        selection.set(selection.get().with(new Selection.Run(trial.inWords(), experiment)));
        voice.take().accept(experiment);
        voice.told().accept("Settings of " + trial.inWords() + ".");
    }

    /** A rectangle of the front was marked: what lies outside of it fades on every page. */
    void markFront(List<Brushable.Span> spans) {
        Brush.Range right = Brush.Range.of(spans.get(0).low(), spans.get(0).high());
        Brush.Range up = Brush.Range.of(spans.get(1).low(), spans.get(1).high());
        mark(brush().with(cost.get().label(), right).with(Aim.STRONGEST.label(), up));
    }

    /** Ranges of the axes of the parallel coordinates were marked. */
    void markLines(List<Brushable.Span> spans) {
        Brush now = brush();
        for (Brushable.Span span : spans) {
            now = now.with(drawn.axes().get(span.axis()), drawn.range(span));
        }
        mark(now);
    }

    /** A range was written, such as {@code latency 0.5 to 1.2}. */
    void mark(String written) {
        mark(brush().written(written, drawn == null ? Arrays.stream(Aim.values()).map(Aim::label).toList() : drawn.axes()));
    }

    /** All that was marked is let go. */
    void markNothing() {
        mark(Brush.NOTHING);
    }

    private Brush brush() {
        return selection.get().brush();
    }

    private void mark(Brush now) {
        selection.set(selection.get().with(now));
    }

    /** What is pointed at, on whichever page. */
    ReadOnlyProperty<Selection> selectionProperty() {
        return selection;
    }

    /** The window is gone: the sweep is ended, and nothing is drawn any more. */
    void close() {
        closed = true;
        run.stop();
    }

    private void came(SweepResult now) {
        if (closed) {
            return;
        }
        result.set(now);
        recommend.set(now);
        draw();
    }

    /** Away from the window's thread: a large sweep has many pairs to compare. */
    private void draw() {
        SweepResult now = result.get();
        int mine = asked + 1;
        asked = mine;
        if (now == null || now.latest().isEmpty()) {
            drawn = null;
            front.set(null);
            lines.set(null);
            basis.set(now == null ? "" : failures(now));
            return;
        }
        Aim right = cost.get();
        Optional<Baseline> against = baseline;
        SweepFigures.Marks marks = new SweepFigures.Marks(pointedAt(now), recommended(), brush());
        inFiles(() -> {
            if (mine != asked) {
                return null;
            }
            SweepFigures figures = SweepFigures.soFar(now);
            return new Drawn(figures, figures.front(right, marks, against), figures.parallel(marks, against));
        }, all -> {
            if (mine == asked) {
                drawn = all.figures();
                front.set(all.front());
                lines.set(all.lines());
                basis.set(basis(now));
            }
        });
    }

    private record Drawn(SweepFigures figures, ParetoPlane front, ParallelCoordinates lines) {
    }

    /** The trial with the settings of the run that is pointed at. */
    private int pointedAt(SweepResult now) {
        return selection.get().run().flatMap(
                picked -> now.latest().stream().filter(trial -> now.sweep().experiment(trial).equals(picked.experiment())).findFirst())
                .map(Trial::number).orElse(-1);
    }

    private int recommended() {
        Recommendation known = recommend.recommendationProperty().get();
        return known == null || known.ranking().isEmpty() ? -1 : known.ranking().getFirst().number();
    }

    private static String basis(SweepResult now) {
        int done = now.latest().size();
        return now.sweep().inWords() + ": " + done + (done == 1 ? " setting" : " settings") + " of " + now.sweep().size() + ", latency "
                + (now.sweep().fidelity() == Fidelity.PREVIEW ? "predicted" : "measured") + "." + failures(now);
    }

    private static String failures(SweepResult now) {
        List<Trial> failed = now.trials().stream().filter(trial -> !trial.succeeded()).toList();
        return failed.isEmpty() ? ""
                : " " + failed.size() + " failed; the first, " + failed.getFirst().inWords() + ": " + failed.getFirst().failure();
    }

    private <T> void inFiles(Supplier<T> work, Consumer<T> done) {
        threads.files().execute(() -> {
            try {
                T made = work.get();
                threads.window().execute(() -> done.accept(made));
            } catch (UserMistake e) {
                threads.window().execute(() -> voice.trouble().accept(e.getMessage(), ""));
            }
        });
    }
}
