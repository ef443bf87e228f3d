package org.siguard.attack.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siguard.base.UserMistake;

class RatesTest {
    /** By hand: with none of n, (1 - high)^n = 0.025, so high = 1 - 0.025^(1/n); with all of n, the mirror image. */
    @Test
    void theEndsAreKnownInClosedForm() {
        Estimate none = Rates.clopperPearson(0, 10);
        assertThat(none.low()).isZero();
        assertThat(none.high()).isCloseTo(1 - Math.pow(0.025, 0.1), within(1e-12)).isCloseTo(0.30849710781876083, within(1e-12));
        Estimate all = Rates.clopperPearson(10, 10);
        assertThat(all.high()).isEqualTo(1);
        assertThat(all.low()).isCloseTo(0.6915028921812392, within(1e-12));
    }

    /** The definition: at each limit, the tail of the binomial beyond what was seen is 2.5 %. */
    @ParameterizedTest
    @CsvSource({"1,10", "5,10", "7,9", "130,200", "499,500"})
    void atEachLimitTheTailIsTwoAndAHalfPercent(int successes, int trials) {
        Estimate rate = Rates.clopperPearson(successes, trials);
        assertThat(rate.value()).isEqualTo((double) successes / trials);
        assertThat(BinomialDistribution.of(trials, rate.low()).survivalProbability(successes - 1)).isCloseTo(0.025, within(1e-9));
        assertThat(BinomialDistribution.of(trials, rate.high()).cumulativeProbability(successes)).isCloseTo(0.025, within(1e-9));
    }

    @Test
    void noTrialsGiveNoRate() {
        assertThatThrownBy(() -> Rates.clopperPearson(0, 0)).isInstanceOf(UserMistake.class).hasMessageContaining("0 in 0");
        assertThatThrownBy(() -> Rates.clopperPearson(3, 2)).isInstanceOf(UserMistake.class);
        assertThatThrownBy(() -> Rates.clopperPearson(-1, 2)).isInstanceOf(UserMistake.class);
    }
}
