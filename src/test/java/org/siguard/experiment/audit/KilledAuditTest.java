package org.siguard.experiment.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.Cancellation;
import org.siguard.train.sample.Sample;
import org.siguard.train.sample.SampleFiles;

/** A real audit in a real process, killed in the middle without a word (SIGKILL), and gone on with. */
@Timeout(240)
class KilledAuditTest {
    private static final String AUDIT = """
            {"sample": "clusters-10-mlp", "records": 20, "askedOften": 10, "references": 0, "guards": ["siguard-brief", "gaussian", "label"]}
            """;
    /** Plaintext, five softmaxes, the guards, and the noise once more, drawn afresh. */
    private static final int CHANNELS = 1 + 5 + 3 + 1;

    @TempDir
    Path folder;

    @Test
    void oneThatWasKilledEndsAsIfItHadNotBeen() throws Exception {
        Path file = Files.writeString(folder.resolve("audit.json"), AUDIT);
        Path killed = folder.resolve("killed");
        Process process = start(file, killed);
        while (process.isAlive() && kept(killed).size() < 7) {
            Thread.sleep(2);
        }
        process.destroyForcibly().waitFor();
        Map<Path, byte[]> before = kept(killed);
        assertThat(before).as("finished channels; " + Files.readString(folder.resolve("killed.log"))).hasSizeBetween(7, CHANNELS - 1);
        // One of them is cut off, as a careless copy might leave it: it is measured again.
        Path damaged = before.keySet().iterator().next();
        Files.write(damaged, Arrays.copyOf(before.get(damaged), 300));
        List<String> phases = new ArrayList<>();
        audit(file, killed, phases);
        assertThat(phases).as("only what was not finished is measured").hasSize(CHANNELS - before.size() + 1);
        Path whole = folder.resolve("whole");
        audit(file, whole, phases);
        assertThat(files(killed)).as("the same files, and nothing of the unfinished ones").isEqualTo(files(whole));
    }

    /** @param channels told which are measured */
    private void audit(Path file, Path out, List<String> channels) {
        Sample sample = SampleFiles.load(Path.of("sample-models", "clusters-10-mlp"));
        AuditResult result = Auditor.run(Audit.read(file), sample, folder.resolve("shadows"), AuditFiles.unfinished(out),
                (phase, fraction) -> channels.add(phase), Cancellation.never());
        AuditFiles.write(List.of(result), out);
    }

    private Process start(Path file, Path out) throws IOException {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED",
                "-Dsiguard.home=" + Path.of("").toAbsolutePath(), "-Djava.awt.headless=true", "-cp", path, "org.siguard.app.Launcher",
                "audit", file.toString(), "--out", out.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "killed.log"));
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        return builder.start();
    }

    /** The channels that are finished, and what their files hold. Drafts come and go meanwhile. */
    private static Map<Path, byte[]> kept(Path out) throws IOException {
        Map<Path, byte[]> found = new TreeMap<>();
        Files.walkFileTree(AuditFiles.unfinished(out), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = file.getFileName().toString();
                if (name.endsWith(".json") && !name.startsWith(".")) {
                    found.put(file, Files.readAllBytes(file));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException reason) throws IOException {
                if (reason instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw reason;
            }
        });
        return found;
    }

    /** By name, all that an audit wrote. */
    private static Map<String, String> files(Path out) throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(file -> out.relativize(file).toString(), KilledAuditTest::text));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
