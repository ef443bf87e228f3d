package org.siguard.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.model.InferenceSession;
import org.siguard.model.Layer;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.model.Zoo;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Trial;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;

/**
 * The promise of secure inference: what comes out of the shares is what ONNX Runtime, an implementation not ours, makes of the
 * exported file in plain floating point.
 */
class ZooAgreementTest {
    /** Where the best two logits are closer, rounding may choose between them. */
    private static final double MARGIN = 0.01;
    private static final double SHARE = 0.999;
    private static final double NEAR = 0.01;
    private static final int BATCH_NUMBERS = 1 << 15;

    /** A network on an engine, against ONNX Runtime. */
    private record Agreement(String network, double width, int layers, String engine, int inputs, int clear, int agreed,
            double furthest) {
        static final String HEADING = """
                | network | width | layers | engine | inputs | with a margin above 0.01 | of these, same top class | furthest logit |
                |---|---|---|---|---|---|---|---|
                """;

        String row() {
            return String.format(Locale.ROOT, "| %s | %s | %d | %s | %d | %d | %d | %.5f |%n", network, width, layers, engine, inputs,
                    clear, agreed, furthest);
        }

        void require() {
            assertThat(clear).as("inputs of %s that tell anything", network).isPositive();
            assertThat(agreed).as(toString()).isGreaterThanOrEqualTo((int) Math.ceil(SHARE * clear));
            assertThat(furthest).as(toString()).isLessThanOrEqualTo(NEAR);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "lenet", "chmnist-cnn", "simc-mnist", "simc-cifar10", "vgg11-cifar", "vgg16-cifar", "resnet18-cifar",
        "resnet34-cifar", "resnet50-cifar"})
    void narrowNetworksAgree(String name) {
        agreements(name, 0.1, 4).forEach(Agreement::require);
    }

    /** Takes about ten minutes on two cores; docs/agreement.md keeps what it wrote. */
    @Test
    @Tag("full")
    void wholeNetworksAgree() throws IOException {
        List<Agreement> all = new ArrayList<>();
        for (Zoo.Entry entry : Zoo.all()) {
            String name = entry.name();
            boolean large = name.endsWith("imagenet");
            int inputs = switch (name) {
                case "mlp", "lenet", "simc-mnist", "chmnist-cnn" -> 1_000;
                case "simc-cifar10" -> 400;
                default -> large ? 3 : 50;
            };
            all.addAll(agreements(name, large ? 0.25 : 1, inputs));
            System.out.print(all.get(all.size() - 2).row() + all.get(all.size() - 1).row());
        }
        StringBuilder table = new StringBuilder(Agreement.HEADING);
        all.forEach(agreement -> table.append(agreement.row()));
        Files.writeString(Path.of("target", "agreement.md"), table);
        all.forEach(Agreement::require);
    }

    private static List<Agreement> agreements(String name, double width, int inputs) {
        Model model = Zoo.build(name, width, 1);
        double[][] records = records(model.spec(), inputs);
        double[][] plain = plain(model, records);
        return Trial.secureEngines().stream().map(engine -> compare(model, width, engine, plain, secure(engine, model, records))).toList();
    }

    private static double[][] plain(Model model, double[][] records) {
        byte[] onnx = OnnxExport.bytes(model);
        return inBatches(model.spec(), records, batch -> OnnxRuntime.run(onnx, batch, model.spec().input().toArray()));
    }

    private static double[][] secure(Protocol engine, Model model, double[][] records) {
        try (InferenceSession session = InferenceSession.open(model, engine, FixedPoint.STANDARD, NetworkProfile.IN_PROCESS, Seed.of(5),
                Cancellation.never())) {
            return inBatches(model.spec(), records,
                    batch -> session.infer(Arrays.stream(batch).map(ZooAgreementTest::floats).toList(), Progress.none(),
                            Cancellation.never()).result());
        }
    }

    private static double[][] inBatches(ModelSpec spec, double[][] records, java.util.function.UnaryOperator<double[][]> work) {
        int batch = Math.clamp(BATCH_NUMBERS / spec.input().size(), 1, 50);
        double[][] out = new double[records.length][];
        for (int from = 0; from < records.length; from += batch) {
            double[][] done = work.apply(Arrays.copyOfRange(records, from, Math.min(records.length, from + batch)));
            System.arraycopy(done, 0, out, from, done.length);
        }
        return out;
    }

    private static Agreement compare(Model model, double width, Protocol engine, double[][] plain, double[][] secure) {
        int clear = 0;
        int agreed = 0;
        double furthest = 0;
        for (int i = 0; i < plain.length; i++) {
            for (int k = 0; k < plain[i].length; k++) {
                furthest = Math.max(furthest, Math.abs(plain[i][k] - secure[i][k]));
            }
            double[] sorted = plain[i].clone();
            Arrays.sort(sorted);
            if (sorted[sorted.length - 1] - sorted[sorted.length - 2] > MARGIN) {
                clear++;
                agreed += top(plain[i]) == top(secure[i]) ? 1 : 0;
            }
        }
        return new Agreement(model.spec().name(), width, products(model.spec()), engine.name(), plain.length, clear, agreed, furthest);
    }

    private static int products(ModelSpec spec) {
        return (int) spec.nodes().stream().filter(node -> node.layer() instanceof Layer.Conv2d || node.layer() instanceof Layer.Linear)
                .count();
    }

    private static int top(double[] logits) {
        int top = 0;
        for (int i = 1; i < logits.length; i++) {
            top = logits[i] > logits[top] ? i : top;
        }
        return top;
    }

    /** Numbers spread as those of normalised pictures; such as a float holds, since the client and ONNX Runtime get floats. */
    private static double[][] records(ModelSpec spec, int count) {
        Random random = new Random(3);
        double[][] out = new double[count][spec.input().size()];
        for (double[] record : out) {
            Arrays.setAll(record, i -> 3.4f * random.nextFloat() - 1.7f);
        }
        return out;
    }

    private static float[] floats(double[] record) {
        float[] out = new float[record.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) record[i];
        }
        return out;
    }
}
