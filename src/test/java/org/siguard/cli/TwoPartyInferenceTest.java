package org.siguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siguard.base.JsonObject;

/** Inference between two parties from the command line. */
class TwoPartyInferenceTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int siguard(String... arguments) {
        return CommandLineInterface.execute(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    @Test
    void countedAndModelledBytesStandApart() {
        assertThat(siguard("infer", "--model", "mlp-6-8-4", "--engine", "simc", "--batch", "2", "--network", "LAN", "--json"))
                .as(err.toString()).isZero();
        JsonObject answer = JsonObject.parse(out.toString().getBytes(StandardCharsets.UTF_8), "answer");
        assertThat(answer.object("agreement").whole("equalToFixedPoint", 0, 2)).isEqualTo(2);
        assertThat(answer.objects("predictions")).hasSize(2);
        JsonObject linear =
                answer.objects("phases").stream().filter(phase -> phase.text("name").equals("linear")).findFirst().orElseThrow();
        assertThat(linear.whole("countedBytes", 0, Long.MAX_VALUE)).isZero();
        assertThat(linear.whole("modelledBytes", 0, Long.MAX_VALUE)).isEqualTo(8 * 524_288L);
    }

    @Test
    void aCheatingClientIsToldOf() {
        assertThat(siguard("infer", "--model", "mlp-6-8-4", "--engine", "simc", "--tamper", "linear-share:1:3")).as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("linear-share, layer 1, index 3", "final check", "was not sent");
    }

    @Test
    void offlineAndOnlineAreToldApart() {
        assertThat(siguard("infer", "--model", "mlp-6-8-4", "--engine", "simc++", "--json")).as(err.toString()).isZero();
        JsonObject answer = JsonObject.parse(out.toString().getBytes(StandardCharsets.UTF_8), "answer");
        assertThat(answer.object("agreement").whole("equalToFixedPoint", 0, 1)).isEqualTo(1);
        assertThat(answer.objects("phases").stream().map(phase -> phase.text("name"))).contains("offline", "online");
    }

    /** Before there is an input, and with it: two commands. */
    @ParameterizedTest
    @ValueSource(strings = {"simc++", "muse", "delphi"})
    void whatWasPreparedIsKeptAndUsedUp(String engine, @TempDir Path folder) throws IOException {
        String[] prepare = {"infer", "--model", "mlp-6-8-4", "--engine", engine, "--material", folder.toString(), "--prepare", "2"};
        assertThat(siguard(prepare)).as(err.toString()).isZero();
        assertThat(out.toString()).contains("offline/linear", "has material for 2").doesNotContain("online");
        out.getBuffer().setLength(0);
        String[] infer = {"infer", "--model", "mlp-6-8-4", "--engine", engine, "--material", folder.toString(), "--batch", "2", "--json"};
        assertThat(siguard(infer)).as(err.toString()).isZero();
        JsonObject answer = JsonObject.parse(out.toString().getBytes(StandardCharsets.UTF_8), "answer");
        assertThat(answer.object("agreement").whole("equalToFixedPoint", 0, 2)).isEqualTo(2);
        assertThat(answer.objects("phases").stream().map(phase -> phase.text("name"))).contains("online").doesNotContain("offline");
        assertThat(siguard(infer)).isEqualTo(2);
        assertThat(err.toString()).contains("has 0 pieces").contains("--prepare");
    }

    @Test
    void materialOfAnotherNetworkOrDamagedIsToldInOneLine(@TempDir Path folder) throws IOException {
        assertThat(siguard("infer", "--model", "mlp-6-8-4", "--engine", "simc++", "--material", folder.toString(), "--prepare", "1"))
                .as(err.toString()).isZero();
        assertThat(siguard("infer", "--model", "mlp-6-8-4", "--seed", "2", "--engine", "simc++", "--material", folder.toString()))
                .as("other weights").isEqualTo(2);
        assertThat(err.toString()).contains("has 0 pieces for simc++ and this network");
        Path file = folder.resolve("client").resolve("0.material");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 100] ^= 1;
        Files.write(file, bytes);
        err.getBuffer().setLength(0);
        assertThat(siguard("infer", "--model", "mlp-6-8-4", "--engine", "simc++", "--material", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is damaged").doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource({"simc, 1, does all its work with the input", "simc++, 0, wants 1 to", "replicated, 1, add --engine simc++"})
    void whatCannotBePreparedIsToldInOneLine(String engine, String pieces, String told, @TempDir Path folder) {
        assertThat(siguard("infer", "--model", "mlp-6-8-4", "--engine", engine, "--material", folder.toString(), "--prepare", pieces))
                .isEqualTo(2);
        assertThat(err.toString()).contains(told);
        assertThat(siguard("infer", "--model", "mlp-6-8-4", "--engine", engine, "--prepare", "1")).as("no folder").isEqualTo(2);
    }

    /** The attack that SIMC is made against, as a person sees it. */
    @ParameterizedTest
    @CsvSource({"delphi, 8 of 8 columns learnt exactly, as the model has them", "simc, 0 of 8 columns learnt exactly, the server ended",
        "simc++, 0 of 8 columns learnt exactly, the server ended", "muse, 0 of 8 columns learnt exactly, the server ended"})
    void theLastLayerIsStolenRowByRowOrNot(String engine, String sum, String row) {
        assertThat(siguard("infer", "--model", "mlp-6-8-4", "--engine", engine, "--extract", "100")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("9 queries", sum, row);
    }

    @ParameterizedTest
    @CsvSource({"delphi, 2, 0", "simc, 0, 2"})
    void aTheftIsToldToProgramsToo(String engine, int exact, int aborted) {
        assertThat(siguard("infer", "--model", "mlp-6-8-4", "--engine", engine, "--extract", "2", "--json")).as(err.toString()).isZero();
        JsonObject answer = JsonObject.parse(out.toString().getBytes(StandardCharsets.UTF_8), "answer");
        assertThat(answer.whole("queries", 0, 100)).isEqualTo(3);
        assertThat(answer.whole("learntExactly", 0, 100)).isEqualTo(exact);
        assertThat(answer.whole("aborted", 0, 100)).isEqualTo(aborted);
        assertThat(answer.objects("columns")).hasSize(2);
        assertThat(out.toString().lines().filter(line -> line.contains("\"exact\" : true")).count()).isEqualTo(exact);
    }

    @ParameterizedTest
    @CsvSource({"simc, lying, there is no such way", "simc, linear-share:7, must be 1 to 1", "simc, circuit-share:x, such as linear-share",
        "dealer, linear-share, for the engines simc"})
    void mistakesAreToldInOneLine(String engine, String tamper, String told) {
        assertThat(siguard("infer", "--model", "mlp-6-8-4", "--engine", engine, "--tamper", tamper)).isEqualTo(2);
        assertThat(err.toString()).contains(told);
        assertThat(err.toString().strip().lines().filter(line -> !line.isBlank()).count()).isLessThanOrEqualTo(2);
    }

    @Test
    void aGuardStandsBehindTheInferenceAndItsCostIsToldByPhase() {
        assertThat(siguard("infer", "--model", "clusters-10-mlp", "--engine", "simc", "--guard", "siguard-brief", "--json"))
                .as(err.toString()).isZero();
        JsonObject answer = JsonObject.parse(out.toString().getBytes(StandardCharsets.UTF_8), "answer");
        assertThat(answer.whole("class", 0, 9)).isEqualTo(answer.whole("plainClass", 0, 9));
        assertThat(answer.objects("phases").stream().map(phase -> phase.text("name"))).contains("relu", "check", "conversion", "guard");
        JsonObject release =
                answer.objects("phases").stream().filter(phase -> phase.text("name").equals("release")).findFirst().orElseThrow();
        assertThat(release.whole("countedBytes", 0, 1 << 20)).as("SIMC's own release did not take place").isZero();
    }

    @Test
    void aCheatingClientIsEndedBeforeTheGuardHearsOfIt() {
        assertThat(siguard("infer", "--model", "clusters-10-mlp", "--engine", "simc", "--guard", "siguard-brief", "--tamper",
                "linear-share:1:3")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("The server ended the inference", "was not sent");
    }

    @ParameterizedTest
    @CsvSource({"mlp-6-8-4, siguard-brief, no sample", "clusters-10-mlp, memguard, does not work on shares",
        "clusters-10-mlp, siguart, siguart"})
    void whatCannotStandBehindIsToldInOneLine(String model, String guard, String told) {
        assertThat(siguard("infer", "--model", model, "--engine", "simc", "--guard", guard)).isEqualTo(2);
        assertThat(err.toString()).contains(told);
    }

    @Test
    void networksWithMaximaAndBranchesAreStolenFromAsWell() {
        for (String model : new String[] {"lenet", "resnet18-cifar"}) {
            out.getBuffer().setLength(0);
            assertThat(siguard("infer", "--model", model, "--width", "0.03", "--engine", "delphi", "--extract", "2")).as(err.toString())
                    .isZero();
            assertThat(out.toString()).contains("2 of 2 columns learnt exactly");
        }
    }

    @Test
    void aNetworkOfOneLayerHasNothingToCheatAt() {
        assertThat(siguard("infer", "--model", "mlp-6-4", "--engine", "delphi", "--extract", "2")).isEqualTo(2);
        assertThat(err.toString()).contains("one layer");
        assertThat(siguard("infer", "--model", "mlp-6-4", "--engine", "simc", "--tamper", "circuit-share")).isEqualTo(2);
        assertThat(err.toString()).contains("one layer");
    }
}
