package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.RunResult;
import org.siguard.experiment.saved.SavedRun;
import org.siguard.experiment.saved.SavedRuns;

/** What a person writes beside a run, and looks for in what happened. */
class NotesAndFilterTest {
    @Test
    void aNoteIsKeptWithItsRunAndFound(@TempDir Path folder) {
        SavedRuns runs = SavedRuns.in(folder);
        RunResult result = new SampleRunner(0).run(Experiment.standard(), Fidelity.PREVIEW, event -> {
        }, new Cancellation());
        SavedRun plain = runs.save(result, "first");
        runs.save(result, "second");
        assertThat(plain.note()).isEmpty();
        assertThat(runs.note(plain, "  For the seminar \n").note()).isEqualTo("For the seminar");
        assertThat(runs.list().with(List.of("SEMINAR")).runs()).extracting(SavedRun::name, SavedRun::note)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("first", "For the seminar"));
        assertThat(runs.note(runs.find("first"), "").note()).isEmpty();
        assertThat(runs.list().with(List.of("seminar")).runs()).isEmpty();
        assertThatThrownBy(() -> runs.note(plain, "x".repeat(4_001))).isInstanceOf(UserMistake.class).hasMessageContaining("4001");
    }

    @Test
    void theLogShowsLinesWithAllWords() {
        RunViewModel run = new RunViewModel(Clock.systemUTC());
        run.tellOf("Saved one.json.");
        run.tellOf("Kept as one.");
        run.tellOf("Saved two.json.");
        run.filterProperty().set("one SAVED");
        assertThat(run.log()).singleElement().asString().endsWith("Saved one.json.");
        run.tellOf("Saved one more.");
        assertThat(run.log()).hasSize(2);
        run.filterProperty().set(" ");
        assertThat(run.log()).hasSize(4);
    }
}
