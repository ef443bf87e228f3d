package org.siguard.attack.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siguard.attack.Attack;
import org.siguard.base.UserMistake;

class BalancedAccuracyTest {
    /** By hand: 3 of 4 members found, 1 of 2 others let go: ½(0.75 + 0.5). */
    @Test
    void theSidesCountAlike() {
        assertThat(BalancedAccuracy.of(3, 4, 1, 2).value()).isEqualTo(0.625);
        assertThat(BalancedAccuracy.of(new boolean[] {true, true, true, false}, new boolean[] {true, false}))
                .isEqualTo(BalancedAccuracy.of(3, 4, 1, 2));
        assertThat(BalancedAccuracy.of(new Attack.Scores(new double[] {1, 2, 3, -1}, 1), new Attack.Scores(new double[] {5, 0}, 1)))
                .isEqualTo(BalancedAccuracy.of(3, 4, 1, 2));
    }

    /** By hand: all of 10 and all of 10: low = 1 - ½√2 (1 - 0.6915028921812392), the Clopper-Pearson limit for 10 of 10. */
    @Test
    void theLimitsAreJoinedAsMoverSays() {
        Estimate all = BalancedAccuracy.of(10, 10, 10, 10);
        assertThat(all.value()).isEqualTo(1);
        assertThat(all.high()).isEqualTo(1);
        assertThat(all.low()).isCloseTo(1 - Math.sqrt(2) / 2 * 0.30849710781876083, within(1e-12));
        assertThat(BalancedAccuracy.of(0, 10, 0, 10).low()).isZero();
    }

    /** Every outcome of both sides, weighted by its probability: the interval must hold the true figure 95 % of the time. */
    @ParameterizedTest
    @CsvSource({"40,40,0.7,0.6", "40,40,0.5,0.5", "60,25,0.9,0.3", "50,50,0.99,0.35", "30,80,0.2,0.4", "50,50,0.98,0.97"})
    void theIntervalHoldsTheTruthAsOftenAsItSays(int members, int others, double a, double b) {
        BinomialDistribution found = BinomialDistribution.of(members, a);
        BinomialDistribution letGo = BinomialDistribution.of(others, b);
        double covered = 0;
        for (int i = 0; i <= members; i++) {
            for (int j = 0; j <= others; j++) {
                Estimate estimate = BalancedAccuracy.of(i, members, j, others);
                if (estimate.low() <= (a + b) / 2 && (a + b) / 2 <= estimate.high()) {
                    covered += found.probability(i) * letGo.probability(j);
                }
            }
        }
        assertThat(covered).isBetween(0.95, 0.999);
    }

    @Test
    void withoutMembersOrWithoutOthersThereIsNoFigure() {
        assertThatThrownBy(() -> BalancedAccuracy.of(new boolean[0], new boolean[] {true})).isInstanceOf(UserMistake.class);
        assertThatThrownBy(() -> BalancedAccuracy.of(new boolean[] {true}, new boolean[0])).isInstanceOf(UserMistake.class);
    }
}
