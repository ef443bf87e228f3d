package org.siguard.ui;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.RunResult;
import org.siguard.experiment.cheating.CheatingStage;
import org.siguard.experiment.parties.PartyStage;
import org.siguard.experiment.query.QueryDesk;

/** The window without its controls: what each page knows, and how what is done on one is heard of on the others. */
final class WorkbenchViewModel {
    static final String TRADE_OFF = "trade-off";
    static final String QUERY = "query";
    static final String PARTIES = "parties";
    static final String ROC = "roc";
    static final String CONFIDENCES = "confidences";
    static final String CHEATING = "cheating";
    static final String RUNS = "runs";
    static final String SWEEP = "sweep";
    static final String MODELS = "models";

    /** The ids of all pages, in their order. */
    static final List<String> PAGES = List.of(TRADE_OFF, ROC, CONFIDENCES, QUERY, PARTIES, SWEEP, CHEATING, RUNS, MODELS);

    private final Threads threads;
    private final LiveRuns live;
    private final ExperimentViewModel experiment = new ExperimentViewModel(Clock.systemDefaultZone());
    private final ChartsViewModel charts;
    private final RunViewModel run = new RunViewModel(Clock.systemDefaultZone());
    private final FilesViewModel files;
    private final Memory memory;
    private final QueryViewModel query;
    private final PartiesViewModel parties;
    private final CheatingViewModel cheating;
    private final LessonViewModel lesson;
    private final CurvesViewModel curves;
    private final RunsViewModel runs;
    private final ChosenRun chosen;
    private final SweepViewModel sweep;
    private final PageWork work;
    private final LongWork longWork;
    private final TrainViewModel train;
    private final AuditViewModel audit;
    private final ObjectProperty<Selection> selection = new SimpleObjectProperty<>(Selection.NOTHING);
    private final StringProperty page = new SimpleStringProperty(TRADE_OFF);
    private final BooleanProperty dark = new SimpleBooleanProperty();
    WorkbenchViewModel(Laboratory laboratory, Threads threads) {
        this.threads = threads;
        this.memory = new Memory(laboratory.memory());
        memory.experiment().ifPresent(experiment::begin);
        this.charts = new ChartsViewModel(experiment.experiment());
        this.query = new QueryViewModel(new QueryDesk(laboratory.samples()), threads);
        this.parties = new PartiesViewModel(new PartyStage(laboratory.samples()), threads);
        this.cheating = new CheatingViewModel(new CheatingStage(laboratory.samples()), threads);
        this.lesson = new LessonViewModel(experiment, page);
        this.files = new FilesViewModel(experiment, lesson, new Presets(laboratory.memory()), run);
        this.curves = new CurvesViewModel(threads, selection);
        this.runs = new RunsViewModel(laboratory.runs(), threads, run::tellOf, message -> run.trouble(message, ""));
        this.chosen = new ChosenRun(selection, runs);
        this.sweep = new SweepViewModel(laboratory, threads, experiment.experiment(), selection,
                new SweepViewModel.Voice(run::tellOf, run::trouble, experiment::set));
        this.work = new PageWork(query, parties, cheating, curves, runs, sweep);
        this.longWork = new LongWork(threads, run::tellOf, run::trouble);
        this.train = new TrainViewModel(laboratory.places(), longWork, this::take);
        this.audit = new AuditViewModel(laboratory, longWork, experiment.experiment().get(Experiment.MODEL));
        this.live = new LiveRuns(laboratory.runner(), threads, experiment, charts, run, new Surroundings(), this::finished);
        sweep.heed(() -> live.measuringProperty().get()
                ? "A measurement is under way, and a sweep would spoil its times: wait until it is done, or stop it." : "");
        sweep.run().stillProperty().subscribe(any -> live.sweepRests());
        query.chosenProperty().subscribe(parties::choose);
        query.chosenProperty().subscribe(record -> {
            if (record != null) {
                selection.set(selection.get().withRecord(record.place()));
            }
        });
        curves.pickedProperty().subscribe(query::pick);
        runs.baselineProperty().subscribe(any -> {
            sweep.hold(pinned().map(RunBeside::baseline));
            holdCurves();
        });
        chosen.runProperty().subscribe(this::holdCurves);
        experiment.experimentProperty().addListener((property, old, now) -> changed(now));
        query.set(experiment.experiment());
        parties.set(experiment.experiment());
        cheating.set(experiment.experiment());
        page.subscribe(any -> {
            attend();
            list();
        });
        run.runningProperty().subscribe(any -> attend());
    }

    ExperimentViewModel experiment() {
        return experiment;
    }

    ChartsViewModel charts() {
        return charts;
    }

    RunViewModel run() {
        return run;
    }

