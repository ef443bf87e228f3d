package org.siguard.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.attack.metric.BalancedAccuracy;
import org.siguard.attack.metric.FalsePositiveRate;
import org.siguard.attack.metric.Roc;
import org.siguard.attack.metric.TruePositives;
import org.siguard.attack.reference.LiraAttack;
import org.siguard.attack.threshold.EntropyAttack;
import org.siguard.base.JsonObject;

/**
 * Against implementations not ours: scikit-learn, numpy and scipy, whose versions and answers stand in {@code metrics.json}; {@code
 * metrics.py} beside it made them. Both sides make the scores from the same exact integers.
 */
class ReferenceVectorsTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final JsonObject VECTORS = read();

    @Test
    void accuracyAreaAndTruePositivesAgree() {
        List<JsonObject> cases = VECTORS.objects("cases");
        assertThat(cases).hasSize(8);
        for (JsonObject expected : cases) {
            AttackTrial trial = trial(expected);
            Roc roc = Roc.of(trial);
            assertThat(BalancedAccuracy.of(trial).value()).isCloseTo(expected.real("balancedAccuracy", 0, 1), EXACT);
            assertThat(roc.area()).isCloseTo(expected.real("area", 0, 1), EXACT);
            for (FalsePositiveRate target : FalsePositiveRate.values()) {
                TruePositives found = TruePositives.at(target, roc);
                String key = "tpr" + target.oneIn();
                assertThat(found.rate().isPresent()).isEqualTo(expected.has(key));
                if (expected.has(key)) {
                    assertThat(found.rate().orElseThrow().value()).as(key).isCloseTo(expected.real(key, 0, 1), EXACT);
                }
            }
        }
    }

    /** The models' probabilities of metrics.py, written out here. */
    @Test
    void lirasScoresAgree() {
        JsonObject expected = VECTORS.object("lira");
        References references = LiraCases.references(new double[] {.9, .95, .8, .99}, new double[] {.3, .5, .6, .45});
        Evidence evidence = LiraCases.evidence(.85, references);
        assertThat(LiraAttack.online(false).score(evidence).values()[0]).isCloseTo(expected.real("online", -1e3, 1e3), EXACT);
        assertThat(LiraAttack.offline(false).score(evidence).values()[0]).isCloseTo(expected.real("offline", 0, 1), EXACT);
    }

    /** The vectors of metrics.py, written out here. */
    @Test
    void entropiesAgree() {
        double[][] p = {{.7, .2, .1}, {.05, .9, .05}, {.25, .25, .5}, {1 / 3.0, 1 / 3.0, 1 / 3.0}};
        List<JsonObject> expected = VECTORS.objects("vectors");
        for (int i = 0; i < p.length; i++) {
            assertThat(EntropyAttack.of(p[i])).isCloseTo(expected.get(i).real("entropy", 0, 10), EXACT);
        }
    }

    private static AttackTrial trial(JsonObject of) {
        int members = (int) of.whole("members", 1, 1 << 20);
        int all = members + (int) of.whole("nonMembers", 1, 1 << 20);
        long word = of.whole("seed", 0, 1 << 20);
        long grain = of.whole("grain", 1, 1 << 24);
        long shift = of.whole("shift", -1 << 24, 1 << 24);
        double[] scores = new double[all];
        boolean[] member = new boolean[all];
        for (int i = 0; i < all; i++) {
            word = (1103515245L * word + 12345) % (1L << 31);
            member[i] = i < members;
            scores[i] = (word >> 8) % grain + (member[i] ? shift : 0);
        }
        return new AttackTrial(scores, of.whole("threshold", -1 << 24, 1 << 24), member);
    }

    private static JsonObject read() {
        try (InputStream in = ReferenceVectorsTest.class.getResourceAsStream("/attack/metrics.json")) {
            return JsonObject.parse(in.readAllBytes(), "metrics.json");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
