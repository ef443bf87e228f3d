package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.experiment.Experiment;
import org.siguard.guard.Siguard;

/** A session is kept while it goes on, so that whoever pulls the plug finds it again. */
class KeptSessionTest {
    private static final Memory.Look LOOK = new Memory.Look(true, 1400, 900, 0.3, 0.8, "query");

    private final HandTime time = new HandTime();
    private final List<String> troubles = new ArrayList<>();
    @TempDir
    private Path folder;
    private Experiment set = Experiment.standard();
    private boolean over;

    private KeptSession session(Memory memory) {
        return new KeptSession(memory, new Threads(Runnable::run, Runnable::run, time), () -> set, () -> LOOK, () -> over, troubles::add);
    }

    private Optional<Experiment> found() {
        return new Memory(Optional.of(folder.resolve("memory"))).experiment();
    }

    @Test
    void whatWasChangedIsKeptAMomentLater() {
        KeptSession session = session(new Memory(Optional.of(folder.resolve("memory"))));
        set = set.with(Siguard.STEP, 0.7);
        session.changed();
        time.pass(1999);
        assertThat(found()).as("not at every turn of a slider").isEmpty();
        set = set.with(Siguard.STEP, 0.8);
        session.changed();
        time.pass(1);
        assertThat(found()).as("the newest").contains(set);
        assertThat(new Memory(Optional.of(folder.resolve("memory"))).look()).contains(LOOK);
        set = set.with(Siguard.STEP, 0.9);
        session.changed();
        time.pass(2000);
        assertThat(found()).contains(set);
    }

    @Test
    void whatIsKeptOnClosingIsNotOverwritten() {
        Memory memory = new Memory(Optional.of(folder.resolve("memory")));
        KeptSession session = session(memory);
        session.changed();
        Experiment atTheEnd = set.with(Siguard.STEP, 0.7);
        memory.remember(atTheEnd, LOOK);
        time.pass(5000);
        assertThat(found()).contains(atTheEnd);
        over = true;
        session.changed();
        time.pass(5000);
        assertThat(found()).contains(atTheEnd);
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldOnce() throws IOException {
        Files.writeString(folder.resolve("memory"), "a file where a folder is wanted");
        KeptSession session = session(new Memory(Optional.of(folder.resolve("memory"))));
        for (int i = 0; i < 3; i++) {
            session.changed();
            time.pass(2000);
        }
        assertThat(troubles).hasSize(1).first().asString().startsWith("The session is not kept. ").contains("memory");
        Files.delete(folder.resolve("memory"));
        session.changed();
        time.pass(2000);
        assertThat(found()).contains(set);
    }
}
