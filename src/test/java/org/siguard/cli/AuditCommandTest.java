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
        assertThat(siguard("audit", "clusters-10-mlp", "--records", "60", "--references", "0", "--guards",
                "label,template,siguard-brief,memguard",
                "--out", folder.toString())).as(err.toString()).isZero();
        JsonObject audit = JsonObject.read(folder.resolve("audit.json"), 1 << 22).objects("audits").get(0);
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
        assertThat(channels.get("siguard-brief").whole("roundsAQuery", 1, 100_000)).isEqualTo(605);
        assertThat(accuracy(channels.get("siguard-brief"), "timing, adapted")).isEqualTo(0.5);
        assertThat(Files.readString(folder.resolve("audit.md"))).contains("## clusters-10-mlp", "| strongest attack |", "siguard-brief");
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
        Path file = Files.writeString(folder.resolve("bad.json"), "{\"sample\": \"clusters-10-mlp\", \"guard\": []}");
        assertThat(siguard("audit", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("bad.json: 'guard' is not known here");
    }

    private void told(String what, String option, String value) {
        err.getBuffer().setLength(0);
        assertThat(siguard("audit", "clusters-10-mlp", option, value, "--out", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains(what).hasLineCount(1);
    }

    private static double accuracy(JsonObject channel, String name) {
        return channel.objects("attacks").stream().filter(attack -> attack.text("attack").equals(name))
                .mapToDouble(attack -> value(attack.object("accuracy"))).findFirst().orElseThrow();
    }

    private static double value(JsonObject estimate) {
        return estimate.real("value", 0, 1);
    }
}
