package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.guard.Siguard;

/** Lessons, from the first step to the last, and files of one's own. */
class LessonTest {
    @TempDir
    private Path folder;

    private final ExperimentViewModel experiment = new ExperimentViewModel(Clock.systemUTC());
    private final SimpleStringProperty page = new SimpleStringProperty("runs");
    private final LessonViewModel lesson = new LessonViewModel(experiment, page);

    @Test
    void theGivenLessonGoesFromItsFirstStepToItsLastAndBack() {
        experiment.setting(Siguard.STEP).set(0.9);
        Experiment mine = experiment.experiment();
        Lesson given = Lesson.given();
        page.set(WorkbenchViewModel.RUNS);
        lesson.start(given);
        assertThat(given.steps()).hasSizeGreaterThanOrEqualTo(5);
        for (int i = 0; i < given.steps().size(); i++) {
            Lesson.Step step = given.steps().get(i);
            assertThat(lesson.titleProperty().get()).startsWith(i + 1 + " of " + given.steps().size()).endsWith(step.title());
            assertThat(lesson.sentenceProperty().get()).isNotBlank();
            assertThat(page.get()).isEqualTo(step.page());
            assertThat(experiment.experiment()).isEqualTo(step.experiment());
            assertThat(lesson.lastProperty().get()).isEqualTo(i + 1 == given.steps().size());
            long shown = experiment.sections().stream().flatMap(section -> section.settings().stream())
                    .filter(setting -> setting.shownProperty().get()).count();
            assertThat(shown).as("only what matters").isLessThanOrEqualTo(step.controls().size());
            lesson.next();
        }
        lesson.previous();
        assertThat(lesson.titleProperty().get()).startsWith(given.steps().size() - 1 + " of");
        lesson.end();
        assertThat(lesson.underWayProperty().get()).isFalse();
        assertThat(experiment.experiment()).as("what was set before").isEqualTo(mine);
        assertThat(page.get()).as("the page that was open").isEqualTo(WorkbenchViewModel.RUNS);
        assertThat(experiment.setting(Siguard.C3).shownProperty().get()).isTrue();
    }

    @Test
    void aTeachersFileIsRead() throws IOException {
        Path file = folder.resolve("mine.json");
        Files.writeString(file,
                new String(Lesson.givenBytes(), StandardCharsets.UTF_8).replace("What leaks, and what a guard changes", "Mine"));
        assertThat(Lesson.read(file)).isEqualTo(new Lesson("Mine", Lesson.given().steps()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "siguard-lesson                | siguard-lessen    | format",
        "\"page\" : \"query\"          | \"page\" : \"qery\" | must be one of trade-off",
        "\"guard.inner\" : 10          | \"guard.iner\" : 10 | did you mean 'guard.inner'",
        "\"guard.step\" : 0.2          | \"guard.step\" : 99 | guard.step: 99",
        "\"controls\" : [ \"engine\"   | \"controls\" : [ \"motor\" | 'motor', which is no setting",
        "\"say\"                       | \"sai\"           | 'steps[0].say' is missing"})
    void aMistakeInItIsToldBeforeTheLessonBegins(String right, String wrong, String told) throws IOException {
        Path file = folder.resolve("wrong.json");
        String given = new String(Lesson.givenBytes(), StandardCharsets.UTF_8);
        assertThat(given).contains(right);
        Files.writeString(file, given.replace(right, wrong));
        assertThatThrownBy(() -> Lesson.read(file)).isInstanceOf(UserMistake.class).hasMessageContaining(told);
    }
}
