package org.siguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siguard.base.UserMistake;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.ring.Shape;

class ModelFilesTest {
    @Test
    void aFolderWrittenOverIsNeverAMixture(@TempDir Path place) throws IOException {
        Path folder = place.resolve("model");
        ModelFiles.save(Zoo.build("mlp-4-3", 1, 1), folder);
        // What cannot be written over: a folder of that name, with something in it.
        Files.delete(folder.resolve(ModelFiles.WEIGHTS));
        Files.createDirectories(folder.resolve(ModelFiles.WEIGHTS).resolve("in the way"));
        assertThatThrownBy(() -> ModelFiles.save(Zoo.build("mlp-4-3", 1, 2), folder)).isInstanceOf(UserMistake.class);
        assertThat(folder.resolve(ModelFiles.SPEC)).as("the spec of weights that are no longer there").doesNotExist();
    }

    @TempDir
    Path folder;

    private final Model model = model();
    private Path weights;
    private Path spec;

    @BeforeEach
    void save() {
        ModelFiles.save(model, folder);
        weights = folder.resolve(ModelFiles.WEIGHTS);
        spec = folder.resolve(ModelFiles.SPEC);
    }

    /** The words of model files since their first version: what was saved then must still load. */
    @ParameterizedTest
    @CsvSource({"exact, EXACT", "secureml, SECUREML", "piranha, PIRANHA", "as19, AS19", "crypten, CRYPTEN"})
    void theSoftmaxFamilyKeepsItsWords(String word, SoftmaxKind kind) throws IOException {
        ModelSpec network = new ModelSpec("s", Shape.of(3), List.of(new ModelSpec.Node("relu", new Layer.Relu(), List.of("input")),
                new ModelSpec.Node("end", new Layer.Softmax(kind), List.of("relu"))));
        Path saved = folder.resolve("softmax");
        ModelFiles.save(new Model(network, Map.of()), saved);
        String text = Files.readString(saved.resolve(ModelFiles.SPEC));
        assertThat(text).contains("\"family\" : \"" + word + "\"");
        assertThat(ModelFiles.load(saved).spec()).isEqualTo(network);
        Files.writeString(saved.resolve(ModelFiles.SPEC), text.replace("\"" + word + "\"", "\"softest\""));
        assertThatThrownBy(() -> ModelFiles.load(saved)).isInstanceOf(UserMistake.class).hasMessageContaining("family")
                .hasMessageContaining("piranha");
    }

    @Test
    void whatIsSavedIsLoaded() {
        assertThat(ModelFiles.load(folder)).isEqualTo(model);
    }

    @Test
    void theSameModelGivesTheSameBytes() throws IOException {
        Path again = folder.resolve("again");
        ModelFiles.save(ModelFiles.load(folder), again);
        assertThat(again.resolve(ModelFiles.WEIGHTS)).hasSameBinaryContentAs(weights);
        assertThat(again.resolve(ModelFiles.SPEC)).hasSameBinaryContentAs(spec);
        assertThat(Files.readString(spec)).contains("\"type\" : \"linear\"").doesNotContain("\r");
    }

    /** The format by hand: a header of 64 bytes for one tensor of two floats, 1.0 and -2.0, as the safetensors page describes it. */
    @Test
    void aFileWrittenByHandIsRead() throws IOException {
        byte[] header = "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}        ".getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(header.length).put(header).putInt(0x3f800000).putInt(0xc0000000);
        Files.write(weights, bytes.array());
        assertThat(Safetensors.read(weights)).isEqualTo(Map.of("x", new Tensor(Shape.of(2), new float[] {1, -2})));
    }

