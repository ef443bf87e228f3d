package org.siguard.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps on a real cluster of real processes, and what becomes of them when some of those are killed. */
@Tag("full")
@Timeout(1800)
class SparkSweepTest {
    private static final String SWEEP = """
            {
              "experiment": {"model": "clusters-10-mlp", "queries": 60, "guard.outer": 1, "attacks": ["gap", "confidence"%s]},
              "method": "%s", "trials": %d,
              "parameters": %s
            }
            """;
    /** More than are done before a test has looked. */
    private static final int MANY = 150;
    private static final String SPREAD = "{\"guard.step\": {\"from\": 0.1, \"to\": 2}, \"guard.inner\": {\"from\": 1, \"to\": 8}}";

    @TempDir
    Path folder;

    private Lab lab;

    @BeforeEach
    void open() throws Exception {
        lab = new Lab(folder);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    private Path sobol(int trials) throws Exception {
        return Files.writeString(folder.resolve("sweep.txt"), SWEEP.formatted("", "sobol", trials, SPREAD));
    }

    /** The very thing: here, as Spark in this process, and on two workers of which one is killed midway, its executor with it. */
    @Test
    void fortyTrialsAreTheSameWhereverTheyAreCarriedOut() throws Exception {
        Path file = sobol(40);
        assertThat(lab.sweep("here", file)).as(lab.said("here")).isZero();
        Map<String, String> here = lab.trials("here");
        assertThat(here).hasSize(40);
        assertThat(lab.sweep("local", file, "--on", "local[2]")).as(lab.said("local")).isZero();
        assertThat(lab.trials("local")).isEqualTo(here);
        String master = lab.master();
        lab.worker("one", master);
        Process other = lab.worker("other", master);
        Process sweep = lab.begin("cluster", file, Lab.on(master));
        lab.untilFinished("cluster", 8);
        Lab.until("both have an executor", () -> other.descendants().findAny().isPresent());
        List<ProcessHandle> executors = other.descendants().toList();
        other.destroyForcibly().waitFor();
        executors.forEach(ProcessHandle::destroyForcibly);
        int then = lab.trials("cluster").size();
        assertThat(sweep.waitFor(900, TimeUnit.SECONDS)).isTrue();
        assertThat(sweep.exitValue()).as(lab.said("cluster")).isZero();
        assertThat(then).as("killed midway").isBetween(8, 39);
        assertThat(lab.trials("cluster")).isEqualTo(here);
        assertThat(folder.resolve("cluster").resolve("sweep-result.json"))
                .hasSameTextualContentAs(folder.resolve("here/sweep-result.json"));
        assertThat(commandLines()).as("the secret").noneMatch(line -> line.contains(secret()));
    }

    private static List<String> commandLines() {
        return ProcessHandle.allProcesses().map(process -> process.info().commandLine().orElse("")).toList();
    }

    private String secret() {
        try {
            return Files.readString(folder.resolve("config/siguard/cluster-secret")).strip();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The template guard, whose class no other trial loads, ends the JVM: that trial alone fails, and is done again when it no longer does. */
    @Test
    void aTrialThatEndsItsJvmFailsAlone() throws Exception {
        Path file = Files.writeString(folder.resolve("sweep.txt"),
                SWEEP.formatted("", "grid", 1, "{\"guard\": [\"siguard\", \"template\", \"none\", \"order\"]}"));
        assertThat(lab.sweep("here", file)).as(lab.said("here")).isZero();
        String master = lab.master();
        lab.worker("one", master);
        int code = lab.sweep("cluster", file, Lab.on(master, "--spark", Killer.option(folder, "org/siguard/guard/TemplateGuard")));
        assertThat(code).as(lab.said("cluster")).isZero();
        assertThat(lab.said("cluster")).contains("4 trials, 1 of them failed").contains("The trial ended the process that carried it out, "
                + "each of the four times it was tried");
        Map<String, String> others = new HashMap<>(lab.trials("here"));
        others.values().removeIf(trial -> trial.contains("\"guard\" : \"template\""));
        assertThat(others).hasSize(3);
        assertThat(lab.trials("cluster")).hasSize(4).containsAllEntriesOf(others);
        assertThat(lab.sweep("cluster", file, Lab.on(master))).as(lab.said("cluster")).isZero();
        assertThat(lab.trials("cluster")).isEqualTo(lab.trials("here"));
    }

    /** An attack that trains a network: libtorch, and all else that executors lack, is sent to them. */
    @Test
    void attacksThatTrainRunOnExecutorsThatHaveNothingOfTheWorkbench() throws Exception {
        Path file = Files.writeString(folder.resolve("sweep.txt"), SWEEP.formatted(", \"network\"", "grid", 1, "{\"guard.inner\": [1]}"));
        assertThat(lab.sweep("here", file)).as(lab.said("here")).isZero();
        String master = lab.master();
        lab.worker("one", master);
        assertThat(lab.sweep("cluster", file, Lab.on(master))).as(lab.said("cluster")).isZero();
        assertThat(lab.trials("cluster")).isEqualTo(lab.trials("here"));
    }

    @Test
    void aClusterThatDoesNotDoIsToldOfInOneLine() throws Exception {
        Path file = sobol(4);
        String master = lab.master();
        assertThat(lab.sweep("nobody", file, Lab.on(master, "--wait", "5"))).isEqualTo(2);
        assertThat(lab.said("nobody").lines().filter(line -> line.startsWith("siguard: "))).singleElement().asString()
                .contains("No executor of the cluster was there for 5 s: start workers each with a free core and 600m of memory")
                .contains("go on with --resume");
        Process wrong = lab.start("wrong", Map.of("SIGUARD_CLUSTER_SECRET", "not the one that the master has"),
                lab.sweeping("wrong", file, Lab.on(master, "--wait", "5")));
        assertThat(wrong.waitFor(200, TimeUnit.SECONDS)).isTrue();
        assertThat(wrong.exitValue()).isEqualTo(2);
        assertThat(lab.said("wrong")).contains("does not take this sweep: it must run Spark 4.2.0 with the same secret");
        Process stranger =
                lab.start("stranger", Map.of("SIGUARD_CLUSTER_SECRET", "not the one that the master has"), "cluster", "worker", master);
        assertThat(stranger.waitFor(200, TimeUnit.SECONDS)).isTrue();
        assertThat(stranger.exitValue()).isEqualTo(2);
        assertThat(lab.said("stranger")).contains("does not take this worker: it must run Spark 4.2.0 with the same secret");
        assertThat(lab.sweep("closed", file, Lab.on("spark://127.0.0.1:9"))).isEqualTo(2);
        assertThat(lab.said("closed")).contains("No master of a cluster listens at spark://127.0.0.1:9");
        assertThat(lab.sweep("far", file, Lab.on("spark://192.0.2.1:7077"))).isEqualTo(2);
        assertThat(lab.said("far")).contains("must be able to reach this machine, which listens to itself only")
                .contains("SPARK_LOCAL_IP=");
        assertThat(lab.sweep("open", file, Lab.on(master, "--spark", "spark.authenticate=false"))).isEqualTo(2);
        assertThat(lab.said("open")).contains("what keeps others out is not set on a command line");
    }

    /** Ctrl-C ends the executors' work; what was finished is kept, and the rest is done when it is gone on with. */
    @Test
    void whatIsStoppedStopsOnExecutorsAndIsGoneOnWith() throws Exception {
        Path file = sobol(MANY);
        assertThat(lab.sweep("here", file)).as(lab.said("here")).isZero();
        String master = lab.master();
        Process worker = lab.worker("one", master);
        Process sweep = lab.begin("cluster", file, Lab.on(master));
        lab.untilFinished("cluster", 3);
        sweep.destroy(); // SIGTERM, of which the program makes what it makes of Ctrl-C
        assertThat(sweep.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(lab.said("cluster")).contains("Stopped.");
        Lab.until("no executor is left", () -> worker.descendants().noneMatch(ProcessHandle::isAlive));
        Map<String, String> kept = lab.trials("cluster");
        assertThat(kept.size()).isBetween(3, MANY - 1);
        // And without a word: the driver is killed, and executors find that out by themselves.
        Process again = lab.begin("cluster", file, Lab.on(master));
        lab.untilFinished("cluster", kept.size() + 2);
        again.destroyForcibly().waitFor();
        Lab.until("no executor is left", () -> worker.descendants().noneMatch(ProcessHandle::isAlive));
        assertThat(lab.sweep("cluster", file, Lab.on(master))).as(lab.said("cluster")).isZero();
        assertThat(lab.trials("cluster")).containsAllEntriesOf(kept).isEqualTo(lab.trials("here"));
    }

    /** Executors go on without their master; when they too are gone, the sweep says so in time. */
    @Test
    void aLostClusterEndsTheSweepWithWordsAndLosesNothing() throws Exception {
        Path file = sobol(MANY);
        String master = lab.master();
        Process worker = lab.worker("one", master);
        Process sweep = lab.begin("cluster", file, Lab.on(master, "--wait", "90"));
        lab.untilFinished("cluster", 2);
        lab.processes().getFirst().destroyForcibly().waitFor();
        lab.untilFinished("cluster", 5);
        List<ProcessHandle> executors = worker.descendants().toList();
        worker.destroyForcibly().waitFor();
        executors.forEach(ProcessHandle::destroyForcibly);
        assertThat(sweep.waitFor(240, TimeUnit.SECONDS)).isTrue();
        assertThat(sweep.exitValue()).as(lab.said("cluster")).isEqualTo(2);
        assertThat(lab.said("cluster")).containsAnyOf("No executor of the cluster was there for 90 s", "The cluster ended this sweep")
                .contains("go on with --resume");
        Map<String, String> kept = lab.trials("cluster");
        assertThat(kept.size()).isBetween(5, MANY - 1);
        assertThat(lab.sweep("cluster", file)).as("without a cluster: " + lab.said("cluster")).isZero();
        assertThat(lab.trials("cluster")).hasSize(MANY).containsAllEntriesOf(kept);
    }
}
