package org.siguard.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Styles;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
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
final class WorkbenchView extends StackPane {
    private final WorkbenchViewModel model;
    private final ExperimentView experiment;
    private final Consumer<Path> open;
    private final OverlayView overlay = new OverlayView();
    private final List<Page> pages;
    private final List<Command> keyed;
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
        right = new SplitPane(new PagesView(pages, model.pageProperty()), run);
        right.setOrientation(Orientation.VERTICAL);
        right.setDividerPositions(0.87);
        SplitPane.setResizableWithParent(run, false);
        all = new SplitPane(experiment, right);
        all.setDividerPositions(0.272);
        SplitPane.setResizableWithParent(experiment, false);
        experiment.setMinWidth(330);
        run.setMinHeight(84);
        BorderPane window = new BorderPane(all);
        window.setTop(new VBox(bar(), new LessonView(model.lesson())));
        getChildren().addAll(window, overlay);
        keyed = keyed();
        model.darkProperty().subscribe(WorkbenchView::dress);
        addEventFilter(KeyEvent.KEY_PRESSED, experiment::personActed);
        addEventFilter(MouseEvent.MOUSE_PRESSED, experiment::personActed);
        addEventFilter(MouseEvent.MOUSE_RELEASED, experiment::personActed);
    }

    private List<Page> pages(ObservableValue<ChartTheme> theme) {
        return List.of(
                new Page(WorkbenchViewModel.TRADE_OFF, "Trade-off", "Privacy, utility and cost of what is set on the left.",
                        () -> new ChartsView(model.charts(), theme, model.runs(), model.curves().verdictsProperty(), this::export)),
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
                new Page(WorkbenchViewModel.RUNS, "Runs", "The runs that were kept: search, compare, pin one as baseline.", this::runs),
                new Page(WorkbenchViewModel.MODELS, "Models", "Train a model of your own; audit one with all attacks, for a report.",
                        () -> new ModelsView(model.train(), model.audit(), open)));
    }

    private DrawingView drawing(String id, ObservableValue<Drawing> drawing, ObservableValue<ChartTheme> theme) {
        return new DrawingView(id, "The figure appears with the first finished run.", drawing, theme, export(drawing::getValue));
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

    private Node runs() {
        return new RunsView(model.runs(), model.selectionProperty(), this::askForRun,
                run -> model.experiment().set(run.result().experiment()), this::openReport,
                gone -> overlay.ask("delete-runs", "Delete " + gone.size() + (gone.size() == 1 ? " run?" : " runs?"),
                        "Their files are removed from this machine.", "Delete", "Keep them", () -> model.runs().delete(gone)));
    }

    private void askForRun() {
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

    private Node bar() {
        Label title = new Label("SIGuard Workbench");
        title.getStyleClass().add(Styles.TITLE_3);
        title.setMinWidth(Region.USE_PREF_SIZE);
        Label subtitle = new Label("What a secure-inference service leaks through its answers, and what a guard changes");
        subtitle.getStyleClass().add(Styles.TEXT_MUTED);
        subtitle.setMinWidth(0);
        // Half a sentence helps nobody: it is there where it has room.
        subtitle.opacityProperty().bind(Bindings.createDoubleBinding(() -> subtitle.getWidth() + 1 < subtitle.prefWidth(-1) ? 0.0 : 1.0,
                subtitle.widthProperty()));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox bar =
                new HBox(8, title, subtitle, gap, undo(), redo(), presets(), commandsButton(), theme(), pause(), step(), stop(), measure());
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("top-bar");
        return bar;
    }

    private Node theme() {
        Button theme = button("theme", "", "Light or dark (Ctrl+L)");
        theme.getStyleClass().add(Styles.FLAT);
        theme.textProperty().bind(model.darkProperty().map(dark -> dark ? "Light theme" : "Dark theme"));
        theme.setOnAction(event -> turnTheme());
        return theme;
    }

    private void turnTheme() {
        model.darkProperty().set(!model.darkProperty().get());
    }

    private Node stop() {
        Button stop = button("stop", "Stop", "Stop what is running (Esc)");
        stop.disableProperty().bind(model.run().runningProperty().not());
        stop.setOnAction(event -> model.stop());
        return stop;
    }

    private Node measure() {
        Button measure = button("measure", "Measure", "Run this experiment on the real engine (Ctrl+M)");
        measure.getStyleClass().add(Styles.ACCENT);
        measure.setDefaultButton(false);
        measure.disableProperty().bind(model.measuringProperty());
        measure.setOnAction(event -> model.measure());
        return measure;
    }

    private static Button button(String id, String text, String help) {
        Button button = new Button(text);
        button.setId(id);
        button.setTooltip(new Tooltip(help));
        button.setAccessibleHelp(help);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private Node undo() {
        Button undo = button("undo", "↶", "Undo the last change of a setting (Ctrl+Z)");
        undo.getStyleClass().add(Styles.FLAT);
        undo.setAccessibleText("Undo");
        undo.disableProperty().bind(model.experiment().canUndoProperty().not());
        undo.setOnAction(event -> model.experiment().undo());
        return undo;
    }

    private Node redo() {
        Button redo = button("redo", "↷", "Redo what was undone (Ctrl+Shift+Z)");
        redo.getStyleClass().add(Styles.FLAT);
        redo.setAccessibleText("Redo");
        redo.disableProperty().bind(model.experiment().canRedoProperty().not());
        redo.setOnAction(event -> model.experiment().redo());
        return redo;
    }

    private Node presets() {
        MenuButton menu = new MenuButton("Presets");
        menu.setId("presets");
        menu.getStyleClass().add(Styles.FLAT);
        menu.setTooltip(new Tooltip("Settings by name: those of the publication, stronger and faster ones, and your own"));
        menu.setAccessibleHelp("Settings by name");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setOnShowing(event -> menu.getItems().setAll(presetItems()));
        menu.getItems().setAll(presetItems());
        return menu;
    }

    private List<MenuItem> presetItems() {
        List<MenuItem> items = new ArrayList<>();
        for (Presets.Preset preset : Presets.given()) {
            items.add(item("preset-" + preset.name(), preset.name() + ": " + preset.help(), () -> model.apply(preset)));
        }
        items.add(new SeparatorMenuItem());
        List<Presets.Preset> own = model.presets().own();
        for (Presets.Preset preset : own) {
            items.add(item("preset-" + preset.name(), preset.name(), () -> model.apply(preset)));
        }
        if (own.isEmpty()) {
            MenuItem none = new MenuItem("Your own appear here once you have saved one.");
            none.setDisable(true);
            items.add(none);
        }
        items.add(new SeparatorMenuItem());
        MenuItem save = item("preset-save", "Save what is set now…", this::askForPreset);
        save.setDisable(!model.presets().canSave());
        items.add(save);
        return items;
    }

    private static MenuItem item(String id, String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        item.setOnAction(event -> action.run());
        return item;
    }

    private void askForPreset() {
        overlay.askForText("save-preset", "Save a preset", "All settings are kept under this name, on this machine.", "Save", name -> {
            model.savePreset(name);
            return true;
        });
    }

    private Node commandsButton() {
        Button commands = button("commands", "Commands", "Find anything there is to do (Ctrl+K)");
        commands.getStyleClass().add(Styles.FLAT);
        commands.setOnAction(event -> openPalette());
        return commands;
    }

    private Node pause() {
        Button pause = button("pause", "Pause", "Let the run stand still, or go on (Ctrl+P)");
        pause.textProperty().bind(model.run().heldProperty().map(held -> held ? "Go on" : "Pause"));
        pause.disableProperty().bind(model.run().runningProperty().not());
        pause.setOnAction(event -> model.pauseOrGoOn());
        return pause;
    }

    private Node step() {
        Button step = button("step", "Step", "One batch of queries, then stand still (Ctrl+T)");
        step.disableProperty().bind(model.run().runningProperty().not());
        step.setOnAction(event -> model.step());
        return step;
    }

    private void openPalette() {
        PaletteView palette = new PaletteView(new PaletteViewModel(this::commands), overlay::hide);
        overlay.show(palette, palette.field());
    }

    private void openShortcuts() {
        ShortcutsView shortcuts = new ShortcutsView(keyed, overlay::hide);
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

    /** All there is to do, in one list: keys, palette and the list of keys are made from it. */
    private List<Command> commands() {
        List<Command> out = new ArrayList<>(keyed);
        out.add(new Command("lesson", "Start the lesson", null, () -> model.lesson().start(Lesson.given())));
        out.add(new Command("lesson-open", "Open a lesson…", null, () -> file("Open a lesson", false, model::openLesson)));
        out.add(new Command("lesson-save", "Save the lesson as a file, to edit it…", null,
                () -> file("Save the lesson", true, model::saveLesson)));
        out.add(new Command("lesson-end", "End the lesson", null, () -> model.lesson().underWayProperty().get(), model.lesson()::end));
        out.add(new Command("open-experiment", "Open an experiment…", null,
                () -> file("Open an experiment", false, model::openExperiment)));
        out.add(new Command("save-experiment", "Save the experiment as a file…", null,
                () -> file("Save the experiment", true, model::saveExperiment)));
        out.add(new Command("keep-run", "Keep the latest run", null, this::askForRun));
        String pointedAt = model.selectionProperty().get().inWords();
        out.add(new Command("let-go", "Let go of what is pointed at" + (pointedAt.isEmpty() ? "" : ": " + pointedAt), null,
                () -> !pointedAt.isEmpty(), () -> model.selectionProperty().set(Selection.NOTHING)));
        out.add(new Command("train", "Train a model…", null, () -> model.pageProperty().set(WorkbenchViewModel.MODELS)));
        out.add(new Command("audit", "Audit a model…", null, () -> model.pageProperty().set(WorkbenchViewModel.MODELS)));
        out.add(new Command("reset-all", "Reset all settings", null, model.experiment()::resetAll));
        Stream.concat(Presets.given().stream(), model.presets().own().stream()).forEach(
                preset -> out.add(new Command("preset-" + preset.name(), "Preset: " + preset.name(), null, () -> model.apply(preset))));
        out.add(new Command("preset-save", "Save a preset…", null, model.presets()::canSave, this::askForPreset));
        model.experiment().sections().stream().flatMap(section -> section.settings().stream())
                .forEach(setting -> out
                        .add(new Command("setting-" + setting.parameter().key(), "Setting: " + setting.parameter().label(), null,
                                () -> setting.appliesProperty().get(), () -> experiment.goTo(setting))));
        return out;
    }

    /** Those that have keys. */
    private List<Command> keyed() {
        List<Command> out = new ArrayList<>();
        out.add(new Command("measure", "Measure on the real engine", key(KeyCode.M), () -> !model.measuringProperty().get(),
                model::measure));
        out.add(new Command("stop", "Stop what is running", new KeyCodeCombination(KeyCode.ESCAPE),
                () -> model.run().runningProperty().get(), model::stop));
        out.add(new Command("pause", "Pause the run, or go on", key(KeyCode.P), () -> model.run().runningProperty().get(),
                model::pauseOrGoOn));
        out.add(new Command("step", "One step of the run", key(KeyCode.T), () -> model.run().runningProperty().get(), model::step));
        out.add(new Command("undo", "Undo the last change", key(KeyCode.Z), () -> model.experiment().canUndoProperty().get(),
                model.experiment()::undo));
        out.add(new Command("redo", "Redo what was undone", key(KeyCode.Z, KeyCombination.SHIFT_DOWN),
                () -> model.experiment().canRedoProperty().get(), model.experiment()::redo));
        out.add(new Command("theme", "Light or dark theme", key(KeyCode.L), this::turnTheme));
        out.add(new Command("palette", "Find a command", key(KeyCode.K), this::openPalette));
        out.add(new Command("shortcuts", "Show all keys", new KeyCodeCombination(KeyCode.F1), this::openShortcuts));
        KeyCode[] digits = {KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4, KeyCode.DIGIT5, KeyCode.DIGIT6, KeyCode.DIGIT7,
            KeyCode.DIGIT8, KeyCode.DIGIT9};
        for (int i = 0; i < pages.size(); i++) {
            Page page = pages.get(i);
            out.add(new Command("page-" + page.id(), "Open page: " + page.title(), i < digits.length ? key(digits[i]) : null,
                    () -> model.pageProperty().set(page.id())));
        }
        return out;
    }

    private void file(String title, boolean toSave, Consumer<Path> with) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("JSON files", "*.json"));
        File file = toSave ? chooser.showSaveDialog(getScene().getWindow()) : chooser.showOpenDialog(getScene().getWindow());
        if (file != null) {
            with.accept(file.toPath());
        }
    }

    private static KeyCombination key(KeyCode code, KeyCombination.Modifier... more) {
        KeyCombination.Modifier[] all = new KeyCombination.Modifier[more.length + 1];
        all[0] = KeyCombination.SHORTCUT_DOWN;
        System.arraycopy(more, 0, all, 1, more.length);
        return new KeyCodeCombination(code, all);
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
            for (Command command : keyed) {
                if (command.keys().match(event)) {
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
