package org.siguard.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.app.Examples.Example;
import org.siguard.app.bench.BenchCommand;
import org.siguard.cli.CommandLineInterface;

/**
 * That what README and docs tell people to type can be typed, and works: every example is parsed, and run, in the order in which readers
 * meet them, in a process whose folder is an empty one. What takes long is run by {@code -Pfull} only.
 */
class ExamplesTest {
    /** Names of commands in running text, and forms to be filled in; ./siguard alone opens the window, which has tests of its own. */
    private static final Set<String> NO_EXAMPLES = Set.of("./siguard", "./siguard run", "./siguard audit", "./siguard data download",
            "./siguard … 2>log", "./siguard train clusters-10-mlp --out …", "./siguard sweep FILE --out DIR",
            "./siguard audit experiments/audits --out DIR", "./siguard recommend DIR --limit latency=2 --limit undefended=1%");

    /** They want a network, or what was downloaded from one, or a build with Spark, whose tests are apart. */
    private static final List<String> ELSEWHERE = List.of("./siguard data download cifar-10", "./siguard train mine --data my-cifar",
            "./siguard cluster", "./siguard sweep experiments/sweeps/halving.json --out my-sweep --on ");

    /** They take from half a minute to some minutes. */
    private static final List<String> LONG = List.of("./siguard run --out", "./siguard run experiments", "./siguard run --guard",
            "./siguard sweep ", "./siguard recommend ", "./siguard train clusters-10-mlp --out", "./siguard train shapes-10-cnn --out",
            "./siguard train mine --data shapes-10", "./siguard audit clusters-10-mlp", "./siguard audit mnist-like-lenet",
            "./siguard audit experiments",
            "./siguard bench ");

    /** A file that the text speaks of without showing it. */
    private static final String MINE = "{\"model\": \"clusters-10-mlp\", \"queries\": 20, \"guard.outer\": 1, \"attacks\": [\"gap\"]}";

    @TempDir
    Path folder;

    private static boolean begins(Example example, List<String> beginnings) {
        return beginnings.stream().anyMatch(example.line()::startsWith);
    }

    private static List<Example> examples() throws IOException {
        return Examples.all().stream().filter(example -> !NO_EXAMPLES.contains(example.line())).toList();
    }

    @Test
    void everyExampleIsACommandAndItsFilesAreThere() throws IOException {
        List<Example> examples = examples();
        assertThat(examples).hasSizeGreaterThan(30);
        assertThat(Examples.all()).extracting(Example::line).containsAll(NO_EXAMPLES);
        for (List<String> beginnings : List.of(ELSEWHERE, LONG)) {
            assertThat(beginnings).allMatch(beginning -> examples.stream().anyMatch(example -> example.line().startsWith(beginning)));
        }
        for (Example example : examples) {
            assertThatCode(() -> CommandLineInterface.parse(List.of(new BenchCommand()), example.arguments().toArray(String[]::new)))
                    .as(example.page() + ": " + example).doesNotThrowAnyException();
            example.arguments().stream().filter(word -> word.endsWith(".json") && !word.startsWith("my"))
                    .forEach(file -> assertThat(Path.of(file)).exists());
        }
    }

    @Test
    @Timeout(1800)
    void whatIsQuickWorks() throws Exception {
        prepareFolder();
        List<Example> quick = examples().stream().filter(example -> !begins(example, LONG) && !begins(example, ELSEWHERE)).toList();
        assertThat(quick).hasSizeGreaterThan(9);
        run(quick, 1500);
        requireFiles(8);
    }

    /** Benchmarks with --quick: that they work, not how fast. */
    @Test
    @Tag("full")
    @Timeout(14_400)
    void whatTakesLongWorksToo() throws Exception {
        prepareFolder();
        for (Example example : examples()) {
            if (begins(example, LONG) && !begins(example, ELSEWHERE)) {
                run(List.of(example), 3600);
            }
        }
        requireFiles(8);
    }

    private void prepareFolder() throws IOException {
        for (String shared : List.of("experiments", "sample-models")) {
            Files.createSymbolicLink(folder.resolve(shared), Path.of(shared).toAbsolutePath());
        }
        // A copy: there is an example that writes its tables into a page.
        Path docs = Files.createDirectory(folder.resolve("docs"));
        try (DirectoryStream<Path> pages = Files.newDirectoryStream(Path.of("docs"), "*.{md,json}")) {
            for (Path page : pages) {
                Files.copy(page, docs.resolve(page.getFileName()));
            }
        }
        Files.writeString(folder.resolve("my.json"), MINE);
    }

    /** One after another, in one process. */
    private void run(List<Example> examples, long seconds) throws Exception {
        Path lines = Files.write(folder.resolve("lines.txt"), examples.stream().map(ExamplesTest::line).toList());
        Path said = folder.resolve("said.log");
        Process process = start(lines, said.toFile());
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("within " + seconds + " s: " + Files.readString(said)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        assertThat(Files.readAllLines(said)).contains(examples.stream().map(example -> ExamplesRun.BEGUN + line(example))
                .toArray(String[]::new));
    }

    private void requireFiles(int more) throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).contains("my.json").hasSizeGreaterThan(more);
        }
    }

    private static String line(Example example) {
        return example.line().startsWith("./siguard bench") ? example.line() + " --quick" : example.line();
    }

    private Process start(Path lines, File said) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Dai.djl.offline=true",
                "-DOPT_OUT_TRACKING=true", "-Dai.djl.pytorch.num_threads=1", "-Dsiguard.home=" + Path.of("").toAbsolutePath(),
                "-Djava.awt.headless=true", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), ExamplesRun.class.getName(),
                lines.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(said);
        builder.environment().put("SIGUARD_WORKSPACE", folder.resolve("workspace").toString());
        return builder.start();
    }
}