    @Test
    void everyPartOfAFileIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(weights);
        for (int length = 0; length < whole.length; length += length < 300 ? 1 : 37) {
            Files.write(weights, Arrays.copyOf(whole, length));
            assertMistake();
        }
        Files.write(weights, Arrays.copyOf(whole, whole.length + 4));
        assertMistake();
    }

    @Test
    void damagedFilesAreRefusedOrReadButNeverAFault() throws IOException {
        Random random = new Random(17);
        for (Path file : List.of(weights, spec)) {
            byte[] whole = Files.readAllBytes(file);
            for (int trial = 0; trial < 200; trial++) {
                byte[] damaged = whole.clone();
                // The first bytes say most: half of the damage goes there.
                int reach = trial % 2 == 0 ? Math.min(300, damaged.length) : damaged.length;
                for (int i = 0; i <= trial % 4; i++) {
                    damaged[random.nextInt(reach)] = (byte) random.nextInt(256);
                }
                Files.write(file, damaged);
                try {
                    ModelFiles.load(folder);
                } catch (UserMistake e) {
                    assertThat(e.getMessage()).contains(folder.toString()).doesNotContain("\n");
                }
            }
            Files.write(file, whole);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"x\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,8]}} | must be F32",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}} | wants 12",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647],\"data_offsets\":[0,8]}} | too large",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}} | whole number from 0",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2.5],\"data_offsets\":[0,8]}} | whole number",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}} | a begin and an end",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}} | from 0 to 8",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"colour\":1}} | 'x.colour' is not known",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2]}} | 'x.data_offsets' is missing",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | 4 bytes of weights and 8 follow",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | begins at byte 4",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"y\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | overlap",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | is not JSON",
        "[1] | one JSON object",
        "{} | 0 bytes of weights"})
    void aHeaderThatLiesIsFoundOut(String header, String told) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        Files.write(weights,
                ByteBuffer.allocate(8 + json.length + 8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json).array());
        assertThatThrownBy(() -> Safetensors.read(weights)).isInstanceOf(UserMistake.class).hasMessageContaining(weights.toString())
                .hasMessageContaining(told);
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807", "-1", "1048577", "0"})
    void aHeaderLengthIsNotBelieved(long length) throws IOException {
        Files.write(weights, ByteBuffer.allocate(2_000_000).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());
        assertThatThrownBy(() -> Safetensors.read(weights)).isInstanceOf(UserMistake.class).hasMessageContaining("header has " + length);
    }

    @Test
    void weightsThatAreNoNumbersAreRefused() throws IOException {
        byte[] whole = Files.readAllBytes(weights);
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putFloat(whole.length - 4, Float.NaN);
        Files.write(weights, whole);
        assertThatThrownBy(() -> ModelFiles.load(folder)).isInstanceOf(UserMistake.class).hasMessageContaining("NaN")
                .hasMessageContaining(weights.toString());
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() {
        Map<String, Tensor> more = new HashMap<>(model.weights());
        more.put("fc9.bias", new Tensor(Shape.of(1), new float[1]));
        Safetensors.write(weights, more);
        assertThatThrownBy(() -> ModelFiles.load(folder)).isInstanceOf(UserMistake.class).hasMessageContaining("fc9.bias");
        more.remove("fc9.bias");
        more.remove("fc1.bias");
        Safetensors.write(weights, more);
        assertThatThrownBy(() -> ModelFiles.load(folder)).isInstanceOf(UserMistake.class).hasMessageContaining("fc1.bias is missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"version\" : 1 | \"version\" : 2 | Use a newer one",
        "\"format\" : \"siguard-model\" | \"format\" : \"other\" | another kind of file",
        "\"type\" : \"relu\" | \"type\" : \"lstm\" | known are linear",
        "\"out\" : 3 | \"out\" : 4000000000 | whole number from 1",
        "\"out\" : 3 | \"out\" : 16777216 | wants a vector of 3",
        "\"out\" : 3 | \"out\" : 3, \"gain\" : 1 | 'nodes[0].gain' is not known",
        "\"out\" : 3 | \"out\" : 3, \"bias\" : 1 | must be true or false",
        "\"inputs\" : [ \"fc1\" ] | \"inputs\" : [ \"fc7\" ] | does not stand before it",
        "\"inputs\" : [ \"fc1\" ] | \"inputs\" : [ ] | wants one input"})
    void aSpecThatDoesNotHoldIsRefused(String written, String instead, String told) throws IOException {
        String text = Files.readString(spec);
        assertThat(text).contains(written);
        Files.writeString(spec, text.replaceFirst(Pattern.quote(written), instead));
        assertThatThrownBy(() -> ModelFiles.load(folder)).isInstanceOf(UserMistake.class).hasMessageContaining(folder.toString())
                .hasMessageContaining(told);
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.delete(weights);
        assertMistake();
        assertThatThrownBy(() -> ModelFiles.load(folder.resolve("nowhere"))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("there is no such file");
    }

    private void assertMistake() {
        assertThatThrownBy(() -> ModelFiles.load(folder)).isInstanceOf(UserMistake.class).hasMessageContaining(folder.toString());
    }

    private static Model model() {
        ModelSpec spec = ModelSpec.mlp("tiny", 4, 3, 2);
        Random random = new Random(1);
        Map<String, Tensor> weights = new HashMap<>();
        spec.weights().forEach((name, shape) -> {
            float[] numbers = new float[shape.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = random.nextFloat() - 0.5f;
            }
            weights.put(name, new Tensor(shape, numbers));
        });
        return new Model(spec, weights);
    }
}
