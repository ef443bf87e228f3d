package org.siguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.experiment.saved.SavedRuns;
import org.siguard.train.sample.SampleFiles;

/**
 * Commands killed without a word (SIGKILL) at random moments of their lives; sweeps and audits have tests of their own, and the material
 * of SIMC++ has {@code DurabilityTest}.
 */
@Tag("full")
@Timeout(3600)
class KilledCommandsTest {
    @TempDir
    Path folder;

    /** Killed while it loads, computes, and writes, and sometimes too late. What is there afterwards is whole runs, and can all be read. */
    @Test
    void aRunThatIsKeptIsThereWholeOrNotAtAll() throws Exception {
        Path workspace = folder.resolve("workspace");
        SavedRuns runs = SavedRuns.in(workspace.resolve("runs"));
        int ended = 0;
        long whole = 10_000;
        int killed = 0;
        for (int i = 0; i < 22; i++) {
            long begun = System.nanoTime();
            Process process =
                    new Command(folder).start(workspace, folder.resolve("log"), "run", "--preview", "--set", "queries=40", "--set",
                            "guard.outer=1", "--out", folder.resolve("out").toString(), "--save", "run " + i);
            // The first gets to know the machine; the second says how long one takes. Then later and later, from the middle of that to its end.
            boolean early = killed(process, i < 2 ? 300_000 : whole * (42 + 3 * i) / 100);
            killed += early ? 1 : 0;
            ended += early ? 0 : 1;
            whole = i < 2 ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) : whole;
            SavedRuns.Listing listing = runs.list();
            assertThat(listing.unreadable()).isEmpty();
            assertThat(listing.runs()).hasSizeGreaterThanOrEqualTo(ended).allSatisfy(run -> assertThat(run.scores().size()).isEqualTo(40));
        }
        System.out.println("runs killed: " + killed + ", that came to their end: " + ended);
        assertThat(killed).as("else nothing was tried").isGreaterThan(9);
    }

    /** Killed five times and begun again, a training ends in the weights of one that was left alone. */
    @Test
    void aTrainingThatWasKilledEndsInTheSameWeights() throws Exception {
        String[] train = {"train", "mine", "--data", "clusters-10", "--network", "mlp-32-24-10", "--rows", "1200", "--set",
            "training.epochs=60", "--out"};
        Path whole = folder.resolve("whole");
        Command.Ending ending = new Command(Files.createDirectory(folder.resolve("one"))).run(folder, with(train, whole));
        assertThat(ending.code()).as(ending.said()).isZero();
        Path killed = folder.resolve("killed");
        Random random = new Random(1);
        int kills = 0;
        for (int i = 0; i < 5; i++) {
            Process process = new Command(folder).start(folder, folder.resolve("log"), with(train, killed));
            kills += killed(process, 2_000 + random.nextInt(4_000)) ? 1 : 0;
        }
        Command.Ending last = new Command(folder).run(folder, with(train, killed));
        assertThat(last.code()).as(last.said()).isZero();
        System.out.println("training killed " + kills + " times");
        assertThat(kills).as("else nothing was tried").isGreaterThan(2);
        SampleFiles.check(killed.resolve("mine"));
        assertThat(SampleFiles.target(killed.resolve("mine"))).isEqualTo(SampleFiles.target(whole.resolve("mine")));
    }

    private static String[] with(String[] words, Path out) throws Exception {
        Files.createDirectories(out);
        return Stream.concat(Stream.of(words), Stream.of(out.toString())).toArray(String[]::new);
    }

    private static boolean killed(Process process, long after) throws InterruptedException {
        boolean ended = process.waitFor(after, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return !ended;
    }
}
