package org.siguard.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.ExperimentDesk;
import org.siguard.guard.NoGuard;
import org.siguard.mpc.replicated.ReplicatedProtocol;
import org.siguard.net.NetworkProfile;
import org.siguard.train.sample.Sample;

/** The examples of docs/api.md: the script in a real JShell, the class of the small project compiled and run; and what the desk refuses. */
class ApiExamplesTest {
    private static final Path EXAMPLES = Path.of("docs", "examples");

    @TempDir
    Path folder;

    private static String runtimeClassPath() throws IOException {
        Path classes = Path.of(ExperimentDesk.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        return classes + File.pathSeparator + Files.readString(classes.resolveSibling("runtime.classpath")).strip();
    }

    @Test
    @Timeout(240)
    void theScriptPrintsWhatThePageSays() throws Exception {
        Path said = folder.resolve("said.txt");
        Process jshell = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
                "-J-Djava.util.prefs.userRoot=" + folder, "-R--add-modules", "-Rjdk.incubator.vector", "-R-Duser.language=en",
                "--class-path", runtimeClassPath(),
                EXAMPLES.resolve("first-steps.jsh").toString())
                .redirectInput(Files.createFile(folder.resolve("nothing.txt")).toFile()).redirectOutput(said.toFile())
                .redirectError(folder.resolve("warned.txt").toFile()).start();
        boolean ended = jshell.waitFor(200, TimeUnit.SECONDS);
        jshell.destroyForcibly();
        assertThat(ended).as("within 200 s: " + Files.readString(said)).isTrue();
        assertThat(Files.readString(said)).as("said, beside " + Files.readString(folder.resolve("warned.txt")))
                .isEqualTo(Files.readString(EXAMPLES.resolve("first-steps.txt")));
    }

    @Test
    void theSmallProjectsClassCompilesAndRuns() throws Exception {
        Path source = EXAMPLES.resolve(Path.of("own-guard", "src", "main", "java", "lab", "OwnGuard.java"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, "-d", folder.toString(), "-cp", runtimeClassPath(), "-Xlint:all,-path", "-Werror",
                "-proc:none",
                source.toString())).isZero();
        PrintStream console = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
                PrintStream heard = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(heard);
            loader.loadClass("lab.OwnGuard").getMethod("main", String[].class).invoke(null, (Object) new String[] {"sample-models"});
        } finally {
            System.setOut(console);
        }
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .containsExactlyElementsOf(Files.readAllLines(EXAMPLES.resolve(Path.of("own-guard", "output.txt"))));
    }

    /** The small project asks for the version that this project has. */
    @Test
    void theSmallProjectAsksForThisVersion() throws IOException {
        String version = Files.readString(Path.of("pom.xml")).replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");
        assertThat(Files.readString(EXAMPLES.resolve(Path.of("own-guard", "pom.xml"))))
                .contains("<artifactId>siguard-workbench</artifactId>\n            <version>" + version + "</version>");
    }

    @Test
    void mistakesAreToldInALine() {
        ExperimentDesk desk = ExperimentDesk.with(Path.of("sample-models"));
        assertThatThrownBy(() -> desk.sample("nowhere")).isInstanceOf(UserMistake.class).hasMessageContaining("there is no sample here");
        assertThatThrownBy(() -> desk.measure(Experiment.standard().with("guard", "memguard").with("queries", "20")))
                .isInstanceOf(UserMistake.class).hasMessageContaining("memguard");
        Sample sample = desk.sample("clusters-10-mlp");
        assertThatThrownBy(() -> desk.ask(sample.target(), new NoGuard(), List.of(new float[3]), new ReplicatedProtocol(),
                NetworkProfile.LAN)).isInstanceOf(UserMistake.class).hasMessageContaining("record 0 has 3");
    }

    /** Masks are never drawn twice, so that the same question has other rounding; the same calls on another desk give the same bits. */
    @Test
    void theSameCallsGiveTheSame() {
        double[][] first = twice();
        assertThat(twice()).isDeepEqualTo(first);
    }

    private static double[][] twice() {
        ExperimentDesk desk = ExperimentDesk.with(Path.of("sample-models"));
        Sample sample = desk.sample("clusters-10-mlp");
        List<float[]> records = sample.data().records().subList(0, 3);
        desk.infer(sample.target(), records, new ReplicatedProtocol(), NetworkProfile.LAN);
        return desk
                .ask(sample.target(), desk.guard(Experiment.standard().with("guard", "siguard-brief")), records, new ReplicatedProtocol(),
                        NetworkProfile.LAN)
                .result();
    }
}
