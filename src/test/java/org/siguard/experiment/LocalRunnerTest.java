package org.siguard.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.guard.Siguard;
import org.siguard.train.sample.Sample;
import org.siguard.train.sample.SampleFiles;

@Timeout(60)
class LocalRunnerTest {
    private static final Experiment SMALL = Experiment.standard().with(Experiment.QUERIES, 40).with(Experiment.BATCH, 15)
            .with(Siguard.OUTER, 2).with(Siguard.INNER, 2);

    private final List<RunEvent> events = new ArrayList<>();

    @TempDir
    Path folder;

    private static LocalRunner runner(Function<String, Sample> samples) {
        return new LocalRunner((name, progress, cancellation) -> samples.apply(name));
    }

    private static LocalRunner runner() {
        return runner(name -> SampleFiles.load(Path.of("sample-models").resolve(name)));
    }

    @Test
    void theSameSeedGivesTheSameResultApartFromTimes() throws Exception {
        LocalRunner runner = runner();
        String first = preview(runner, "first");
        assertThat(first).isEqualTo(preview(runner, "second"));
        assertThat(events.get(0)).isInstanceOf(RunEvent.Started.class);
        assertThat(events).filteredOn(RunEvent.Measured.class::isInstance).as("three batches, twice").hasSize(6);
        assertThat(events.getLast()).isInstanceOf(RunEvent.Finished.class);
        Figures figures = ((RunEvent.Finished) events.getLast()).result().figures();
        assertThat(figures.members()).isEqualTo(20);
        assertThat(figures.attacks()).hasSize(7);
        assertThat(figures.latency().predicted()).isTrue();
        assertThat(figures.latency().guard()).isPositive();
    }

    private String preview(LocalRunner runner, String name) throws Exception {
        Path file = folder.resolve(name + ".json");
        ExperimentFiles.write(file, runner.run(SMALL, Fidelity.PREVIEW, events::add, Cancellation.never()));
        String text = Files.readString(file);
        return text.substring(0, text.indexOf("\"times\""));
    }

    @Test
    void aRunThatIsStoppedSaysSo() {
        Cancellation cancellation = new Cancellation();
        assertThat(runner().run(SMALL, Fidelity.PREVIEW, event -> {
            events.add(event);
            if (event instanceof RunEvent.Measured) {
                cancellation.request();
            }
        }, cancellation)).isNull();
        assertThat(events).filteredOn(RunEvent.Measured.class::isInstance).hasSize(1);
        assertThat(events.getLast()).isInstanceOf(RunEvent.Cancelled.class);
    }

    @Test
    void aRunThatCannotGoOnSaysWhy() {
        assertThat(runner(name -> {
            throw new UserMistake("No sample " + name + ".");
        }).run(SMALL, Fidelity.PREVIEW, events::add, Cancellation.never())).isNull();
        assertThat(events.getLast()).isEqualTo(new RunEvent.Failed("No sample clusters-10-mlp.", false));
        assertThat(runner(name -> {
            throw new IllegalStateException("ours");
        }).run(SMALL, Fidelity.PREVIEW, events::add, Cancellation.never())).isNull();
        assertThat(events.getLast()).asString().contains("fault in this program", "ours");
    }

    /** By name, as {@code --set guard=NAME} has it; and all keep the label, so that accuracy stays. */
    @Test
    void everyGuardRunsByItsName() {
        LocalRunner runner = runner();
        Experiment tiny = SMALL.with(Experiment.QUERIES, 20).with(Experiment.BATCH, 20);
        for (String guard : Guards.names()) {
            events.clear();
            RunResult result = runner.run(tiny.with(Experiment.GUARD, guard), Fidelity.PREVIEW, events::add, Cancellation.never());
            assertThat(result).as("%s: %s", guard, events.getLast()).isNotNull();
            assertThat(result.figures().top1()).as(guard).extracting(top1 -> top1.accuracy().value()).containsOnly(
                    result.figures().top1().get(0).accuracy().value());
        }
    }

    @Test
    void aGuardThatSeesEverythingHasNoMeasuredRun() {
        Experiment experiment = SMALL.with(Experiment.GUARD, "memguard");
        assertThat(runner().run(experiment, Fidelity.MEASURED, events::add, Cancellation.never())).isNull();
        assertThat(events.getLast()).asString().contains("memguard", "preview").contains("false");
    }

    @Test
    void everyParameterOfAGuardIsOneOfTheExperiments() {
        for (String guard : Guards.names()) {
            assertThat(Experiment.PARAMETERS).as(guard).containsAll(Guards.parameters(guard));
        }
        assertThat(Guards.parameters("none")).isEmpty();
        assertThat(Guards.parameters("siguard")).containsAll(Siguard.PARAMETERS);
    }
}
