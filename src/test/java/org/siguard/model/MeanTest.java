package org.siguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Trial;
import org.siguard.ring.Shape;

/** Means over windows of any size, of numbers of any size, on every engine against double precision. */
class MeanTest {
    private static final double NEAR = 1e-4;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 14, 56, 112, 224})
    void overAWholePicture(int side) {
        agree(new Layer.GlobalAvgPool(), Shape.of(2, side, side), 4, NEAR);
        agree(new Layer.AvgPool(side, side, 0, true), Shape.of(2, side, side), 4, NEAR);
    }

    @Test
    void overWindowsThatHangOver() {
        agree(new Layer.AvgPool(7, 3, 3, false), Shape.of(2, 12, 9), 40, NEAR);
        agree(new Layer.AvgPool(2, 1, 1, false), Shape.of(2, 5, 5), 40, NEAR);
        agree(new Layer.AvgPool(101, 50, 50, false), Shape.of(1, 112, 112), 4, NEAR);
        agree(new Layer.AvgPool(101, 50, 50, true), Shape.of(1, 112, 112), 4, NEAR);
    }

    /** As large as other layers take: up to 2^30, with 16 fractional bits; a float's own rounding of its input is none of the mean's. */
    @Test
    void ofNumbersNearTheBound() {
        for (int side : new int[] {3, 7, 16, 100}) {
            agree(new Layer.GlobalAvgPool(), Shape.of(1, side, side), 1.05e9, 1);
        }
        agree(new Layer.AvgPool(7, 3, 3, false), Shape.of(1, 12, 9), 1.05e9, 1);
    }

    /** Positive ones, or large counts would have all means near 0. */
    private static void agree(Layer layer, Shape input, double most, double near) {
        Model model = new Model(new ModelSpec("mean", input, List.of(new ModelSpec.Node("mean", layer, List.of(ModelSpec.INPUT)))),
                java.util.Map.of());
        double[][] records = new double[2][];
        for (int i = 0; i < records.length; i++) {
            records[i] = new Random(i).doubles(input.size(), most / 2, most).toArray();
        }
        double[][] plain = new PlainInference(model).logits(records);
        for (Protocol engine : Trial.engines()) {
            double[][] secure = SecureRuns.run(engine, model, records).result();
            for (int i = 0; i < records.length; i++) {
                assertThat(secure[i]).as("%s: %s of %s", engine.name(), layer, input).containsExactly(plain[i], within(near));
            }
        }
    }
}
