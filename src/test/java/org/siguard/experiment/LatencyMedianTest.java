package org.siguard.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatencyMedianTest {
    private final LatencyMedian median = new LatencyMedian(true, "WAN", 10);

    private void add(double without, double with, int records) {
        median.add(new QueryCost(without, 3, 30), new QueryCost(with, 5, 50), records);
    }

    @Test
    void theMiddleOfFullBatchesCounts() {
        add(1, 3, 10);
        add(2, 9, 10);
        add(0.1, 0.2, 4);
        Figures.Latency two = median.figure();
        assertThat(two.inference()).isEqualTo(1.5, within(1e-12));
        assertThat(two.guard()).isEqualTo(4.5, within(1e-12));
        add(1.5, 3.5, 10);
        Figures.Latency three = median.figure();
        assertThat(three.inference()).isEqualTo(1.5, within(1e-12));
        assertThat(three.total()).isEqualTo(3.5, within(1e-12));
        assertThat(three.predicted()).isTrue();
        assertThat(three.network()).isEqualTo("WAN");
        assertThat(three.batch()).isEqualTo(10);
        assertThat(three.rounds()).isEqualTo(5);
        assertThat(three.bytes()).isEqualTo(50);
    }

    @Test
    void aGuardNeverTakesLessThanNoTime() {
        add(2, 1.9, 10);
        assertThat(median.figure().guard()).isZero();
        assertThat(median.figure().total()).isEqualTo(1.9, within(1e-12));
    }
}
