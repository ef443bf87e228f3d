package org.siguard.experiment.sweep.away;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.attack.metric.FormulaVersions;
import org.siguard.base.Cancellation;
import org.siguard.base.JsonObject;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.LocalRunner;
import org.siguard.experiment.MachineSpeed;
import org.siguard.experiment.ResultFiles;
import org.siguard.experiment.RunResult;
import org.siguard.experiment.sweep.LocalTrials;
import org.siguard.experiment.sweep.NoMoreTrials;
import org.siguard.train.sample.Sample;
import org.siguard.train.sample.SampleParcel;
import org.siguard.train.sample.Samples;

/** An errand in, an answer out, in one process: all of a trial that is carried out elsewhere but the way there and back. */
class OutpostTest {
    private static final Sample SAMPLE = Samples.find(Path.of("sample-models"), "clusters-10-mlp", Progress.none(), Cancellation.never());

    @TempDir
    Path folder;

    private MachineSpeed speeds;
    private Outpost outpost;

    @BeforeEach
    void packed() throws Exception {
        SampleParcel.pack(SAMPLE, folder.resolve("draft"), folder.resolve("parcel.zip"));
        outpost = new Outpost(name -> folder.resolve(name));
        Files.writeString(Files.createDirectories(folder.resolve("speed")).resolve("unreadable.json"), "{");
        speeds = MachineSpeed.in(folder.resolve("speed"));
    }

    private Experiment experiment(Map<String, String> settings) {
        Experiment out = Experiment.standard().with("queries", "40").with("guard.outer", "1").with("guard.inner", "2");
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            out = out.with(setting.getKey(), setting.getValue());
        }
        return out;
    }

    private Errand errand(Experiment experiment) {
        return new Errand(Edition.here(), "a sweep", experiment, Fidelity.PREVIEW, "parcel.zip", speeds.told());
    }

    /** The model's name is a path that only the machine which asks has. Its predictions, too, are those of that machine. */
    @Test
    void theAnswerIsTheResultToTheLastBit() {
        Experiment experiment = experiment(Map.of("model", "/home/someone/of-mine"));
        LocalRunner runner = new LocalRunner((name, progress, cancellation) -> SAMPLE, speeds);
        runner.calibrate(experiment, Progress.none(), Cancellation.never());
        RunResult here = new LocalTrials(runner).run(experiment, Fidelity.PREVIEW, Cancellation.never());
        RunResult away = Answer.read(outpost.answer(errand(experiment).text(), Cancellation.never()));
        assertThat(JsonObject.readable(ResultFiles.whole(away))).isEqualTo(JsonObject.readable(ResultFiles.whole(here)));
        assertThat(away).usingRecursiveComparison().ignoringFields("costs").isEqualTo(here);
        assertThat(away.figures().latency().spread().batches()).as("predicted").isZero();
    }

    @Test
    void whatFailsSaysWhatItWouldSayHere() {
        Map<String, Integer> versions = new HashMap<>(FormulaVersions.CURRENT.versions());
        versions.replaceAll((formula, version) -> version + 1);
        Experiment later = new Experiment(experiment(Map.of()).settings(), new FormulaVersions(versions));
        LocalTrials trials = new LocalTrials(new LocalRunner((name, progress, cancellation) -> SAMPLE, speeds));
        String here = catchThrowableOfType(UserMistake.class, () -> trials.run(later, Fidelity.PREVIEW, Cancellation.never())).getMessage();
        String answer = outpost.answer(errand(later).text(), Cancellation.never());
        assertThat(here).startsWith("formulas: the experiment asks for");
        assertThatThrownBy(() -> Answer.read(answer)).isInstanceOf(UserMistake.class).hasMessage(here);
    }

    @Test
    void anotherEditionOfTheProgramRefuses() {
        Errand mine = errand(experiment(Map.of()));
        Errand older = new Errand("0123456789abcdef", mine.sweep(), mine.experiment(), mine.fidelity(), mine.parcel(), mine.speeds());
        String said = outpost.answer(older.text(), Cancellation.never());
        assertThatThrownBy(() -> Answer.read(said)).isInstanceOf(NoMoreTrials.class)
                .hasMessageContaining("another edition of the workbench")
                .hasMessageContaining("(0123456789ab)").hasMessageContaining("class path");
    }

    @Test
    void whatIsCancelledHasNoAnswer() {
        Cancellation cancelled = new Cancellation();
        cancelled.request();
        String text = errand(experiment(Map.of())).text();
        assertThatThrownBy(() -> outpost.answer(text, cancelled)).isInstanceOf(CancellationException.class);
    }

    @Test
    void anEditionIsTheSameInAFolderAndInAJar() throws Exception {
        Path jar = folder.resolve("classes.jar");
        try (var zip = java.nio.file.FileSystems.newFileSystem(jar, Map.of("create", "true")); var files = Files.walk(Edition.place())) {
            for (Path file : files.toList()) {
                Path there = zip.getPath("/").resolve(Edition.place().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(file, there);
                }
            }
        }
        assertThat(Edition.of(jar)).isEqualTo(Edition.here()).hasSize(64);
        try (var zip = java.nio.file.FileSystems.newFileSystem(jar)) {
            Files.write(zip.getPath("org/siguard/app/Launcher.class"), new byte[] {1});
        }
        assertThat(Edition.of(jar)).isNotEqualTo(Edition.here());
    }
}
