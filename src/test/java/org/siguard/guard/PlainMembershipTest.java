package org.siguard.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.siguard.model.Model;
import org.siguard.model.PlainInference;

/** The classifier in double precision against the inference that any network runs by, and its gradient against differences. */
class PlainMembershipTest {
    private static final double SMALL = 1e-6;

    /** Rows are summed side by side, each in its own order: the same bits; 7 classes and 10 units leave rows over. */
    @Test
    void itSaysWhatPlainInferenceSaysBitByBit() {
        Model model = GuardTrial.classifier(7, 10, 6);
        PlainMembership h = new PlainMembership(model);
        double[] z = GuardTrial.uniform(3, 20, 2);
        for (int query = 0; query + 7 <= z.length; query += 7) {
            double[] p = PlainInference.softmax(Arrays.copyOfRange(z, query, query + 7));
            double wanted = new PlainInference(model).logits(new double[][] {p})[0][0];
            assertThat(h.logit(p)).isEqualTo(wanted);
            assertThat(h.of(p).logit()).isEqualTo(wanted);
            for (int i = 0; i < p.length; i++) {
                double[] more = p.clone();
                more[i] += SMALL;
                assertThat(h.of(p).gradient()[i]).isCloseTo((h.logit(more) - wanted) / SMALL, within(1e-4));
            }
        }
    }
}
