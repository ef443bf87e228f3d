package org.siguard.experiment.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.LocalRunner;
import org.siguard.experiment.RunResult;
import org.siguard.guard.Siguard;
import org.siguard.train.sample.Sample;
import org.siguard.train.sample.SampleFiles;

class SavedRunsTest {
    private static final Sample SAMPLE = SampleFiles.load(Path.of("sample-models", "clusters-10-mlp"));
    private static final Experiment SMALL = Experiment.standard().with(Experiment.QUERIES, 100).with(Siguard.OUTER, 1)
            .with(Siguard.INNER, 2);
    private static final LocalRunner RUNNER = new LocalRunner((name, progress, cancellation) -> SAMPLE);

    @TempDir
    Path folder;

    private SavedRuns runs;

    @BeforeEach
    void at() {
        runs = new SavedRuns(folder, Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC));
    }

    private static RunResult run(Experiment experiment) {
        return RUNNER.run(experiment, Fidelity.PREVIEW, event -> {
        }, Cancellation.never());
    }

    @Test
    void aRunIsFoundAgainAsItWas() throws Exception {
        RunResult result = run(SMALL);
        SavedRun saved = runs.save(result, "");
        SavedRun second = runs.save(result, "Of mine, \"quoted\"");
        assertThat(saved.id()).isEqualTo("20260131-120000-clusters-10-mlp-siguard");
        assertThat(second.id()).isEqualTo("20260131-120000-of-mine-quoted");
        assertThat(runs.save(result, "").id()).as("the first name that is free").endsWith("-siguard-2");
        assertThat(runs.list().runs()).hasSize(3);
        SavedRun found = runs.find("Of mine, \"quoted\"");
        assertThat(found.result().figures()).isEqualTo(result.figures());
        assertThat(found.result().experiment()).isEqualTo(SMALL);
        assertThat(found.scores()).usingRecursiveComparison().isEqualTo(result.scores());
        assertThat(runs.list().with(List.of("MINE")).runs()).containsExactly(found);
        assertThat(runs.list().with(List.of("mine", "memguard=")).runs()).isEmpty();
        String table = SavedRuns.csv(runs.list().runs());
        assertThat(table.lines()).hasSize(4);
        assertThat(table).contains("\"Of mine, \"\"quoted\"\"\"").contains("strongest (guarded) low95");
        runs.delete(saved);
        assertThat(runs.list().runs()).hasSize(2);
        assertThatThrownBy(() -> runs.find("of-mine-quotd")).isInstanceOf(UserMistake.class).hasMessageContaining("There is no saved run");
    }

    @Test
    void whatCannotBeReadIsToldAndTheOthersAreThere() throws Exception {
        RunResult result = run(SMALL);
        SavedRun old = runs.save(result, "old");
        SavedRun broken = runs.save(result, "broken");
        runs.save(result, "good");
        Path file = old.folder().resolve("run.json");
        Files.writeString(file, Files.readString(file).replace("\"version\" : 1", "\"version\" : 7"));
        Files.writeString(broken.folder().resolve("result.json"), "{");
        Files.createDirectories(folder.resolve(".draft-of-a-killed-process"));
        SavedRuns.Listing listing = runs.list();
        assertThat(listing.runs()).extracting(SavedRun::name).containsExactly("good");
        assertThat(listing.unreadable()).hasSize(2)
                .anyMatch(problem -> problem.contains("'version' is 7; this program reads 1. Use a newer one."))
                .anyMatch(problem -> problem.contains("result.json"));
    }

    @Test
    void runsAreComparedOnTheSameRecordsOnly() {
        SavedRun without = runs.save(run(SMALL.with(Experiment.GUARD, "none")), "without");
        SavedRun label = runs.save(run(SMALL.with(Experiment.GUARD, "label")), "label");
        SavedRun others = runs.save(run(SMALL.with(Experiment.GUARD, "label").with(Experiment.SEED, 2)), "others");
        Comparison comparison = Comparison.of(List.of(without, label, others));
        assertThat(comparison.settings().get("guard")).containsExactly("none", "label", "label");
        assertThat(comparison.settings()).containsOnlyKeys("guard", "seed");
        assertThat(comparison.notes()).hasSize(1).first().asString().contains("attacked different records");
        assertThat(comparison.tests()).isNotEmpty().allMatch(test -> test.later().equals(label));
        Comparison.Test gap = comparison.tests().stream().filter(test -> test.attack().equals("gap")).findFirst().orElseThrow();
        assertThat(gap.difference().value()).as("the label says what it said").isZero();
        assertThat(gap.difference().p()).isEqualTo(1);
        assertThat(comparison.figures().get("undefended").get(0)).isEqualTo("1.0");
        assertThat(comparison.json().get("tests")).hasSize(comparison.tests().size());
        assertThatThrownBy(() -> Comparison.of(List.of(label))).isInstanceOf(UserMistake.class);
    }

    /** Set back, set forward: every run is kept under a name of its own, and the list goes by the date that each one bears. */
    @Test
    void aClockThatJumpsLosesNoRun() {
        RunResult result = run(SMALL);
        for (String now : List.of("2026-01-31T12:00:00Z", "1970-01-01T00:00:00Z", "2026-01-31T12:00:00Z", "2099-12-31T23:59:59Z",
                "2001-01-01T00:00:00Z")) {
            new SavedRuns(folder, Clock.fixed(Instant.parse(now), ZoneOffset.UTC)).save(result, "mine");
        }
        assertThat(runs.list().unreadable()).isEmpty();
        assertThat(runs.list().runs()).extracting(SavedRun::id).containsExactly("20991231-235959-mine", "20260131-120000-mine-2",
                "20260131-120000-mine", "20010101-000000-mine", "19700101-000000-mine");
    }

    /** Two windows that keep runs of one name in the same second. */
    @Test
    void twoWorkbenchesOnOneWorkspaceKeepAllTheirRuns() throws Exception {
        RunResult result = run(SMALL);
        List<Thread> workbenches = java.util.stream.IntStream.range(0, 2).mapToObj(number -> Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 25; i++) {
                new SavedRuns(folder, Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC)).save(result, "mine");
                runs.list();
            }
        })).toList();
        for (Thread workbench : workbenches) {
            workbench.join();
        }
        assertThat(runs.list().unreadable()).isEmpty();
        assertThat(runs.list().runs()).hasSize(50);
    }
}
