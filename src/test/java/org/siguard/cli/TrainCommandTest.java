package org.siguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.Cancellation;
import org.siguard.base.JsonObject;
import org.siguard.base.Progress;
import org.siguard.data.DataSource;
import org.siguard.data.Generators;
import org.siguard.data.files.DataFiles;
import org.siguard.data.files.DataWriter;
import org.siguard.data.files.FileFormat;
import org.siguard.model.InferenceSession;
import org.siguard.model.onnx.OnnxRuntime;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.mpc.replicated.ReplicatedProtocol;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;
import org.siguard.train.RenyiAccountant;
import org.siguard.train.sample.Sample;
import org.siguard.train.sample.SampleFiles;

/** Training as a user does it: from files of one's own to a model that runs in shares and elsewhere. */
@Timeout(180)
class TrainCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int siguard(String... arguments) {
        return CommandLineInterface.execute(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    /** A folder as CIFAR-10 is published, with 120 pictures: trained, saved, asked in shares, exported, and asked elsewhere. */
    @Test
    void aFolderOfCifar10GoesAllTheWay() throws IOException {
        Path cifar = folder.resolve("cifar-10-batches-bin");
        DataWriter.write(Generators.generate("shapes-10", 5, 120), cifar);
        assertThat(DataFiles.recognise(cifar)).isEqualTo(FileFormat.named("cifar-10"));
        assertThat(siguard("train", "mine", "--data", cifar.toString(), "--network", "vgg11-cifar", "--width", "0.05", "--set",
                "training.epochs=2", "--out", folder.toString())).as(err.toString()).isZero();
        Sample sample = SampleFiles.load(folder.resolve("mine"));
        assertThat(sample.recipe().source()).isInstanceOf(DataSource.Files.class);
        assertThat(sample.splits().targetTrain()).hasSize(30);
        assertThat(sample.kinds()).containsExactly(SoftmaxKind.values());
        assertThat(Files.readString(folder.resolve("mine").resolve("README.md"))).contains("cifar-10", "read anew from there",
                "30 training");
        Path onnx = folder.resolve("mine.onnx");
        assertThat(siguard("models", "convert", folder.resolve("mine").resolve("target").toString(), onnx.toString())).as(err.toString())
                .isZero();
        List<float[]> records = sample.data().records().subList(0, 8);
        double[][] elsewhere = OnnxRuntime.run(Files.readAllBytes(onnx), records.stream().map(TrainCommandTest::doubles)
                .toArray(double[][]::new), 3, 32, 32);
        try (InferenceSession session = InferenceSession.open(sample.target(), new ReplicatedProtocol(), FixedPoint.STANDARD,
                NetworkProfile.IN_PROCESS, Seed.of(1), Cancellation.never())) {
            double[][] secure = session.infer(records, Progress.none(), Cancellation.never()).result();
            for (int i = 0; i < secure.length; i++) {
                assertThat(secure[i]).containsExactly(elsewhere[i], within(0.01));
            }
        }
    }

    @Test
    void aRecipeIsPrintedChangedAndTrained() throws IOException {
        assertThat(siguard("train", "clusters-10-mlp", "--recipe")).isZero();
        String recipe = out.toString();
        assertThat(JsonObject.parse(recipe.getBytes(StandardCharsets.UTF_8), "recipe").text("format")).isEqualTo("siguard-recipe");
        Path file = folder.resolve("mine.json");
        Files.writeString(file, recipe.replace("clusters-10-mlp", "mine").replace("\"epochs\" : 80", "\"epochs\" : 1")
                .replace("\"train\" : 1500", "\"train\" : 60").replace("\"test\" : 1000", "\"test\" : 20")
                .replace("\"classifierMembers\" : 1000", "\"classifierMembers\" : 30")
                .replace("\"classifierOthers\" : 1000", "\"classifierOthers\" : 30"));
        assertThat(siguard("train", file.toString(), "--out", folder.toString())).as(err.toString()).isZero();
        assertThat(SampleFiles.load(folder.resolve("mine")).splits().evaluationMembers()).hasSize(30);
        assertThat(Files.readString(folder.resolve("mine").resolve("README.md"))).contains("`./siguard train recipe.json`");
        assertThat(siguard("train", folder.resolve("mine").resolve("recipe.json").toString(), "--recipe")).isZero();
        assertThat(siguard("infer", "--model", folder.resolve("mine").resolve("target").toString())).as(err.toString()).isZero();
    }

    /** Records that a training watches itself by are neither members nor outsiders. */
    @Test
    void recordsThatAreHeldOutAreInNoSet() {
        assertThat(siguard("train", "watched", "--data", "clusters-10:3", "--network", "mlp-32-16-10", "--rows", "400", "--set",
                "training.epochs=3", "--set", "training.validationShare=0.2", "--set", "training.patience=2", "--out", folder.toString()))
                .as(err.toString()).isZero();
        Sample sample = SampleFiles.load(folder.resolve("watched"));
        assertThat(sample.splits().targetTrain()).hasSize(80);
        assertThat(sample.splits().shadowTrain()).hasSize(80);
        assertThat(Arrays.stream(sample.recipe().splits(sample.data()).targetTrain()).boxed().toList()).hasSize(100)
                .containsAll(Arrays.stream(sample.splits().targetTrain()).boxed().toList());
    }

    @Test
    void anotherSampleIsNotWrittenOver() throws IOException {
        String[] first = small("kept", "training.epochs=1");
        assertThat(siguard(first)).as(err.toString()).isZero();
        String written = Files.readString(folder.resolve("kept").resolve(SampleFiles.SAMPLE));
        told("another recipe", small("kept", "training.epochs=2"));
        assertThat(folder.resolve("kept").resolve(SampleFiles.SAMPLE)).hasContent(written);
        assertThat(siguard(first)).as("the same recipe again: " + err).isZero();
        String[] forced = Arrays.copyOf(small("kept", "training.epochs=2"), first.length + 1);
        forced[first.length] = "--force";
        assertThat(siguard(forced)).as(err.toString()).isZero();
        assertThat(SampleFiles.load(folder.resolve("kept")).recipe().target().epochs()).isEqualTo(2);
    }

    @Test
    void aKnownNameIsForTheKnownRecipe() throws IOException {
        told("another name", small("clusters-10-mlp", "training.epochs=1"));
        assertThat(siguard("train", "clusters-10-mlp", "--recipe")).isZero();
        Path file = Files.writeString(folder.resolve("changed.json"), out.toString().replace("\"epochs\" : 80", "\"epochs\" : 1"));
        told("another name", "train", file.toString(), "--out", folder.toString());
        assertThat(folder.resolve("clusters-10-mlp")).doesNotExist();
    }

    @Test
    void aSampleFolderStandsForItsTargetAndNamesItsData() throws IOException {
        Path file = folder.resolve("own.csv");
        Files.writeString(file, IntStream.range(0, 60)
                .mapToObj(i -> i % 2 + "," + i / 100.0 + "1\n").collect(Collectors.joining()));
        assertThat(siguard("train", "own", "--data", file.toString(), "--network", "mlp-1-4-2", "--set", "training.epochs=1", "--out",
                folder.toString())).as(err.toString()).isZero();
        assertThat(siguard("infer", "--model", folder.resolve("own").toString(), "--plan")).as(err.toString()).isZero();
        Files.delete(file);
        assertThatThrownBy(() -> SampleFiles.load(folder.resolve("own")))
                .hasMessageContaining("The data of the sample " + folder.resolve("own")).hasMessageContaining("own.csv");
    }

    @Test
    void aTrainingThatFailsLeavesNoEmptyFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("gone.csv"), IntStream.range(0, 60)
                .mapToObj(i -> i % 2 + "," + (i == 7 ? "nan" : i / 100.0) + "\n").collect(Collectors.joining()));
        assertThat(siguard("train", "clusters-10-mlp", "--recipe")).isZero();
        Path recipe = Files.writeString(folder.resolve("mine.json"), out.toString().replace("clusters-10-mlp", "mine")
                .replaceAll("(?s)\"data\" : \\{[^}]*\\}", "\"data\" : {\"kind\": \"files\", \"path\": \"" + file
                        + "\", \"format\": \"csv\", \"options\": {\"label\": \"first\", \"labels\": \"auto\", \"classes\": 0, "
                        + "\"width\": 0, \"height\": 0, \"part\": \"all\", \"coarse\": false}}"));
        told("line 8", "train", recipe.toString(), "--out", folder.resolve("a").resolve("b").toString());
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void whatCameOfItIsToldAsJson() {
        String[] arguments = Arrays.copyOf(small("told", "training.epochs=1"), 13);
        arguments[12] = "--json";
        assertThat(siguard(arguments)).as(err.toString()).isZero();
        JsonObject told = JsonObject.parse(out.toString().getBytes(StandardCharsets.UTF_8), "train --json");
        assertThat(told.text("name")).isEqualTo("told");
        assertThat(Path.of(told.text("folder"))).isEqualTo(folder.resolve("told"));
        assertThat(told.real("memberAccuracy", 0, 1)).isEqualTo(SampleFiles.load(folder.resolve("told")).figures().memberAccuracy());
    }

