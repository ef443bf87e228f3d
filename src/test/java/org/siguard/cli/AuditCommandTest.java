package org.siguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.JsonObject;
import org.siguard.experiment.audit.Audit;

/** An audit of the sample that comes with the program, small, from the command line. */
@Timeout(180)
class AuditCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int siguard(String... arguments) {
        return CommandLineInterface.execute(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    @Test
    void whatGuardsPromiseIsWhatTheAuditFinds() throws IOException {
        assertThat(siguard("audit", "clusters-10-mlp", "--records", "60", "--asked-often", "20", "--references", "0", "--guards",
                "label,template,siguard-brief,memguard",
                "--out", folder.toString())).as(err.toString()).isZero();
        JsonObject audit = JsonObject.read(folder.resolve("audit.json"), 1 << 24).objects("audits").get(0);
        Map<String, JsonObject> channels = audit.objects("channels").stream()
                .collect(Collectors.toMap(channel -> channel.text("released"), Function.identity()));
        assertThat(channels).containsKeys("plaintext", "secure, exact softmax", "secure, secureml softmax", "label", "template",
                "siguard-brief", "memguard").hasSize(10);
        double gap = value(audit.object("gap"));
        for (String keepsLabels : List.of("plaintext", "secure, exact softmax", "label", "template", "siguard-brief", "memguard")) {
            JsonObject channel = channels.get(keepsLabels);
            assertThat(channel.object("utility").real("labelKept", 0, 1)).as(keepsLabels).isEqualTo(1);
            assertThat(accuracy(channel, "gap")).as(keepsLabels).isEqualTo(gap);
        }
        // Plaintext and secure inference give the same away: the paper's first claim.
        assertThat(accuracy(channels.get("secure, exact softmax"), "confidence"))
                .isCloseTo(accuracy(channels.get("plaintext"), "confidence"), within(0.03));
        // A released label tells what the label tells, whoever fits on it.
        assertThat(accuracy(channels.get("label"), "confidence, one threshold, adapted")).isCloseTo(gap, within(1e-9));
        // 605 of the search, 18 to look whether the query was asked before.
        assertThat(channels.get("siguard-brief").whole("roundsAQuery", 1, 100_000)).isEqualTo(605 + 18);
        assertThat(accuracy(channels.get("siguard-brief"), "timing, adapted")).isEqualTo(0.5);
        assertThat(Files.readString(folder.resolve("audit.md"))).contains("## clusters-10-mlp", "| strongest attack |", "siguard-brief");
        // Labels alone give no more away through a guard that keeps them: the figures are those of secure inference.
        JsonObject boundary = attack(channels.get("siguard-brief"), "label-only, boundary");
        assertThat(boundary.text("carriedOverFrom")).isEqualTo("secure, exact softmax");
        assertThat(value(boundary.object("accuracy"))).isEqualTo(accuracy(channels.get("secure, exact softmax"), "label-only, boundary"));
        assertThat(boundary.whole("targetQueries", 0, 1 << 30)).isEqualTo(2 * 20 * 201);
        JsonObject guarded = channels.get("siguard-brief");
        assertThat(guarded.objects("slices")).extracting(slice -> slice.text("slice")).contains("correctly classified",
                "wrongly classified", "confidence from 0.99", "class 9");
        assertThat(guarded.objects("mostExposed")).hasSize(10).allSatisfy(each -> assertThat(each.whole("calledBy", 0, 100))
                .isLessThanOrEqualTo(each.whole("attacks", 1, 100)));
        assertThat(guarded.objects("comparisons")).extracting(each -> each.text("against")).containsExactly("the gap attack",
                "secure, exact softmax");
    }

    /** A row a record, a column an attack; those that ask many times only on some. */
    @Test
    void everyRecordsScoresAreKept() throws IOException {
        assertThat(siguard("audit", Path.of("sample-models", "clusters-10-mlp").toString(), "--records", "40", "--asked-often", "20",
                "--references", "0",
                "--guards", "order", "--out", folder.toString())).as(err.toString()).isZero();
        Path scores = folder.resolve("clusters-10-mlp").resolve("scores");
        List<String> lines = Files.readAllLines(scores.resolve("secure-exact-softmax.csv"));
        assertThat(lines).hasSize(81);
        assertThat(lines.get(0)).startsWith("row,label,member,\"gap\",\"loss\"");
        assertThat(lines.subList(1, 41)).allMatch(line -> line.split(",")[2].equals("1"));
        assertThat(lines.stream().skip(1).filter(line -> line.endsWith(",")).count()).as("not asked label-only").isEqualTo(40);
        assertThat(scores.resolve("order.csv")).exists();
    }

    @Test
    void aFileSaysWhatToAudit() throws IOException {
        Path file = Files.writeString(folder.resolve("small.json"),
                "{\"sample\": \"clusters-10-mlp\", \"records\": 20, \"references\": 0, \"guards\": [\"label\"]}");
        assertThat(siguard("audit", file.toString(), "--out", folder.resolve("a").toString(), "--json")).as(err.toString()).isZero();
        String first = out.toString();
        out.getBuffer().setLength(0);
        assertThat(siguard("audit", file.toString(), "--out", folder.resolve("b").toString(), "--json")).isZero();
        assertThat(out.toString()).as("the same figures again").isEqualTo(first);
    }

    @Test
    void theAuditsThatTheDocumentationShowsCanBeRead() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("experiments", "audits"))) {
            assertThat(files.map(Audit::read).map(Audit::sample)).contains("clusters-10-mlp", "purchase-100-mlp", "mnist-like-lenet");
        }
    }

    @Test
    void mistakesAreToldInOneLine() throws IOException {
        told("did you mean 'label'", "--guards", "labels");
        told("20 to 100000", "--records", "3");
        told("even number", "--references", "3");
        told("10 to 10000", "--asked-often", "5");
        told("LiRA takes two on each side", "--references", "2");
        assertThat(siguard("audit", "clusters-10-mlp", "--searches", "--json", "--out", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--json is not for --searches");
        assertThat(siguard("audit", Files.createDirectory(folder.resolve("empty")).toString())).isEqualTo(2);
        assertThat(err.toString()).contains("neither a sample (sample.json) nor audits");
        Path file = Files.writeString(folder.resolve("bad.json"), "{\"sample\": \"clusters-10-mlp\", \"guard\": []}");
        assertThat(siguard("audit", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("bad.json: 'guard' is not known here");
    }

    private void told(String what, String option, String value) {
        err.getBuffer().setLength(0);
        assertThat(siguard("audit", "clusters-10-mlp", option, value, "--out", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains(what).hasLineCount(1);
    }

    private static JsonObject attack(JsonObject channel, String name) {
        return channel.objects("attacks").stream().filter(attack -> attack.text("attack").equals(name)).findFirst().orElseThrow();
    }

    private static double accuracy(JsonObject channel, String name) {
        return value(attack(channel, name).object("accuracy"));
    }

    private static double value(JsonObject estimate) {
        return estimate.real("value", 0, 1);
    }
}
