package org.siguard.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimingTest {
    private static final Effort EFFORT = new Effort(1_000, 0, 1_000_000_000L, 3, 3, 0);

    /** Work that says it takes 10 ns: repeated 100 times a run, to fill the 1 000 ns that one should take. */
    @Test
    void shortWorkIsRepeatedWithinARun() {
        int[] most = new int[1];
        Timing timing = Timing.of(times -> {
            most[0] = Math.max(most[0], times);
            return 10L * times;
        }, EFFORT);
        assertThat(timing.nanos()).isEqualTo(10);
        assertThat(timing.runs()).isEqualTo(3);
        assertThat(most[0]).isEqualTo(100);
    }

    /** Each window of five runs is half as long as the one before, until the tenth run: only then is the work warm. */
    @Test
    void warmingUpEndsWhenRunsGetNoFaster() {
        int[] runs = new int[1];
        Timing timing = Timing.of(times -> {
            runs[0]++;
            return (runs[0] <= 5 ? 4_000L : runs[0] <= 10 ? 2_000L : 1_000L) * times;
        }, EFFORT);
        assertThat(timing.nanos()).isEqualTo(1_000);
        assertThat(runs[0]).isEqualTo(5 + 5 + 5 + 5 + 3);
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
        assertThat(Timing.median(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(3);
        assertThat(Timing.median(List.of(5.0, 1.0, 2.0))).isEqualTo(2);
    }
}
