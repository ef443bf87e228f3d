package org.siguard.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siguard.attack.metric.Estimate;
import org.siguard.base.JsonObject;
import org.siguard.base.Parameter;
import org.siguard.base.UserMistake;
import org.siguard.guard.Siguard;
import org.siguard.net.Traffic;

class ExperimentFilesTest {
    @TempDir
    Path folder;

    @Test
    void theStandardExperimentIsInTheFileThatSaysSo() {
        Path file = Path.of("experiments", "standard.json");
        assertThat(ExperimentFiles.read(file)).isEqualTo(Experiment.standard());
        List<String> keys = new ArrayList<>(Experiment.PARAMETERS.stream().map(Parameter::key).toList());
        keys.add("formulas");
        assertThat(JsonObject.read(file, 1 << 20).keys()).as("names every setting").containsExactlyElementsOf(keys);
    }

    @Test
    void whatIsWrittenIsRead() {
        Experiment experiment = Experiment.standard().with(Experiment.QUERIES, 60).with(Experiment.NETWORK, "WAN")
                .with(Siguard.INNER, 3).with(Siguard.STEP, 0.123456789).with(Experiment.MODEL, "/a folder/of mine")
                .with(Experiment.ATTACKS, List.of("entropy", "gap"));
        ExperimentFiles.write(folder.resolve("e.json"), experiment);
        assertThat(ExperimentFiles.read(folder.resolve("e.json"))).isEqualTo(experiment);
    }

