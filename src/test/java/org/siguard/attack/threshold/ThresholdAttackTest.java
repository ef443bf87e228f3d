package org.siguard.attack.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.siguard.attack.Attack;
import org.siguard.attack.Release;
import org.siguard.attack.Shadow;
import org.siguard.base.UserMistake;

/** All expected values were worked out by hand from the rules in the attacks' javadoc. */
class ThresholdAttackTest {
    private static final Shadow UNUSED = new Shadow(none(), none());

    @Test
    void theGapAttackSaysMemberWhereTheLabelIsRight() {
        Release target = new Release(new double[][] {{.7, .3}, {.7, .3}, {.5, .5}}, new int[] {0, 1, 0});
        Attack.Scores scores = new GapAttack().score(target, UNUSED);
        // The third is a tie: the released label is the first of the largest, 0.
        assertThat(decisions(scores)).containsExactly(true, false, true);
    }

    @Test
    void theConfidenceThresholdIsFittedForEachClass() {
        // Class 0: in .9 .8, out .6: v = .8 separates. Class 1: in .5, out .4 .45: v = .5 separates.
        Shadow shadow = new Shadow(
                new Release(new double[][] {{.9, .1}, {.8, .2}, {.5, .5}}, new int[] {0, 0, 1}),
                new Release(new double[][] {{.6, .4}, {.6, .4}, {.55, .45}}, new int[] {0, 1, 1}));
        assertThat(thresholds(shadow, 2)).containsExactly(.8, .5);
        Release target = new Release(new double[][] {{.8, .2}, {.79, .21}, {.5, .5}, {.51, .49}}, new int[] {0, 0, 1, 1});
        assertThat(decisions(new ConfidenceAttack().score(target, shadow))).containsExactly(true, false, true, false);
    }

    @Test
    void ofSeveralBestThresholdsTheLowestIsTaken() {
        // At .2: in 3/3, out 1/2. At .5: in 2/3, out 2/2 = 5/3 > 3/2. At .6: in 1/3 + 1. Only .5 is best.
        assertThat(Threshold.between(new double[] {.2, .5, .6}, new double[] {.1, .3})).isEqualTo(.5);
        // At .4: 1 + 1/2; at .8: 1/2 + 1. Both 3/2: the lower.
        assertThat(Threshold.between(new double[] {.8, .4}, new double[] {.1, .6})).isEqualTo(.4);
        // All alike: any value says "member" to everything.
        assertThat(Threshold.between(new double[] {.5}, new double[] {.5, .5})).isEqualTo(.5);
    }

    @Test
    void aClassTheShadowLacksIsJudgedByTheThresholdOfAll() {
        // Class 1 has members only, class 2 nothing. All: in .9 .3, out .5. At .3: 1 + 0; at .5: 1/2 + 0; at .9: 1/2 + 1.
        Shadow shadow = new Shadow(
                new Release(new double[][] {{.9, .1, 0}, {.7, .3, 0}}, new int[] {0, 1}),
                new Release(new double[][] {{.5, .5, 0}}, new int[] {0}));
        assertThat(thresholds(shadow, 3)).containsExactly(.9, .9, .9);
    }

    @Test
    void aShadowWithoutMembersOrOthersIsTheUsersMistake() {
        Release one = new Release(new double[][] {{1, 0}}, new int[] {0});
        assertThatThrownBy(() -> new ConfidenceAttack().score(one, new Shadow(none(), one))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("0 members");
        assertThatThrownBy(() -> new ConfidenceAttack().score(one, new Shadow(one, none()))).isInstanceOf(UserMistake.class);
        assertThat(new ConfidenceAttack().score(none(), new Shadow(one, none())).values()).isEmpty();
    }

    @Test
    void aShadowOfOtherClassesIsTheUsersMistake() {
        Release two = new Release(new double[][] {{1, 0}}, new int[] {0});
        Release three = new Release(new double[][] {{1, 0, 0}}, new int[] {2});
        assertThatThrownBy(() -> new ConfidenceAttack().score(two, new Shadow(three, three))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("classes");
    }

    @Test
    void badOutputsAreNamedByRecord() {
        assertThatThrownBy(() -> new Release(new double[][] {{1, 0}, {Double.NaN, 0}}, new int[] {0, 0})).isInstanceOf(UserMistake.class)
                .hasMessageContaining("record 1").hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Release(new double[][] {{1, 0}}, new int[] {2})).isInstanceOf(UserMistake.class)
                .hasMessageContaining("label 2");
        assertThatThrownBy(() -> new Release(new double[][] {{1, 0}}, new int[] {-1})).isInstanceOf(UserMistake.class);
        assertThatThrownBy(() -> new Release(new double[][] {{1, 0}, {1}}, new int[] {0, 0})).isInstanceOf(UserMistake.class);
        assertThatThrownBy(() -> new Release(new double[][] {{}}, new int[] {0})).isInstanceOf(UserMistake.class);
        assertThatThrownBy(() -> new Release(new double[][] {{1}}, new int[0])).isInstanceOf(UserMistake.class);
    }

    /** The threshold is the best there is: no value of either side does better. Few distinct values, so that there are ties. */
    @Test
    void noOtherValueDoesBetter() {
        Random random = new Random(5);
        for (int trial = 0; trial < 500; trial++) {
            double[] in = eighths(random);
            double[] out = eighths(random);
            double chosen = share(in, out, Threshold.between(in, out));
            for (double v : DoubleStream.concat(Arrays.stream(in), Arrays.stream(out)).toArray()) {
                assertThat(share(in, out, v)).isLessThanOrEqualTo(chosen);
            }
        }
    }

    private static double[] eighths(Random random) {
        return random.ints(1 + random.nextInt(12), 0, 9).mapToDouble(i -> i / 8.0).toArray();
    }

    private static double share(double[] in, double[] out, double v) {
        return (double) Arrays.stream(in).filter(s -> s >= v).count() / in.length
                + (double) Arrays.stream(out).filter(s -> s < v).count() / out.length;
    }

    private static double[] thresholds(Shadow shadow, int classes) {
        ConfidenceAttack attack = new ConfidenceAttack();
        return Thresholds.perClass(classes, attack.sides(List.of(shadow), Shadow::members),
                attack.sides(List.of(shadow), Shadow::nonMembers));
    }

    private static Release none() {
        return new Release(new double[0][], new int[0]);
    }

    private static boolean[] decisions(Attack.Scores scores) {
        boolean[] out = new boolean[scores.values().length];
        for (int i = 0; i < out.length; i++) {
            out[i] = scores.saysMember(i);
        }
        return out;
    }
}
