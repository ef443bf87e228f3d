package org.siguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siguard.base.Cancellation;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import picocli.CommandLine.Command;

@Timeout(60)
class CommandLineInterfaceTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Cancellation cancellation = new Cancellation();

    @TempDir
    Path folder;

    @Command(name = "end")
    private record End(RuntimeException how) implements Callable<Integer> {
        @Override
        public Integer call() {
            throw how;
        }
    }

    private int siguard(String... arguments) {
        return siguard(List.of(), arguments);
    }

    private int siguard(List<Callable<Integer>> more, String... arguments) {
        return CommandLineInterface.execute(new PrintWriter(out), new PrintWriter(err), more, cancellation, arguments);
    }

    @Test
    void helpAndVersionAreAnswers() {
        assertThat(siguard("--help")).isZero();
        assertThat(out.toString()).contains("run", "train", "doctor");
        assertThat(siguard("run", "--help")).isZero();
        assertThat(out.toString()).contains("--set", "--preview", "--out", "--json");
        assertThat(siguard("--version")).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void withoutArgumentsItSaysWhatThereIs() {
        assertThat(siguard()).isZero();
        assertThat(out.toString()).contains("Usage: siguard");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "swep                           | There is no command 'swep'; did you mean 'sweep'? Known: audit, cluster, data, doctor, infer, models, recommend, run, runs, sweep, train. Try: siguard --help",
        "trian                          | did you mean 'train'?",
        "run --foo                      | Unknown option: '--foo'. Try: siguard run --help",
        "models foo                     | There is no command 'foo'; known: convert. Try: siguard models --help",
        "models convert --foo           | Try: siguard models convert --help",
        "data show shapes-10 --rows x   | Try: siguard data show --help",
        "train                          | NAME",
        "train clusters-10-mlp again    | 'train' takes no further argument 'again'. Try: siguard train --help",
        "train cluster-10-mlp           | There is no sample 'cluster-10-mlp'; did you mean 'clusters-10-mlp'?",
        "run --set foo=1                | There is no setting 'foo'; known: model, records, engine,",
        "run --guard sigard             | Did you mean 'siguard'?",
        "run --attacks gap,loos         | Did you mean 'loss'?",
        "run --set quries=40            | did you mean 'queries'?",
        "run --set queries              | --set wants key=value",
        "run --set queries=many         | queries: 'many' is not allowed; give a whole number from 20 to 1000",
        "run --set guard.step=NaN       | guard.step: NaN is not allowed",
        "run no-such-file.json          | no-such-file.json: there is no such file",
        "run src                        | src: cannot be read (it is a folder)"})
    void aMistakeIsOneLineAndExitCode2(String line, String message) {
        assertThat(siguard(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).startsWith("siguard: ").contains(message).hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void endingsHaveTheirExitCodes() {
        assertThat(siguard(List.of(new End(new UserMistake("Two\nlines."))), "end")).isEqualTo(2);
        assertThat(err.toString()).isEqualToNormalizingNewlines("siguard: Two lines.\n");
        err.getBuffer().setLength(0);
        assertThat(siguard(List.of(new End(new IllegalStateException("ours"))), "end")).isEqualTo(1);
        assertThat(err.toString()).contains("a fault in this program", "ours").hasLineCount(1);
        err.getBuffer().setLength(0);
        assertThat(siguard(List.of(new End(new CancellationException())), "end")).isEqualTo(130);
        assertThat(err.toString()).isEqualToNormalizingNewlines("Stopped.\n");
    }

    @Test
    void aStoppedRunOrTrainingIsNoFault() {
        cancellation.request();
        assertThat(siguard("train", "clusters-10-mlp", "--out", folder.toString())).isEqualTo(130);
        assertThat(siguard("run", "--preview", "--out", folder.toString())).isEqualTo(130);
        assertThat(err.toString()).contains("Stopped.").doesNotContain("fault");
        assertThat(folder.resolve("result.json")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoticedAtOnce() throws Exception {
        // A run that began would notice this, and end with 130.
        cancellation.request();
        Path file = Files.createFile(folder.resolve("file"));
        for (Path useless : List.of(file, file.resolve("below"))) {
            for (List<String> command : List.of(List.of("run", "--preview"), List.of("train", "clusters-10-mlp"))) {
                err.getBuffer().setLength(0);
                String[] all = {"--out", useless.toString()};
                assertThat(siguard(java.util.stream.Stream.concat(command.stream(), java.util.Arrays.stream(all)).toArray(String[]::new)))
                        .isEqualTo(2);
                assertThat(err.toString()).contains("Cannot write").containsIgnoringCase("not a").doesNotContain("Exception")
                        .hasLineCount(1);
            }
        }
        Files.createDirectories(folder.resolve("out").resolve("report.html"));
        err.getBuffer().setLength(0);
        assertThat(siguard("run", "--preview", "--out", folder.resolve("out").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("report.html (it is a folder)");
    }

    @Test
    void aPreviewWritesWhatItPrints() throws Exception {
        Path file = Files.writeString(folder.resolve("experiment.json"), "{\"queries\": 20, \"guard.inner\": 2}");
        Path written = folder.resolve("new").resolve("run");
        assertThat(siguard("run", file.toString(), "--set", "guard.outer=1", "--set", "seed=7", "--preview", "--json", "--out",
                written.toString())).as(err.toString()).isZero();
        JsonObject result = JsonObject.parse(out.toString().getBytes(StandardCharsets.UTF_8), "stdout");
        JsonObject experiment = result.object("experiment");
        assertThat(experiment.whole("queries", 0, 1000)).isEqualTo(20);
        assertThat(experiment.whole("guard.inner", 0, 1000)).isEqualTo(2);
        assertThat(experiment.whole("guard.outer", 0, 1000)).isEqualTo(1);
        assertThat(experiment.whole("seed", 0, 1000)).isEqualTo(7);
        assertThat(result.text("fidelity")).isEqualTo("preview");
        assertThat(Files.readString(written.resolve("result.json"))).isEqualTo(out.toString());
        assertThat(Files.readString(written.resolve("report.html"))).contains("<html");
        for (String ending : List.of("png", "svg", "pdf", "csv")) {
            assertThat(written.resolve("charts").resolve("attacks." + ending)).isNotEmptyFile();
        }
        assertThat(err.toString()).contains("100 %").doesNotContain("\033");
        out.getBuffer().setLength(0);
        assertThat(siguard("run", file.toString(), "--set", "guard.outer=1", "--preview", "--out", written.toString())).isZero();
        assertThat(out.toString()).contains("10 members and 10 non-members", "preview", "Gap floor", "predicted", "Written: ");
    }
}
