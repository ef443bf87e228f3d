package org.siguard.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.siguard.base.JsonObject;
import org.siguard.experiment.Experiment;

/**
 * A walk through the window in steps, a sentence or two each. It is a JSON file that a teacher can edit and share.
 *
 * @param title of the whole
 */
record Lesson(String title, List<Step> steps) {
    private static final String FORMAT = "siguard-lesson";
    private static final int VERSION = 1;
    private static final int MOST_BYTES = 1 << 20;
    private static final String GIVEN = "lesson.json";

    Lesson {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param say      what the person reads
     * @param page     the id of the page that is open
     * @param settings what is set, as a user writes it; everything else is as it comes with the program
     * @param controls the keys of the settings that are shown; of none, all others are hidden
     */
    record Step(String title, String say, String page, Map<String, String> settings, List<String> controls) {
        Step {
            settings = Map.copyOf(settings);
            controls = List.copyOf(controls);
        }

        /** The experiment of this step; the person's mistake where a setting is none. */
        Experiment experiment() {
            Experiment out = Experiment.standard();
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                out = out.with(setting.getKey(), setting.getValue());
            }
            return out;
        }
    }

    /** Reads a lesson from a file, and finds out whether all of it can be shown. */
    static Lesson read(Path file) {
        return of(JsonObject.read(file, MOST_BYTES));
    }

    /** The lesson that comes with the program. */
    static Lesson given() {
        return of(JsonObject.parse(givenBytes(), GIVEN));
    }

    /** Its file, to begin a lesson of one's own with. */
    static byte[] givenBytes() {
        try (InputStream in = Objects.requireNonNull(Lesson.class.getResourceAsStream(GIVEN))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Lesson of(JsonObject json) {
        if (!json.text("format").equals(FORMAT)) {
            throw json.mistake("format", "must be " + FORMAT + "; this is another kind of file.");
        }
        json.whole("version", VERSION, VERSION);
        String title = json.name("title");
        List<Step> steps = new ArrayList<>();
        for (JsonObject step : json.objects("steps")) {
            steps.add(step(step));
        }
        json.requireNothingElse();
        if (steps.isEmpty()) {
            throw json.mistake("steps", "must have one step at least.");
        }
        return new Lesson(title, steps);
    }

    private static Step step(JsonObject json) {
        Map<String, String> settings = new LinkedHashMap<>();
        JsonObject written = json.object("settings");
        for (String key : written.keys()) {
            settings.put(key, written.typed(key));
        }
        Step step = new Step(json.name("title"), json.text("say"), json.name("page"), settings, json.texts("controls"));
        json.requireNothingElse();
        step.experiment(); // a mistake is told now, not in front of the class
        if (!WorkbenchViewModel.PAGES.contains(step.page)) {
            throw json.mistake("page", "must be one of " + String.join(", ", WorkbenchViewModel.PAGES) + ", not " + step.page + ".");
        }
        for (String key : step.controls) {
            if (Experiment.PARAMETERS.stream().noneMatch(parameter -> parameter.key().equals(key))) {
                throw json.mistake("controls", "names '" + key + "', which is no setting.");
            }
        }
        return step;
    }
}
