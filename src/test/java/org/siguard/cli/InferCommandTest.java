package org.siguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siguard.base.JsonObject;
import org.siguard.data.DataSource;
import org.siguard.data.Dataset;
import org.siguard.model.ModelFiles;
import org.siguard.model.PlainInference;
import org.siguard.model.Zoo;

/** Secure inference from the command line: what was planned is what happened, and mistakes are told in one line. */
class InferCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int siguard(String... arguments) {
        return CommandLineInterface.execute(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private JsonObject answer() {
        return JsonObject.parse(out.toString().getBytes(StandardCharsets.UTF_8), "answer");
    }

    @ParameterizedTest
    @CsvSource({"replicated", "dealer"})
    void whatIsPlannedIsWhatIsCounted(String engine) {
        assertThat(siguard("infer", "--model", "mlp-8-6-3", "--engine", engine, "--batch", "3", "--network", "LAN", "--json"))
                .as(err.toString()).isZero();
        JsonObject answer = answer();
        assertThat(answer.object("agreement").whole("sameTop", 0, 3)).isEqualTo(3);
        assertThat(answer.real("latencySeconds", 0, 60)).as("rounds over a LAN").isGreaterThan(0.001);
        assertThat(answer.objects("layers")).hasSize(3).allSatisfy(InferCommandTest::agrees);
        agrees(answer.object("total"));
    }

    private static void agrees(JsonObject step) {
        JsonObject planned = step.object("planned");
        JsonObject counted = step.object("counted");
        for (String figure : new String[] {"rounds", "messages", "bytes"}) {
            assertThat(counted.whole(figure, 0, Long.MAX_VALUE)).isEqualTo(planned.whole(figure, 0, Long.MAX_VALUE));
        }
    }

    @Test
    void aPlanTellsTheSameAndRunsNothing() {
        assertThat(siguard("infer", "--model", "mlp-8-6-3", "--batch", "3", "--json")).isZero();
        long bytes = answer().object("total").object("planned").whole("bytes", 1, Long.MAX_VALUE);
        out.getBuffer().setLength(0);
        assertThat(siguard("infer", "--model", "mlp-8-6-3", "--batch", "3", "--plan", "--json")).isZero();
        assertThat(answer().object("total").object("planned").whole("bytes", 1, Long.MAX_VALUE)).isEqualTo(bytes);
        assertThat(answer().object("total").has("counted")).isFalse();
        out.getBuffer().setLength(0);
        assertThat(siguard("infer", "--model", "lenet", "--plan")).isZero();
        assertThat(out.toString()).contains("planned, not run", "conv1", "Sharing the weights once");
    }

    @Test
    void aModelInAFileIsTakenAsOneOfTheZoo(@TempDir Path folder) {
        Path file = folder.resolve("mine.siguard");
        ModelFiles.save(Zoo.build("mlp-8-6-3", 1, 4), file);
        assertThat(siguard("infer", "--model", file.toString())).as(err.toString()).isZero();
        assertThat(out.toString()).contains("fc1", "top class equal in 1 of 1");
    }

    @Test
    void recordsOfASourceArePredicted() {
        String[] asked = {"infer", "--model", "mlp-32-16-10", "--input", "clusters-10:2", "--batch", "20"};
        assertThat(siguard(asked)).as(err.toString()).isZero();
        assertThat(out.toString()).contains("predicted", "probability", "Predicted as labelled: ", "top class equal in 20 of 20");
        out.getBuffer().setLength(0);
        assertThat(siguard(Stream.concat(Stream.of(asked), Stream.of("--json")).toArray(String[]::new))).isZero();
        Dataset data = DataSource.parse("clusters-10:2").load(20);
        double[][] plain = new PlainInference(Zoo.build("mlp-32-16-10", 1, 1)).probabilities(data.records());
        List<JsonObject> predictions = answer().objects("predictions");
        assertThat(predictions).hasSize(20);
        for (int i = 0; i < 20; i++) {
            JsonObject prediction = predictions.get(i);
            assertThat(prediction.whole("label", 0, 9)).isEqualTo(data.labels()[i]);
            int top = (int) prediction.whole("class", 0, 9);
            assertThat(prediction.real("probability", 0, 1)).isCloseTo(plain[i][top], within(1e-3))
                    .isCloseTo(Arrays.stream(plain[i]).max().orElseThrow(), within(1e-3));
        }
    }

    @Test
    void aPictureIsAVectorToAPerceptronAndNothingElse() {
        assertThat(siguard("infer", "--model", "mlp-784-6-10", "--input", "digits-28", "--batch", "2")).as(err.toString()).isZero();
        assertThat(siguard("infer", "--model", "chmnist-cnn", "--width", "0.1", "--input", "digits-28")).isEqualTo(2);
        assertThat(err.toString()).contains("[1, 28, 28]", "[1, 64, 64]").doesNotContain("fault");
    }

    @Test
    void aBatchThatIsTooLargeIsToldBeforeAnythingRuns() {
        for (String[] more : new String[][] {{"--plan"}, {}}) {
            String[] asked = {"infer", "--model", "resnet50-imagenet", "--width", "0.5", "--batch", "4096"};
            assertThat(siguard(Stream.concat(Stream.of(asked), Stream.of(more)).toArray(String[]::new))).isEqualTo(2);
        }
        assertThat(err.toString()).contains("layer ", "records at a time, not 4096").doesNotContain("sharing");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void oneClassHasNoMargin() {
        assertThat(siguard("infer", "--model", "mlp-4-1", "--json")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("\"leastMargin\" : null");
        out.getBuffer().setLength(0);
        assertThat(siguard("infer", "--model", "mlp-4-1")).isZero();
        assertThat(out.toString()).contains("top class equal in 1 of 1").doesNotContain("Infinity", "margin");
    }

    @Test
    void whatIsInTheZooIsConverted(@TempDir Path folder) {
        Path file = folder.resolve("x.onnx");
        assertThat(siguard("models", "convert", "lenet", file.toString(), "--width", "0.5", "--seed", "3")).as(err.toString()).isZero();
        assertThat(ModelFiles.load(file).weights()).isEqualTo(Zoo.build("lenet", 0.5, 3).weights());
        assertThat(siguard("models", "convert", file.toString(), folder.resolve("y").toString(), "--width", "2")).isEqualTo(2);
        assertThat(siguard("infer", "--model", file.toString(), "--width", "2")).isEqualTo(2);
        assertThat(err.toString()).containsSubsequence("--width is for networks of the zoo", "--width is for networks of the zoo");
    }

    @ParameterizedTest
    @CsvSource({"--model,mlp-8,'give its widths'", "--model,nothing,'nothing'", "--engine,abacus,'replicated'", "--network,pigeon,'WAN'",
        "--batch,0,'--batch is 0'", "--width,-1,'width'"})
    void mistakesAreToldInOneLine(String option, String value, String told) {
        String[] arguments = option.equals("--model") ? new String[] {"infer", option, value}
                : new String[] {"infer", "--model", option.equals("--width") ? "lenet" : "mlp-8-6-3", option, value};
        assertThat(siguard(arguments)).as(out.toString()).isEqualTo(2);
        assertThat(err.toString()).contains(told).hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }
}
