package org.siguard.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.siguard.base.UserMistake;
import org.siguard.experiment.saved.SavedRun;
import org.siguard.report.ChartTheme;
import org.siguard.report.Drawing;
import org.siguard.report.document.HtmlPage;
import org.siguard.report.paper.RunPaper;

/** The whole window: what can be started above, the experiment on the left, charts in the middle, the run below. */
final class WorkbenchView extends StackPane implements WindowCommands.Window, TopBarView.Actions {
    private static final double LEAST_CENTRE = 820;
    private static final double LEAST_PAGE = 480;

    private final WorkbenchViewModel model;
    private final ExperimentView experiment;
    private final Consumer<Path> open;
    private final OverlayView overlay = new OverlayView();
    private final List<Page> pages;
    private final WindowCommands commands;
    private final SplitPane right;
    private final SplitPane all;

    /** @param open shows a file in the browser */
    WorkbenchView(WorkbenchViewModel model, Consumer<Path> open) {
        this.model = model;
        this.open = open;
        getStyleClass().add("workbench");
        getStylesheets().add(Objects.requireNonNull(WorkbenchView.class.getResource("workbench.css")).toExternalForm());
        ObservableValue<ChartTheme> theme = model.darkProperty().map(dark -> dark ? ChartTheme.DARK : ChartTheme.LIGHT);

        experiment = new ExperimentView(model.experiment());
        RunView run = new RunView(model.run());
        pages = pages(theme);
        PagesView centre = new PagesView(pages, model.pageProperty());
        centre.setMinHeight(LEAST_PAGE);
        right = new SplitPane(centre, run);
        right.setOrientation(Orientation.VERTICAL);
        right.setDividerPositions(0.87);
        SplitPane.setResizableWithParent(run, false);
        all = new SplitPane(experiment, right);
        all.setDividerPositions(0.272);
        SplitPane.setResizableWithParent(experiment, false);
        experiment.setMinWidth(330);
        run.setMinHeight(84);
        // The figures are what the window is for: no panel pushes them out of it.
        right.setMinWidth(LEAST_CENTRE);
        BorderPane window = new BorderPane(all);
        window.setTop(new VBox(new TopBarView(model, this), new LessonView(model.lesson())));
        getChildren().addAll(window, overlay, new FocusRing());
        commands = new WindowCommands(model, pages, this);
        model.darkProperty().subscribe(WorkbenchView::dress);
        addEventFilter(KeyEvent.KEY_PRESSED, experiment::personActed);
        addEventFilter(MouseEvent.MOUSE_PRESSED, experiment::personActed);
        addEventFilter(MouseEvent.MOUSE_RELEASED, experiment::personActed);
    }

    private List<Page> pages(ObservableValue<ChartTheme> theme) {
        return List.of(
                new Page(WorkbenchViewModel.TRADE_OFF, "Trade-off", "Privacy, utility and cost of what is set on the left.",
                        () -> new ChartsView(model.charts(), theme, model.runs(), model.chosen().runProperty(),
                                model.curves().verdictsProperty(), this::export)),
                new Page(WorkbenchViewModel.ROC, "ROC", "How many members an attack finds at few false alarms.",
                        () -> CurvesView.roc(model.curves(), drawing("chart-roc", model.curves().rocProperty(), theme))),
                new Page(WorkbenchViewModel.CONFIDENCES, "Confidence",
                        "How sure the model is of members and of others, before and behind the guard.",
                        () -> CurvesView.confidences(model.curves(), confidences(theme))),
                new Page(WorkbenchViewModel.QUERY, "One query", "What the guard does to a single answer, step by step.",
                        () -> new QueryView(model.query(), theme)),
                new Page(WorkbenchViewModel.PARTIES, "Parties", "What the parties of one query say to one another, and what each holds.",
                        () -> new PartiesView(model.parties(), model.query(), theme)),
                new Page(WorkbenchViewModel.SWEEP, "Sweep",
                        "Many settings at once: which of them no other beats, and which is best under limits.",
                        () -> new SweepView(model.sweep(), theme, this::export)),
                new Page(WorkbenchViewModel.CHEATING, "Malicious client",
                        "Play a client that cheats inside of the protocol, and see what it gets.",
                        () -> new CheatingView(model.cheating(), theme)),
                new Page(WorkbenchViewModel.RUNS, "Runs", "The runs that were kept: search, compare, pin one as baseline.",
                        () -> runs(theme)),
                new Page(WorkbenchViewModel.MODELS, "Models", "Train a model of your own; audit one with all attacks, for a report.",
                        () -> new ModelsView(model.train(), model.audit(), open)));
    }

    private DrawingView drawing(String id, ObservableValue<Drawing> drawing, ObservableValue<ChartTheme> theme) {
        return new DrawingView(id, "The figure appears with the first finished run; while a run is under way it waits.", drawing, theme,
                export(drawing::getValue));
    }

    private Node confidences(ObservableValue<ChartTheme> theme) {
        DrawingView view = drawing("chart-confidences", model.curves().confidencesProperty(), theme);
        view.onPick(model.curves()::pick);
        return view;
    }

    private Export export(Supplier<Drawing> drawing) {
        return new Export(drawing, () -> model.darkProperty().get() ? ChartTheme.DARK : ChartTheme.LIGHT, model.threads(), (well, what) -> {
            if (well) {
                model.run().tellOf(what);
            } else {
                model.run().trouble(what, "");
            }
        });
    }

