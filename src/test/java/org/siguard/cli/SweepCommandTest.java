package org.siguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.JsonObject;
import org.siguard.experiment.ExperimentSchema;
import org.siguard.experiment.sweep.away.Cluster;

/** From a file to a recommendation, and from a run to a comparison, as one types it. */
@Timeout(120)
class SweepCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int siguard(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return CommandLineInterface.execute(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private JsonObject answer() {
        return JsonObject.parse(out.toString().getBytes(StandardCharsets.UTF_8), "answer");
    }

    @Test
    void aSweepIsRunRefusedAgainResumedAndRecommendedFrom() throws Exception {
        Path file =
                Files.writeString(folder.resolve("sweep.txt"), "{\"experiment\": {\"queries\": 40, \"guard.outer\": 1}, \"parameters\": "
                        + "{\"guard.inner\": [1, 4], \"guard\": [\"siguard\", \"label\"]}}");
        String to = folder.resolve("out").toString();
        assertThat(siguard("sweep", file.toString(), "--out", to)).as(err.toString()).isZero();
        assertThat(out.toString()).startsWith("4 trials.").contains("guard.inner=1 guard=siguard: strongest attack");
        assertThat(Files.readAllLines(folder.resolve("out/charts/front-latency.csv"))).as("a header and a line a trial").hasSize(5);
        assertThat(folder.resolve("out/charts")).isDirectoryContaining("glob:**/trials.svg")
                .isDirectoryContaining("glob:**/guard.inner.png");
        assertThat(siguard("sweep", file.toString(), "--out", to)).isEqualTo(2);
        assertThat(err.toString()).contains("holds 4 finished trials").contains("--resume");
        Path trial;
        try (Stream<Path> trials = Files.list(folder.resolve("out/trials"))) {
            trial = trials.filter(each -> each.toString().endsWith(".json")).sorted().findFirst().orElseThrow();
        }
        byte[] whole = Files.readAllBytes(trial);
        Files.write(trial, Arrays.copyOf(whole, 300)); // as a full disk would leave it
        assertThat(siguard("sweep", file.toString(), "--out", to, "--resume", "--json")).as(err.toString()).isZero();
        assertThat(Files.size(trial)).as("done again").isGreaterThan(300);
        assertThat(answer().objects("trials")).hasSize(4);
        // Nothing keeps this: outputs that are one-hot already stay what they are. The nearest is told, and is the label, not the search.
        assertThat(siguard("recommend", to, "--limit", "undefended=5%")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("No setting that was tried keeps the limits. Nearest: guard.inner=1 guard=label");
        assertThat(siguard("recommend", to, "--limit", "undefended=50%", "--json")).as(err.toString()).isZero();
        JsonObject best = answer().objects("ranking").get(0);
        assertThat(best.object("settings").text("guard")).as("the label says least").isEqualTo("label");
        assertThat(best.has("shareOfResamples")).isTrue();
        assertThat(siguard("recommend", file.toString(), "--out", to, "--aim", "distortion")).as(err.toString()).isZero();
        assertThat(out.toString()).startsWith("Wanted: least distortion with no limits.").contains("How sure:");
        assertThat(siguard("recommend", to, "--aim", "disortion")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean 'distortion'?");
    }

    @Test
    void runsAreKeptComparedExportedAndDeleted() {
        System.setProperty("siguard.workspace", folder.resolve("mine").toString());
        try {
            String to = folder.resolve("out").toString();
            for (String guard : new String[] {"none", "label"}) {
                assertThat(siguard("run", "--preview", "--queries", "40", "--guard", guard, "--save", guard + " it is", "--out", to))
                        .as(err.toString()).isZero();
                assertThat(out.toString()).contains("Written: ").contains("-" + guard + "-it-is");
            }
            assertThat(siguard("runs", "list", "label")).isZero();
            assertThat(out.toString().lines()).hasSize(1);
            assertThat(siguard("runs", "compare", "none it is", "label it is", "--json")).as(err.toString()).isZero();
            assertThat(answer().object("settings").texts("guard")).containsExactly("none", "label");
            assertThat(answer().objects("tests")).isNotEmpty();
            assertThat(siguard("runs", "compare", "none it is", "label it is")).isZero();
            assertThat(out.toString()).contains("Settings that differ").contains("McNemar");
            assertThat(siguard("runs", "export")).isZero();
            assertThat(out.toString().lines()).hasSize(3);
            assertThat(siguard("runs", "delete", "label it is", "lable")).isEqualTo(2);
            assertThat(siguard("runs", "delete", "label it is")).isZero();
            assertThat(siguard("runs")).isZero();
            assertThat(out.toString().lines()).as("what was misspelt deleted nothing").hasSize(1);
        } finally {
            System.clearProperty("siguard.workspace");
        }
    }

    /** This build has Spark or has it not: either way one line helps, and nothing is begun. */
    @Test
    void aClusterThatCannotBeHadIsRefusedInOneLine() throws Exception {
        Path file = Files.writeString(folder.resolve("sweep.txt"), "{\"parameters\": {\"guard.inner\": [1, 4]}}");
        String to = folder.resolve("out").toString();
        assertThat(siguard("sweep", file.toString(), "--out", to, "--on", "sparks://lab")).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains(Cluster.found().isPresent() ? "sparks://lab: is no address of a cluster; give spark://host:7077"
                : "was built without Apache Spark, which clusters need. Start it by ./siguard from its source folder");
        assertThat(folder.resolve("out/sweep.json")).doesNotExist();
        assertThat(siguard("sweep", file.toString(), "--out", to, "--spark", "spark.executor.memory=1g")).isEqualTo(2);
        assertThat(err.toString()).contains("name one with --on");
        assertThat(siguard("sweep", file.toString(), "--out", to, "--on", "local[1]", "--wait", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--wait 0: give the seconds");
        assertThat(siguard("cluster", "slave")).isEqualTo(2);
        assertThat(err.toString()).contains("'slave' is no part of a cluster; it is master or worker.");
        assertThat(siguard("cluster", "worker")).isEqualTo(2);
        assertThat(err.toString()).contains("siguard cluster worker spark://host:7077");
        assertThat(siguard("cluster", "master", "--port", "99999")).isEqualTo(2);
        assertThat(err.toString()).contains("--port 99999: give a number from 0 to 65535.");
        assertThat(siguard("cluster", "worker", "spark://127.0.0.1:7077", "--cores", "-1")).isEqualTo(2);
        assertThat(err.toString()).contains("--cores -1: give a number from 1");
        assertThat(siguard("cluster", "master", "--cores", "3")).isEqualTo(2);
        assertThat(err.toString()).contains("takes --port alone");
    }

    @Test
    void theSchemaIsPrinted() {
        assertThat(siguard("run", "--schema")).isZero();
        assertThat(out.toString()).isEqualTo(JsonObject.readable(ExperimentSchema.of()));
    }
}