    @Test
    void whatIsNotNamedKeepsItsDefault() throws IOException {
        assertThat(read("{}")).isEqualTo(Experiment.standard());
        assertThat(read("{\"guard.step\": 1, \"queries\": \"60\"}"))
                .isEqualTo(Experiment.standard().with(Siguard.STEP, 1.0).with(Experiment.QUERIES, 60));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"seed\": 1} {\"seed\": 2}     | something follows",
        "{\"seed\": 1} garbage           | line 1",
        "{\"seed\": 1, \"seed\": 2}      | Duplicate field 'seed'",
        "{\"seed\": 1                    | line 1",
        "[1]                             | must hold one JSON object",
        "{\"seeed\": 1}                  | did you mean 'seed'?",
        "{\"seed\": 1.5}                 | '1.5' is not allowed; give a whole number",
        "{\"seed\": -1}                  | -1 is not allowed",
        "{\"seed\": true}                | must be a number, a text or a list of texts",
        "{\"seed\": null}                | must be a number, a text or a list of texts",
        "{\"seed\": {}}                  | must be a number, a text or a list of texts",
        "{\"network\": \"lan\"}          | one of",
        "{\"guard\": \"sigard\"}         | guard: 'sigard' is not allowed; give one of none, siguard,",
        "{\"guard\": \"sigard\"}         | Did you mean 'siguard'?",
        "{\"attacks\": []}               | attacks: nothing is not allowed",
        "{\"attacks\": [\"gap\", \"entrpy\"]} | attacks: 'entrpy' is not allowed; give one or more of gap, loss,",
        "{\"attacks\": \"gap,entrpy\"}   | Did you mean 'entropy'?",
        "{\"attacks\": [1]}              | must be a list of texts",
        "{\"model\": \"\"}                | model: '' is not allowed; give a sample",
        "{\"model\": \"a\\u0000b\"}       | model: 'a?b' is not allowed",
        "{\"formulas\": {\"lyra\": 1}}    | 'formulas.lyra' is no formula",
        "{\"formulas\": 1}               | 'formulas' must be an object",
        "{\"guard.step\": 1e999}         | not allowed"})
    void aMistakeIsNamedWithItsFile(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(UserMistake.class).hasMessageContaining(folder.resolve("e.json").toString())
                .hasMessageContaining(message).hasMessageNotContaining("Source");
    }

    @Test
    void aFileThatIsTooLargeOrNotThereIsNamed() throws IOException {
        Path large = Files.writeString(folder.resolve("large.json"), "{}" + " ".repeat(1 << 20));
        for (Path file : List.of(large, folder.resolve("none.json"), folder)) {
            assertThatThrownBy(() -> ExperimentFiles.read(file)).isInstanceOf(UserMistake.class).hasMessageContaining(file.toString());
        }
    }

    @Test
    void aResultHoldsEverything() {
        Estimate half = new Estimate(0.5, 0.4, 0.6);
        Figures figures = new Figures(Fidelity.MEASURED, 10, 11, List.of(new Figures.AttackFigure("gap", Output.PLAIN, half)),
                List.of(new Figures.Top1(Output.GUARDED, half)), 0.55, new Figures.Latency(1.5, 2.5, false, "LAN", 100, 7, 8000L));
        Path file = folder.resolve("r.json");
        ExperimentFiles.write(file, new RunResult(Experiment.standard(), Fidelity.MEASURED, figures,
                List.of(new RunResult.Cost("guard/step", new Traffic(3, 4, 5, 6)))));
        JsonObject json = JsonObject.read(file, 1 << 20);
        assertThat(json.keys()).containsExactly("format", "version", "experiment", "fidelity", "members", "nonMembers", "gapFloor",
                "attacks", "strongest", "top1", "costs", "batchCosts", "repetitions", "times");
        assertThat(json.object("experiment").keys()).hasSize(Experiment.PARAMETERS.size() + 1);
        assertThat(json.objects("attacks").get(0).real("high95", 0, 1)).isEqualTo(0.6);
        assertThat(json.objects("costs").get(0).whole("bytes", 0, 100)).isEqualTo(5);
        assertThat(json.objects("costs").get(0).keys()).as("no times among what is the same every time").doesNotContain("nanos");
        assertThat(json.object("times").text("kind")).isEqualTo("measured");
        assertThat(json.object("times").real("guardSeconds", 0, 10)).isEqualTo(2.5);
    }

    /** A guard that takes less than times vary: the difference is below zero, and is kept as it is. */
    @Test
    void aNegativeDifferenceIsNotHidden() {
        Figures.Latency latency = new Figures.Latency(1.5, -0.01, false, "LAN", 100, 7, 8000L,
                new Figures.Spread(1.4, 1.6, -0.05, 0.02, 5));
        Figures figures = new Figures(Fidelity.MEASURED, 10, 11, List.of(), List.of(), 0.55, latency);
        Path file = folder.resolve("r.json");
        ExperimentFiles.write(file, new RunResult(Experiment.standard(), Fidelity.MEASURED, figures, List.of()));
        assertThat(ResultFiles.read(file).figures().latency()).isEqualTo(latency);
    }

    @Test
    void groupsOfAttacksStandForTheirAttacks() throws IOException {
        assertThat(read("{\"attacks\": \"quick\"}")).isEqualTo(Experiment.standard());
        assertThat(read("{\"attacks\": [\"network\", \"quick\", \"gap\"]}").get(Experiment.ATTACKS)).hasSize(10).startsWith("gap")
                .endsWith("network");
    }

    @Test
    void formulasOfAnotherVersionAreKeptAndRefusedWhenRun() throws IOException {
        Experiment old = read("{\"$schema\": \"experiment.schema.json\", \"formulas\": {\"rmia\": 7}}");
        assertThat(old.formulas().versions()).containsEntry("rmia", 7).containsEntry("lira", 1);
        assertThatThrownBy(old::requireKnownFormulas).isInstanceOf(UserMistake.class).hasMessageContaining("'rmia' by version 7");
        Experiment.standard().requireKnownFormulas();
    }

    /** ./siguard run --schema &gt; docs/experiment.schema.json */
    @Test
    void thePublishedSchemaIsThatOfTheDeclarations() throws IOException {
        assertThat(Files.readString(Path.of("docs", "experiment.schema.json"))).isEqualTo(JsonObject.readable(ExperimentSchema.of()));
    }

    @Test
    void theSchemaHasEveryParameterWithItsDefaultRangeAndHelp() {
        JsonObject properties = JsonObject.parse(JsonObject.readable(ExperimentSchema.of()).getBytes(StandardCharsets.UTF_8), "schema")
                .object("properties");
        for (Parameter<?> parameter : Experiment.PARAMETERS) {
            JsonObject one = properties.object(parameter.key());
            assertThat(one.text("description")).startsWith(parameter.help());
            assertThat(one.has("default")).isTrue();
            assertThat(one.has("enum") || one.has("minimum") || one.has("anyOf") || one.has("examples")).as(parameter.key()).isTrue();
        }
        assertThat(properties.object("queries").whole("maximum", 0, 10_000)).isEqualTo(1000);
    }

    private Experiment read(String text) throws IOException {
        return ExperimentFiles.read(Files.writeString(folder.resolve("e.json"), text));
    }
}
