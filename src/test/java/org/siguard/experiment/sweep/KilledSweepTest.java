package org.siguard.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.experiment.Experiment;

/** A real sweep in a real process, killed at random moments without a word (SIGKILL), and gone on with. */
class KilledSweepTest {
    private static final int TRIALS = 30;
    private static final String SWEEP = """
            {
              "experiment": {"model": "clusters-10-mlp", "queries": 60, "guard.outer": 1, "attacks": ["gap", "confidence"]},
              "method": "sobol", "trials": %d,
              "parameters": {"guard.step": {"from": 0.1, "to": 2}, "guard.inner": {"from": 1, "to": 8}}
            }
            """.formatted(TRIALS);

    @TempDir
    Path folder;

    @Test
    @Timeout(1200)
    void nothingFinishedIsLostAndNothingHalfWrittenIsRead() throws Exception {
        kill(3);
    }

    @Test
    @Tag("full")
    @Timeout(7200)
    void twentyTimesOver() throws Exception {
        kill(20);
    }

    private void kill(int times) throws Exception {
        Path file = Files.writeString(folder.resolve("sweep.txt"), SWEEP);
        Path out = folder.resolve("out");
        SplittableRandom random = new SplittableRandom(times);
        Map<String, String> finished = new HashMap<>();
        for (int i = 0; i < times; i++) {
            int before = files(out).size();
            Process process = start(file, out, "killed-" + i);
            // Wait for its first trial, where it comes so far, and a random while: the moment may be in the middle of anything.
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            while (i % 3 != 2 && process.isAlive() && files(out).size() == before && System.nanoTime() < deadline) {
                Thread.sleep(5);
            }
            process.waitFor(random.nextInt(i % 3 == 2 ? 3000 : 250), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            Map<String, String> now = files(out);
            assertThat(now).as("after kill " + i).containsAllEntriesOf(finished);
            for (String name : now.keySet()) {
                assertThat(TrialFiles.read(out.resolve("trials").resolve(name)).succeeded()).as(name).isTrue();
            }
            finished = now;
        }
        assertThat(finished).as("finished before it was killed for the last time").isNotEmpty();
        Process last = start(file, out, "last");
        assertThat(last.waitFor(900, TimeUnit.SECONDS)).isTrue();
        assertThat(last.exitValue()).as(Files.readString(folder.resolve("last.log"))).isZero();
        Map<String, String> all = files(out);
        assertThat(all).containsAllEntriesOf(finished);
        SweepResult result = SweepResult.read(out);
        assertThat(all).hasSize(result.sweep().settings().size());
        assertThat(result.sweep().base().get(Experiment.MODEL)).isEqualTo("clusters-10-mlp");
        try (Stream<Path> entries = Files.list(out.resolve("trials"))) {
            assertThat(entries.filter(entry -> entry.getFileName().toString().startsWith("."))).as("drafts").isEmpty();
        }
    }

    private Process start(Path file, Path out, String log) throws Exception {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1",
                "-Dsiguard.home=" + Path.of("").toAbsolutePath(), "-Djava.awt.headless=true", "-cp", path, "org.siguard.app.Launcher",
                "sweep", file.toString(), "--out", out.toString(), "--resume"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), log + ".log"));
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        return builder.start();
    }

    /** By name, what they hold. */
    private static Map<String, String> files(Path out) throws Exception {
        Map<String, String> found = new HashMap<>();
        if (Files.isDirectory(out.resolve("trials"))) {
            try (Stream<Path> entries = Files.list(out.resolve("trials"))) {
                for (Path entry : entries.filter(entry -> !entry.getFileName().toString().startsWith(".")).toList()) {
                    found.put(entry.getFileName().toString(), Files.readString(entry));
                }
            }
        }
        return found;
    }
}
