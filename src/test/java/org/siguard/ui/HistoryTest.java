package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.guard.Siguard;

/** Undo and redo, presets, the last session and the palette, without a window. */
class HistoryTest {
    @TempDir
    private Path memory;

    private long millis;
    private final ExperimentViewModel experiment = new ExperimentViewModel(new Clock() {
        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }
    });

    private void step(double value, long after) {
        millis += after;
        experiment.setting(Siguard.STEP).set(value);
    }

    private double step() {
        return experiment.experiment().get(Siguard.STEP);
    }

    @Test
    void everyChangeIsUndoneAndRedone() {
        assertThat(experiment.canUndoProperty().get()).isFalse();
        step(0.5, 1_000);
        experiment.setting(Experiment.GUARD).set("order");
        step(0.8, 1_000);
        experiment.undo();
        assertThat(step()).isEqualTo(0.5);
        assertThat(experiment.setting(Siguard.STEP).value()).as("its control follows").isEqualTo(0.5);
        experiment.undo();
        assertThat(experiment.experiment().get(Experiment.GUARD)).isEqualTo(Siguard.NAME);
        experiment.undo();
        assertThat(experiment.experiment()).isEqualTo(Experiment.standard());
        assertThat(experiment.canUndoProperty().get()).isFalse();
        experiment.redo();
        experiment.redo();
        experiment.redo();
        experiment.redo();
        assertThat(step()).isEqualTo(0.8);
        assertThat(experiment.canRedoProperty().get()).isFalse();
    }

    @Test
    void aDragIsOneChange() {
        step(0.3, 1_000);
        step(0.4, 100);
        step(0.5, 100);
        step(0.6, 2_000);
        experiment.undo();
        assertThat(step()).isEqualTo(0.5);
        experiment.undo();
        assertThat(step()).isEqualTo(0.2);
    }

    @Test
    void aNewChangeForgetsWhatWasUndone() {
        step(0.5, 1_000);
        experiment.undo();
        step(0.7, 1_000);
        assertThat(experiment.canRedoProperty().get()).isFalse();
        experiment.redo();
        assertThat(step()).isEqualTo(0.7);
    }

    @Test
    void aPresetAndAResetAreOneChangeEach() {
        Presets.Preset strong = Presets.given().stream().filter(preset -> preset.name().equals("strong")).findFirst().orElseThrow();
        experiment.set(strong.change().apply(experiment.experiment()));
        assertThat(experiment.experiment().get(Siguard.INNER)).isEqualTo(49);
        assertThat(experiment.experiment().get(Siguard.VALIDATOR)).isEqualTo("every");
        experiment.resetAll();
        assertThat(experiment.experiment()).isEqualTo(Experiment.standard());
        experiment.undo();
        assertThat(experiment.experiment().get(Siguard.INNER)).isEqualTo(49);
        experiment.undo();
        assertThat(experiment.experiment()).isEqualTo(Experiment.standard());
    }

    @Test
    void everyGivenPresetIsAnExperiment() {
        assertThat(Presets.given()).extracting(Presets.Preset::name).containsExactly("published", "strong", "fast", "teaching");
        assertThat(Presets.given()).allSatisfy(preset -> assertThat(preset.change().apply(Experiment.standard())).isNotNull());
    }

    @Test
    void ownPresetsAreKeptInFilesAndBrokenOnesAreTold() throws IOException {
        Presets presets = new Presets(Optional.of(memory));
        assertThat(presets.own()).isEmpty();
        Experiment mine = Experiment.standard().with(Siguard.STEP, 0.7).with(Experiment.QUERIES, 60);
        presets.save(" mine, 2nd ", mine);
        assertThat(presets.own()).extracting(Presets.Preset::name).containsExactly("mine, 2nd");
        assertThat(presets.own().getFirst().change().apply(Experiment.standard())).isEqualTo(mine);
        assertThatThrownBy(() -> presets.save("../up", mine)).isInstanceOf(UserMistake.class).hasMessageContaining("no name for a preset");
        Files.writeString(memory.resolve("presets").resolve("broken.json"), "{ oops");
        Presets.Preset broken = presets.own().getFirst();
        assertThatThrownBy(() -> broken.change().apply(mine)).isInstanceOf(UserMistake.class).hasMessageContaining("broken.json");
        presets.delete("broken");
        presets.delete("mine, 2nd");
        assertThat(presets.own()).isEmpty();
        assertThat(new Presets(Optional.empty()).canSave()).isFalse();
    }

    @Test
    void theLastSessionComesBack() {
        Memory.Look look = new Memory.Look(true, 1400, 900, 0.3, 0.8, "query");
        Experiment mine = Experiment.standard().with(Siguard.STEP, 0.7);
        new Memory(Optional.of(memory)).remember(mine, look);
        Memory again = new Memory(Optional.of(memory));
        assertThat(again.experiment()).contains(mine);
        assertThat(again.look()).contains(look);
        assertThat(again.troubles()).isEmpty();
        assertThat(new Memory(Optional.empty()).look()).isEmpty();
    }

    @Test
    void aBrokenSessionIsToldPutAsideAndStartedAfresh() throws IOException {
        Files.createDirectories(memory);
        Files.writeString(memory.resolve("window.json"), "{ \"format\" : \"siguard-window\", \"version\" : 1, \"dark\" : 3 }");
        Files.writeString(memory.resolve("experiment.json"), "{ \"guard.step\" : 99 }");
        Memory broken = new Memory(Optional.of(memory));
        assertThat(broken.experiment()).isEmpty();
        assertThat(broken.look()).isEmpty();
        assertThat(broken.troubles()).hasSize(2).anyMatch(trouble -> trouble.contains("guard.step"))
                .anyMatch(trouble -> trouble.contains("dark"))
                .allMatch(trouble -> trouble.startsWith("The last session is not restored.") && trouble.contains(".broken"));
        assertThat(memory.resolve("window.json.broken")).exists();
        assertThat(new Memory(Optional.of(memory)).troubles()).as("told once").isEmpty();
    }

    @Test
    void thePaletteFindsByWordsAndCarriesOut() {
        int[] done = new int[3];
        PaletteViewModel palette = new PaletteViewModel(() -> List.of(new Command("a", "Measure on the real engine", null, () -> done[0]++),
                new Command("b", "Open page: Parties", null, () -> done[1]++),
                new Command("c", "Open page: One query", null, () -> done[2]++),
                new Command("d", "Stop", null, () -> false, () -> {
                    throw new AssertionError("cannot be done now");
                })));
        palette.search("");
        assertThat(palette.found()).hasSize(3);
        palette.search("PAGE part");
        assertThat(palette.found()).extracting(Command::id).containsExactly("b");
        assertThat(palette.carryOut()).isTrue();
        palette.search("open");
        palette.move(-1);
        palette.carryOut();
        assertThat(done).containsExactly(0, 1, 1);
        palette.search("nothing like it");
        palette.move(1);
        assertThat(palette.carryOut()).isFalse();
    }
}