    /** The first 50 of 100 lines hold two of the four classes. */
    @Test
    void aSortedTableIsNotCutShort() throws IOException {
        String file = Files.writeString(folder.resolve("sorted.csv"),
                IntStream.range(0, 100).mapToObj(i -> i / 25 + "," + i / 100.0 + "\n").collect(Collectors.joining())).toString();
        told("is sorted by class", "train", "own", "--data", file, "--network", "mlp-1-4", "--rows", "50", "--recipe");
        assertThat(siguard("train", "own", "--data", file, "--network", "mlp-1-4", "--rows", "100", "--recipe")).as(err.toString())
                .isZero();
        told("at least 40", "train", "own", "--data", file, "--network", "mlp-1-4", "--rows", "0", "--recipe");
    }

    @Test
    void oneClassAloneIsNothingToLearn() throws IOException {
        String file = Files.writeString(folder.resolve("one.csv"),
                IntStream.range(0, 100).mapToObj(i -> "3," + i / 100.0 + "\n").collect(Collectors.joining())).toString();
        told("has records of one class only (3)", "train", "own", "--data", file, "--network", "mlp-1-4-4", "--out", folder.toString());
        assertThat(folder.resolve("own")).doesNotExist();
    }

    @Test
    void settingsMayComeInAnyOrder() {
        assertThat(siguard("train", "own", "--data", "clusters-10", "--network", "mlp-32-10", "--rows", "100", "--recipe", "--set",
                "training.patience=2", "--set", "training.validationShare=0.2")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("\"patience\" : 2", "\"validationShare\" : 0.2");
    }

    /** What dp-sgd promises is told before it trains, and is what the card says. */
    @Test
    void privateTrainingNeverStopsEarly() throws IOException {
        assertThat(siguard(small("private", "training.privacy=dp-sgd", "training.epochs=1"))).as(err.toString()).isZero();
        Sample sample = SampleFiles.load(folder.resolve("private"));
        assertThat(sample.recipe().target().enough()).isEqualTo(2);
        String epsilon = String.format(Locale.ROOT, "(ε, δ) = (%.2f, ", RenyiAccountant.epsilon(sample.recipe().target(), 50));
        assertThat(err.toString()).contains(epsilon);
        assertThat(Files.readString(folder.resolve("private").resolve("README.md"))).contains(epsilon);
        told("dp-sgd", small("private", "training.enough=1", "training.privacy=dp-sgd"));
    }

    private String[] small(String name, String... changes) {
        List<String> arguments = new ArrayList<>(List.of("train", name, "--data", "clusters-10:3", "--network", "mlp-32-16-10", "--rows",
                "200", "--out", folder.toString()));
        Arrays.stream(changes).forEach(change -> arguments.addAll(List.of("--set", change)));
        return arguments.toArray(String[]::new);
    }

    @Test
    void featuresTooLargeForFixedPointAreRefused() throws IOException {
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            table.append(i % 2).append(',').append(i).append(',').append(i == 41 ? "-1024" : "0.5").append('\n');
        }
        Path file = Files.writeString(folder.resolve("large.csv"), table);
        told("record 42 has -1024.0 as its feature 2", "train", "large", "--data", file.toString(), "--network", "mlp-2-4-2", "--out",
                folder.toString());
    }