    QueryViewModel query() {
        return query;
    }

    LessonViewModel lesson() {
        return lesson;
    }

    /** What is opened, saved, and kept as presets. */
    FilesViewModel files() {
        return files;
    }

    TrainViewModel train() {
        return train;
    }

    AuditViewModel audit() {
        return audit;
    }

    /** A model was trained: it is the one that is looked at from here on. */
    private void take(Path folder) {
        experiment.setting(Experiment.MODEL).set(folder.toString());
        audit.modelProperty().set(folder.toString());
        run.tellOf("The new model " + folder.getFileName() + " is chosen.");
    }

    /** What would be lost if the window were closed now, in words; empty where nothing would. */
    String underWay() {
        return live.measuringProperty().get() ? run.phaseProperty().get()
                : longWork.runningProperty().get() ? longWork.phaseProperty().get() : "";
    }

    CurvesViewModel curves() {
        return curves;
    }

    RunsViewModel runs() {
        return runs;
    }

    SweepViewModel sweep() {
        return sweep;
    }

    /** The run that a person has chosen, for every chart. */
    ChosenRun chosen() {
        return chosen;
    }

    private Optional<RunBeside> pinned() {
        return Optional.ofNullable(runs.baselineProperty().get()).map(RunBeside::of);
    }

    private void holdCurves() {
        curves.hold(new CurvesViewModel.Others(pinned(), chosen.runProperty().get()));
    }

    /** A run has come to its end. */
    private void finished(RunResult result) {
        curves.show(result);
        chosen.finished(result);
    }

    /** What a person points at, for all pages. */
    ObjectProperty<Selection> selectionProperty() {
        return selection;
    }

    Threads threads() {
        return threads;
    }

    PartiesViewModel parties() {
        return parties;
    }

    CheatingViewModel cheating() {
        return cheating;
    }

    /** The id of the page that is open in the centre. */
    StringProperty pageProperty() {
        return page;
    }

    private void list() {
        if (live.isOpen()) {
            work.open(page.get());
        }
    }

    /** Only what is looked at is computed, and only while no run is under way nor about to be. */
    private void attend() {
        work.attend(page.get(), live.isQuiet());
    }

    ReadOnlyBooleanProperty measuringProperty() {
        return live.measuringProperty();
    }

    BooleanProperty darkProperty() {
        return dark;
    }

    /** How the window stood when it was closed last. */
    Optional<Memory.Look> lastLook() {
        return memory.look();
    }

    /** Keeps the session from here on, after every change. */
    void keepSession(Supplier<Memory.Look> look) {
        KeptSession kept = new KeptSession(memory, threads, lesson::own, look, live::isClosed, message -> run.trouble(message, ""));
        experiment.experimentProperty().addListener(any -> kept.changed());
        page.addListener(any -> kept.changed());
        dark.addListener(any -> kept.changed());
    }

    /** Keeps the session for the next start. */
    void remember(Supplier<Memory.Look> look) {
        lesson.end();
        files.withoutMistake(() -> memory.remember(experiment.experiment(), look.get()));
    }

    /** Has the run stand still, or go on. */
    void pauseOrGoOn() {
        live.pauseOrGoOn();
    }

    /** Does one step of a run, a batch of queries, and stands still again; one that runs stands still after its step. */
    void step() {
        live.step();
    }

    /** The window is up: shows first figures. */
    void open() {
        memory.troubles().forEach(trouble -> run.trouble(trouble, ""));
        live.open();
        list();
        if (!page.get().equals(RUNS)) {
            runs.refresh(); // so that the page has its lines before somebody opens it during a measurement
        }
    }

    /** Measures what is set now. */
    void measure() {
        live.measure();
    }

    void stop() {
        live.stop();
    }

    /** Cancels whatever runs; nothing is shown from here on. */
    void close() {
        live.close();
        sweep.close();
        longWork.stop();
    }

    private void changed(Experiment now) {
        query.set(now);
        parties.set(now);
        sweep.plan().set(now);
        cheating.set(now);
        live.changed(now);
    }

    /** What a run has to mind beside itself. */
    private final class Surroundings implements LiveRuns.Surroundings {
        @Override
        public String hindrance() {
            return !sweep.run().stillProperty().get()
                    ? "A sweep is under way, and would spoil the times: pause it on the page Sweep, or stop it, and measure then."
                    : longWork.runningProperty().get()
                            ? "A training or an audit is under way, and would spoil the times: wait until it is done, or stop it on the page "
                                    + "Models, and measure then."
                            : "";
        }

        @Override
        public boolean sweepMeasures() {
            return sweep.run().measures();
        }

        @Override
        public void quietMayHaveChanged() {
            attend();
        }
    }
}