    private Node runs(ObservableValue<ChartTheme> theme) {
        return new RunsView(model.runs(), model.selectionProperty(), new DrawingView("chart-compared",
                "Runs that are compared appear here: what each attack reaches in each.", model.runs().comparedProperty(), theme,
                export(model.runs().comparedProperty()::get)), this::askForRun,
                run -> model.experiment().set(run.result().experiment()), this::openReport,
                gone -> overlay.ask("delete-runs", "Delete " + gone.size() + (gone.size() == 1 ? " run?" : " runs?"),
                        "Their files are removed from this machine.", "Delete", "Keep them", () -> model.runs().delete(gone)));
    }

    @Override
    public void askForRun() {
        if (model.curves().result() == null) {
            model.run().trouble("There is no finished run to keep yet: wait for the preview, or press Measure.", "");
        } else if (!model.runs().canKeep()) {
            model.run().trouble("This window was opened without a folder to keep runs in.", "");
        } else {
            overlay.askForText("keep-run", "Keep the latest run",
                    "Its settings, figures and scores are kept; a name helps to find it again.",
                    "Keep", name -> {
                        model.runs().save(model.curves().result(), name);
                        return true;
                    });
        }
    }

    /** For who would rather write than drag. */
    @Override
    public void askForRange() {
        overlay.askForText("mark-range", "Mark a range",
                "What lies outside of it fades on the pages Sweep and Runs: write what, from and to, for example latency 0.5 to 1.2.",
                "Mark",
                text -> {
                    model.sweep().mark(text);
                    return true;
                });
    }

    @Override
    public void goTo(SettingViewModel<?> setting) {
        experiment.goTo(setting);
    }

    @Override
    public void goTo(String page, String control) {
        model.pageProperty().set(page);
        lookupAll("*").stream().filter(node -> control.equals(node.getId())).findFirst().ifPresent(Node::requestFocus);
    }

    @Override
    public File choose(FileChooser chooser, boolean toSave) {
        return toSave ? chooser.showSaveDialog(getScene().getWindow()) : chooser.showOpenDialog(getScene().getWindow());
    }

    /** The report is written anew, beside the run. */
    private void openReport(SavedRun run) {
        Path file = run.folder().resolve("report.html");
        model.threads().files().execute(() -> {
            try {
                HtmlPage.write(RunPaper.of(run.result()), file);
                model.threads().window().execute(() -> open.accept(file));
            } catch (UserMistake e) {
                model.threads().window().execute(() -> model.run().trouble(e.getMessage(), ""));
            }
        });
    }

    /** To be called before the window is shown: without it JavaFX takes whatever comes first. */
    void focusFirst() {
        experiment.focusFirst();
    }

    /** JavaFX knows one theme for all windows of a program. */
    private static void dress(boolean dark) {
        Application.setUserAgentStylesheet((dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
    }

    @Override
    public void askForPreset() {
        overlay.askForText("save-preset", "Save a preset", "All settings are kept under this name, on this machine.", "Save", name -> {
            model.files().savePreset(name);
            return true;
        });
    }

    @Override
    public void turnTheme() {
        model.darkProperty().set(!model.darkProperty().get());
    }

    @Override
    public void openPalette() {
        PaletteView palette = new PaletteView(new PaletteViewModel(commands::all), overlay::hide);
        overlay.show(palette, palette.field());
    }

    @Override
    public void openShortcuts() {
        ShortcutsView shortcuts = new ShortcutsView(commands.all(), overlay::hide);
        overlay.show(shortcuts, shortcuts.closeButton());
    }

    /** Asks before a measurement is lost; closes at once where there is none. */
    void close(Runnable closing) {
        String underWay = model.underWay();
        if (underWay.isEmpty()) {
            closing.run();
            return;
        }
        boolean measuring = model.measuringProperty().get();
        overlay.ask("close", measuring ? "A measurement is under way" : "Work is under way",
                underWay + ". If you close the window it is stopped, and what it has " + (measuring ? "measured" : "done so far")
                        + " is lost.",
                "Close and lose it", measuring ? "Go on measuring" : "Go on", closing);
    }

    /** How the window stands. */
    Memory.Look look(double width, double height) {
        return new Memory.Look(model.darkProperty().get(), width, height, all.getDividerPositions()[0], right.getDividerPositions()[0],
                model.pageProperty().get());
    }

    /** Stands as it stood before. */
    void stand(Memory.Look look) {
        all.setDividerPositions(look.left());
        right.setDividerPositions(look.bottom());
        if (pages.stream().anyMatch(page -> page.id().equals(look.page()))) {
            model.pageProperty().set(look.page());
        }
    }

    /** All there is to do now: for tests. */
    List<Command> commands() {
        return commands.all();
    }

    /** The keys that work wherever the focus is: heard before a control can take them, but where a text is being written. */
    void listenTo(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (overlay.isVisible() || event.getCode() == KeyCode.ESCAPE) {
                return;
            }
            if (event.getCode() == KeyCode.Z && event.isShortcutDown() && isWriting(scene.getFocusOwner())) {
                return;
            }
            for (Command command : commands.all()) {
                if (command.keys() != null && command.keys().match(event)) {
                    command.carryOut();
                    event.consume();
                    return;
                }
            }
        });
        scene.addEventHandler(KeyEvent.KEY_TYPED, event -> {
            if (event.getCharacter().equals("?") && !(scene.getFocusOwner() instanceof TextInputControl)) {
                openShortcuts();
            }
        });
        // Esc first belongs to the control that has the focus: a field puts back what was there.
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.ESCAPE), model::stop);
    }

    /** A field of a setting keeps Ctrl+Z for itself only while it has a text that is not taken yet. */
    private static boolean isWriting(Node owner) {
        if (!(owner instanceof TextInputControl)) {
            return false;
        }
        for (Node node = owner; node != null; node = node.getParent()) {
            if (node instanceof SettingView row) {
                return row.isBeingWritten();
            }
        }
        return true;
    }
}