    @Test
    void tablesAreReadAsTheOptionsSay() throws IOException {
        StringBuilder rows = new StringBuilder("y,b,outcome\n");
        for (int i = 0; i < 60; i++) {
            rows.append(i / 100.0).append(",0.5,").append(i % 3).append('\n');
        }
        String file = Files.writeString(folder.resolve("t.csv"), rows).toString();
        told("ends with 2 outputs, and the data have 3 classes", "train", "t", "--data", file, "--network", "mlp-2-2", "--recipe");
        assertThat(err.toString()).contains("column 3 ('outcome')");
        assertThat(siguard("train", "t", "--data", file, "--network", "mlp-2-60", "--label", "y", "--labels", "names", "--recipe"))
                .as(err.toString()).isZero();
        assertThat(out.toString()).contains("\"label\" : \"y\"", "\"labels\" : \"names\"");
        told("are for --data", "train", "clusters-10-mlp", "--label", "y", "--recipe");
    }

    @Test
    void mistakesAreToldInOneLine() throws IOException {
        told("together", "train", "mine", "--data", "clusters-10");
        told("did you mean 'shapes-10-cnn'", "train", "shapes-10-cmn");
        told("another name", "train", "clusters-10-mlp", "--set", "training.epochs=3", "--out", folder.toString());
        told("training.epochs", "train", "mine", "--data", "clusters-10", "--network", "mlp-32-10", "--rows", "100", "--set",
                "training.epoch=3");
        told("takes records", "train", "mine", "--data", "clusters-10", "--network", "lenet", "--rows", "100", "--out", folder.toString());
        Path file = Files.writeString(folder.resolve("broken.json"), "{\"format\": \"siguard-recipe\"");
        told("broken.json, line 1", "train", file.toString());
    }

    private void told(String what, String... arguments) {
        err.getBuffer().setLength(0);
        assertThat(siguard(arguments)).as(err.toString()).isEqualTo(2);
        assertThat(err.toString().lines().toList().getLast()).contains(what);
    }

    private static double[] doubles(float[] record) {
        double[] out = new double[record.length];
        Arrays.setAll(out, i -> record[i]);
        return out;
    }
}
