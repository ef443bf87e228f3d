package org.siguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.Cancellation;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.mpc.Trial;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/** Models that are well-formed and too large, too odd or degenerate: told, with the layer's name, before they cost anything. */
@Timeout(20)
class ModelLimitsTest {
    @TempDir
    private Path folder;

    @Test
    void aJoinOfAHundredThousandInputsIsRefusedAtOnce() {
        for (String type : new String[] {"concat", "add"}) {
            ObjectNode spec = spec(1);
            ArrayNode inputs = spec.withArray("nodes").addObject().put("name", "join").put("type", type).putArray("inputs");
            for (int i = 0; i < 110_000; i++) {
                inputs.add("input");
            }
            assertThatThrownBy(() -> load(spec)).isInstanceOf(UserMistake.class).hasMessageContainingAll("join", "110000 inputs");
        }
    }

    @Test
    void aJoinOfManyInputsThatDoNotFitTellsSo() {
        List<Shape> shapes = new ArrayList<>(Collections.nCopies(ModelSpec.MOST_INPUTS, Shape.of(1, 2, 2)));
        assertThat(new Layer.Concat().infer(shapes)).isEqualTo(Shape.of(ModelSpec.MOST_INPUTS, 2, 2));
        shapes.set(ModelSpec.MOST_INPUTS - 1, Shape.of(1, 2, 3));
        assertThatThrownBy(() -> new Layer.Concat().infer(shapes)).hasMessageContaining("differ in channels only");
    }

    @Test
    void aLongChainIsFoldedAndPlannedInNoTime() {
        for (Layer layer : List.of(new Layer.Relu(), new Layer.Dropout(0.5), new Layer.MaxPool(1, 1, 0))) {
            Model model = new Model(chain(layer, ModelSpec.MOST_NODES), Map.of());
            Model folded = Folding.of(model);
            assertThat(folded.spec().nodes()).hasSize(layer instanceof Layer.Dropout ? 1 : ModelSpec.MOST_NODES);
            assertThat(InferencePlan.of(folded.spec(), 1, Trial.secure().costs(), Trial.FIXED).layers()).isNotEmpty();
        }
        assertThatThrownBy(() -> chain(new Layer.Relu(), ModelSpec.MOST_NODES + 1)).isInstanceOf(UserMistake.class)
                .hasMessageContaining("4096");
    }

    private static ModelSpec chain(Layer layer, int length) {
        List<ModelSpec.Node> nodes = new ArrayList<>();
        String last = ModelSpec.INPUT;
        for (int i = 0; i < length; i++) {
            nodes.add(new ModelSpec.Node("n" + i, layer, List.of(last)));
            last = "n" + i;
        }
        return new ModelSpec("chain", Shape.of(1, 1, 1), nodes);
    }

    @Test
    void anInputWithoutAxesIsRefused() {
        ObjectNode spec = spec();
        node(spec, "a", "relu");
        assertThatThrownBy(() -> load(spec)).isInstanceOf(UserMistake.class).hasMessageContaining("without axes");
    }

    @Test
    void windowsFarBeyondThePictureAreRefused() {
        for (int kernel : new int[] {65_536, 1 << 24}) {
            ObjectNode spec = spec(1, 1, 1);
            node(spec, "pool", "avgpool").put("kernel", kernel).put("stride", 1).put("padding", kernel / 2).put("includePadding", true);
            assertThatThrownBy(() -> load(spec)).isInstanceOf(UserMistake.class).hasMessageContainingAll("pool",
                    "padding of " + kernel / 2);
        }
        assertThat(new Layer.MaxPool(3, 1, 1).infer(List.of(Shape.of(1, 1, 1)))).isEqualTo(Shape.of(1, 1, 1));
    }

    @Test
    void wrongSettingsNameTheLayer() {
        ObjectNode spec = spec(1, 4, 4);
        node(spec, "stem/pool", "maxpool").put("kernel", 2).put("stride", 1).put("padding", 2);
        assertThatThrownBy(() -> load(spec)).isInstanceOf(UserMistake.class).hasMessageContainingAll("stem/pool", "half its window");
        ObjectNode other = spec(1, 4, 4);
        node(other, "stem/pool", "maxpool").put("kernel", 0).put("stride", 1).put("padding", 2);
        assertThatThrownBy(() -> load(other)).isInstanceOf(UserMistake.class).hasMessageContainingAll("stem/pool", "kernel");
    }

    @Test
    void aVarianceThatIsNoneNamesTheLayer() {
        assertThatThrownBy(() -> normalised(-1, 1, 0)).isInstanceOf(UserMistake.class).hasMessageContainingAll("layer b", "variance -1.0");
        assertThatThrownBy(() -> normalised(0, 1, 0)).isInstanceOf(UserMistake.class).hasMessageContaining("layer b");
        assertThat(normalised(0, 1, 1e-5).weights()).hasSize(5);
    }

    @Test
    void aNormalisationOutOfRangeIsToldOfByName() {
        // Folded into the layer before, whose own weights are ones.
        assertThatThrownBy(() -> open(normalised(1e-30f, 1, 0))).isInstanceOf(UserMistake.class)
                .hasMessageContainingAll("layer l", "normalisation b");
        // So large that no float holds the product: stays, and is named itself.
        assertThatThrownBy(() -> open(normalised(1e-30f, 1e30f, 0))).isInstanceOf(UserMistake.class).hasMessageContaining("layer b");
    }

    @Test
    void aNormalisationWhoseRawNumbersAreLargeAndWhoseEffectIsNotIsFine() {
        open(normalised(1e36f, 1e18f, 0));
    }

    /** A linear layer of ones, and a normalisation that reads it. */
    private static Model normalised(float variance, float gamma, double epsilon) {
        ModelSpec spec = new ModelSpec("m", Shape.of(2), List.of(
                new ModelSpec.Node("l", new Layer.Linear(2, 2, false), List.of("input")),
                new ModelSpec.Node("b", new Layer.BatchNorm(2, epsilon), List.of("l"))));
        return new Model(spec, Map.of("l.weight", new Tensor(Shape.of(2, 2), new float[] {1, 1, 1, 1}), "b.gamma", pair(gamma), "b.beta",
                pair(0), "b.mean", pair(0), "b.variance", pair(variance)));
    }

    private static Tensor pair(float value) {
        float[] both = new float[2];
        Arrays.fill(both, value);
        return new Tensor(Shape.of(2), both);
    }

    private static void open(Model model) {
        InferenceSession.open(model, Trial.secure(), Trial.FIXED, NetworkProfile.IN_PROCESS, Seed.of(1), Cancellation.never()).close();
    }

    private static ObjectNode spec(int... input) {
        ObjectNode spec = JsonObject.create().put("format", "siguard-model").put("version", 1).put("name", "m");
        Arrays.stream(input).forEach(spec.putArray("input")::add);
        spec.putArray("nodes");
        return spec;
    }

    private static ObjectNode node(ObjectNode spec, String name, String type) {
        ObjectNode node = spec.withArray("nodes").addObject().put("name", name).put("type", type);
        node.putArray("inputs").add("input");
        return node;
    }

    private void load(ObjectNode spec) {
        JsonObject.write(folder.resolve(ModelFiles.SPEC), spec);
        Safetensors.write(folder.resolve(ModelFiles.WEIGHTS), Map.of());
        ModelFiles.load(folder);
    }
}
