package org.siguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is full, or may not be written to: one line with what to do, the exit code of a mistake, nothing half-written, and nothing
 * lost that was there. On Linux as root the disk is a small one in memory; elsewhere a process is not allowed to write files beyond some
 * kilobytes, which is as much of a full disk as an ordinary user can make.
 */
@Tag("full")
@Timeout(1800)
class FullDiskTest {
    private static final String[] SMALL = {"--preview", "--set", "queries=60", "--set", "guard.outer=1", "--set", "attacks=gap,confidence"};
    private static final String SWEEP = """
            {"experiment": {"model": "clusters-10-mlp", "queries": 100, "guard.outer": 1, "attacks": ["gap", "confidence"]},
             "method": "sobol", "trials": 60, "parameters": {"guard.step": {"from": 0.1, "to": 2}, "guard.inner": {"from": 1, "to": 8}}}
            """;

    @TempDir
    Path folder;

    private Path disk;
    private boolean mounted;

    @BeforeEach
    void make() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", disk.toString()) == 0;
        System.out.println(mounted ? "a disk of 200 kB" : "no disk can be mounted here: files of at most 1 kB instead");
    }

    @AfterEach
    void removeIt() throws Exception {
        if (mounted) {
            run("umount", disk.toString());
        }
    }

    private static int run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    private Command command() {
        Command command = new Command(folder);
        return mounted ? command : command.after("bash", "-c", "ulimit -f 1; exec \"$@\"", "limited");
    }

    @Test
    void aRunThatCannotBeKeptLeavesWhatWasThere() throws Exception {
        Path workspace = disk.resolve("workspace");
        for (int i = 0; mounted && i < 40; i++) {
            Command.Ending kept = run(workspace, "keep-" + i);
            if (kept.code() != 0) {
                break;
            }
        }
        Map<String, String> before = contents(workspace);
        Command.Ending ending = run(workspace, "one-too-many");
        requireMistake(ending);
        assertThat(contents(workspace)).as("neither more nor less than was there").isEqualTo(before);
        Command.Ending list = new Command(folder).run(workspace, "runs", "list");
        assertThat(list.code()).as(list.said()).isZero();
        assertThat(list.said()).doesNotContain("cannot be read");
    }

    private Command.Ending run(Path workspace, String name) throws Exception {
        String[] words = Stream.concat(Stream.of("run", "--out", folder.resolve("out").toString(), "--save", name), Stream.of(SMALL))
                .toArray(String[]::new);
        return command().run(workspace, words);
    }

    @Test
    void aSweepThatCameToTheEndOfTheDiskGoesOnWhenThereIsRoom() throws Exception {
        Path sweep = Files.writeString(folder.resolve("sweep.txt"), SWEEP);
        Path out = disk.resolve("out");
        requireMistake(command().run(folder, "sweep", sweep.toString(), "--out", out.toString(), "--resume"));
        Map<String, String> finished = contents(out.resolve("trials"));
        if (mounted) {
            assertThat(finished).hasSizeBetween(1, 59);
            assertThat(run("mount", "-o", "remount,size=20m", disk.toString())).isZero();
        }
        Command.Ending ending = new Command(folder).run(folder, "sweep", sweep.toString(), "--out", out.toString(), "--resume");
        assertThat(ending.code()).as(ending.said()).isZero();
        assertThat(contents(out.resolve("trials"))).hasSize(60).containsAllEntriesOf(finished);
    }

    @Test
    void aWorkspaceThatMayNotBeWrittenToIsToldInOneLine() throws Exception {
        Path workspace = Files.createDirectory(disk.resolve("workspace"));
        if (mounted) {
            assertThat(run("mount", "-o", "remount,ro", disk.toString())).isZero();
        } else {
            workspace.toFile().setWritable(false);
        }
        requireMistake(run(workspace, "mine"));
        Command.Ending list = new Command(folder).run(workspace, "runs", "list");
        assertThat(list.code()).as(list.said()).isZero();
    }

    private static void requireMistake(Command.Ending ending) {
        assertThat(ending.code()).as(ending.said()).isEqualTo(2);
        List<String> lines = ending.said().lines().filter(line -> line.startsWith("siguard:")).toList();
        assertThat(lines).as(ending.said()).hasSize(1);
        assertThat(ending.said()).doesNotContain("\tat ").doesNotContain("Exception");
    }

    private static Map<String, String> contents(Path of) throws IOException {
        Map<String, String> out = new TreeMap<>();
        if (Files.isDirectory(of)) {
            try (Stream<Path> files = Files.walk(of)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    out.put(of.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        return out;
    }
}
