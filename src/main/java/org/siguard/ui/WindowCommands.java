package org.siguard.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.FileChooser;

/** All there is to do in the window, in one list: its keys, the palette and the list of keys are made from it. */
final class WindowCommands {
    private static final KeyCode[] DIGITS = {KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4, KeyCode.DIGIT5,
        KeyCode.DIGIT6, KeyCode.DIGIT7, KeyCode.DIGIT8, KeyCode.DIGIT9};

    private final WorkbenchViewModel model;
    private final List<Page> pages;
    private final Window window;

    /** What commands want of the window itself. */
    interface Window {
        void openPalette();

        void openShortcuts();

        void turnTheme();

        void askForPreset();

        void askForRun();

        void askForRange();

        void goTo(SettingViewModel<?> setting);

        /** Opens a page, and gives the focus to one of its controls. */
        void goTo(String page, String control);

        /** Null where the person chose no file. */
        File choose(FileChooser chooser, boolean toSave);
    }

    WindowCommands(WorkbenchViewModel model, List<Page> pages, Window window) {
        this.model = model;
        this.pages = pages;
        this.window = window;
    }

    /** Those that have keys first; asked anew each time, since some come and go. */
    List<Command> all() {
        List<Command> out = new ArrayList<>();
        addRun(out);
        addWindow(out);
        addPages(out);
        addFiles(out);
        addPresets(out);
        model.experiment().sections().stream().flatMap(section -> section.settings().stream())
                .forEach(setting -> out.add(new Command("setting-" + setting.parameter().key(), "Setting: " + setting.parameter().label(),
                        null, () -> setting.appliesProperty().get(), () -> window.goTo(setting))));
        return out;
    }

    private void addRun(List<Command> out) {
        RunViewModel run = model.run();
        out.add(new Command("measure", "Measure on the real engine", key(KeyCode.M), () -> !model.measuringProperty().get(),
                model::measure));
        out.add(new Command("stop", "Stop what is running", new KeyCodeCombination(KeyCode.ESCAPE), run.runningProperty()::get,
                model::stop));
        out.add(new Command("pause", "Pause the run, or go on", key(KeyCode.P), run.runningProperty()::get, model::pauseOrGoOn));
        out.add(new Command("step", "One step of the run", key(KeyCode.T), run.runningProperty()::get, model::step));
        out.add(new Command("undo", "Undo the last change", key(KeyCode.Z), model.experiment().canUndoProperty()::get,
                model.experiment()::undo));
        out.add(new Command("redo", "Redo what was undone", shifted(KeyCode.Z), model.experiment().canRedoProperty()::get,
                model.experiment()::redo));
        out.add(new Command("reset-all", "Reset all settings", shifted(KeyCode.R), model.experiment()::resetAll));
        out.add(new Command("keep-run", "Keep the latest run", shifted(KeyCode.K), window::askForRun));
    }

    private void addWindow(List<Command> out) {
        out.add(new Command("theme", "Light or dark theme", key(KeyCode.L), window::turnTheme));
        out.add(new Command("palette", "Find a command", key(KeyCode.K), window::openPalette));
        out.add(new Command("shortcuts", "Show all keys", new KeyCodeCombination(KeyCode.F1), window::openShortcuts));
        String pointedAt = model.selectionProperty().get().inWords();
        out.add(new Command("let-go", "Let go of what is pointed at" + (pointedAt.isEmpty() ? "" : ": " + pointedAt), key(KeyCode.D),
                () -> !pointedAt.isEmpty(), () -> model.selectionProperty().set(Selection.NOTHING)));
        out.add(new Command("mark", "Mark a range of a setting or figure…", key(KeyCode.R), window::askForRange));
    }

    private void addPages(List<Command> out) {
        for (int i = 0; i < pages.size(); i++) {
            Page page = pages.get(i);
            out.add(new Command("page-" + page.id(), "Open page: " + page.title(), i < DIGITS.length ? key(DIGITS[i]) : null,
                    () -> model.pageProperty().set(page.id())));
        }
        out.add(new Command("train", "Train a model…", shifted(KeyCode.T), () -> window.goTo(WorkbenchViewModel.MODELS, "train-name")));
        out.add(new Command("audit", "Audit a model…", shifted(KeyCode.A), () -> window.goTo(WorkbenchViewModel.MODELS, "audit-model")));
    }

    private void addFiles(List<Command> out) {
        FilesViewModel files = model.files();
        out.add(new Command("open-experiment", "Open an experiment…", key(KeyCode.O),
                () -> file("Open an experiment", false, files::openExperiment)));
        out.add(new Command("save-experiment", "Save the experiment as a file…", key(KeyCode.S),
                () -> file("Save the experiment", true, files::saveExperiment)));
        out.add(new Command("lesson", "Start the lesson", shifted(KeyCode.L), () -> model.lesson().start(Lesson.given())));
        out.add(new Command("lesson-end", "End the lesson", shifted(KeyCode.E), model.lesson().underWayProperty()::get,
                model.lesson()::end));
        out.add(new Command("lesson-open", "Open a lesson…", shifted(KeyCode.O), () -> file("Open a lesson", false, files::openLesson)));
        out.add(new Command("lesson-save", "Save the lesson as a file, to edit it…", shifted(KeyCode.S),
                () -> file("Save the lesson", true, files::saveLesson)));
    }

    private void addPresets(List<Command> out) {
        List<Presets.Preset> given = Presets.given();
        for (int i = 0; i < given.size(); i++) {
            Presets.Preset preset = given.get(i);
            out.add(new Command("preset-" + preset.name(), "Preset: " + preset.name(), i < DIGITS.length ? shifted(DIGITS[i]) : null,
                    () -> model.files().apply(preset)));
        }
        model.files().presets().own().forEach(preset -> out
                .add(new Command("preset-" + preset.name(), "Preset: " + preset.name(), null, () -> model.files().apply(preset))));
        out.add(new Command("preset-save", "Save a preset…", shifted(KeyCode.P), model.files().presets()::canSave, window::askForPreset));
    }

    private void file(String title, boolean toSave, Consumer<Path> with) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("JSON files", "*.json"));
        File file = window.choose(chooser, toSave);
        if (file != null) {
            with.accept(file.toPath());
        }
    }

    private static KeyCombination key(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN);
    }

    private static KeyCombination shifted(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
    }
}
