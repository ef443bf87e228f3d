package org.siguard.ui;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.hostile.HostileReader;

/** What this room reads: the last session, a preset of the person's own, a lesson. */
public final class WindowReaders {
    private WindowReaders() {
    }

    public static List<HostileReader> in(Path folder) throws IOException {
        Path session = folder.resolve("session");
        new Memory(Optional.of(session)).remember(Experiment.standard(), new Memory.Look(true, 1280, 800, 0.3, 0.7, "trade-off"));
        Path presets = folder.resolve("presets");
        new Presets(Optional.of(presets)).save("mine", Experiment.standard());
        Path lesson = Files.createDirectories(folder.resolve("lesson")).resolve("lesson.json");
        Files.write(lesson, Lesson.givenBytes());
        return List.of(
                new HostileReader("last session: experiment.json", session, session.resolve("experiment.json"), true, () -> use(session)),
                new HostileReader("last session: window.json", session, session.resolve("window.json"), true, () -> use(session)),
                new HostileReader("preset", presets, presets.resolve("presets").resolve("mine.json"), true,
                        () -> requireNonNull(new Presets(Optional.of(presets)).own().getFirst().change().apply(Experiment.standard()))),
                new HostileReader("lesson", lesson.getParent(), lesson, true,
                        () -> Lesson.read(lesson).steps().forEach(Lesson.Step::experiment)));
    }

    private static void use(Path session) {
        Memory memory = new Memory(Optional.of(session));
        memory.experiment();
        memory.look();
        if (!memory.troubles().isEmpty()) {
            throw new UserMistake(memory.troubles().getFirst());
        }
    }
}
