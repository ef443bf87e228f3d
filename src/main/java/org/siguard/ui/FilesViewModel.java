package org.siguard.ui;

import java.nio.file.Path;
import org.siguard.base.AtomicFiles;
import org.siguard.base.UserMistake;
import org.siguard.experiment.ExperimentFiles;

/** What a person opens and saves as files to share, and the presets that are kept under a name. What goes wrong is told in the window. */
final class FilesViewModel {
    private final ExperimentViewModel experiment;
    private final LessonViewModel lesson;
    private final Presets presets;
    private final RunViewModel run;

    FilesViewModel(ExperimentViewModel experiment, LessonViewModel lesson, Presets presets, RunViewModel run) {
        this.experiment = experiment;
        this.lesson = lesson;
        this.presets = presets;
        this.run = run;
    }

    Presets presets() {
        return presets;
    }

    /** Takes a preset's settings, as one change. */
    void apply(Presets.Preset preset) {
        withoutMistake(() -> {
            experiment.set(preset.change().apply(experiment.experiment()));
            run.tellOf("Settings of the preset " + preset.name() + ".");
        });
    }

    /** Keeps what is set under a name. */
    void savePreset(String name) {
        presets.save(name, experiment.experiment());
        run.tellOf("Saved as the preset " + name.strip() + ".");
    }

    /** Begins the lesson in a file. */
    void openLesson(Path file) {
        withoutMistake(() -> lesson.start(Lesson.read(file)));
    }

    /** Writes the lesson that comes with the program into a file, to be edited. */
    void saveLesson(Path file) {
        withoutMistake(() -> {
            AtomicFiles.write(file, Lesson.givenBytes());
            run.tellOf("Saved " + file + ".");
        });
    }

    /** Takes the experiment in a file. */
    void openExperiment(Path file) {
        withoutMistake(() -> {
            experiment.set(ExperimentFiles.read(file));
            run.tellOf("Settings of " + file + ".");
        });
    }

    /** Writes what is set into a file, for others. */
    void saveExperiment(Path file) {
        withoutMistake(() -> {
            ExperimentFiles.write(file, experiment.experiment());
            run.tellOf("Saved " + file + ".");
        });
    }

    /** Tells of a mistake instead of throwing it. */
    void withoutMistake(Runnable work) {
        try {
            work.run();
        } catch (UserMistake e) {
            run.trouble(e.getMessage(), "");
        }
    }
}
