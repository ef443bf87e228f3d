package org.siguard.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.siguard.base.UserMistake;
import org.siguard.ring.Shape;

class SplitsTest {
    @RepeatedTest(50)
    void aCutIsDisjointAndOfTheRightSizes(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        int train = 2 + random.nextInt(40);
        int test = 1 + random.nextInt(40);
        int others = 1 + random.nextInt(40);
        Splits.Sizes sizes = new Splits.Sizes(train, test, train / 2, others);
        int rows = (int) sizes.rows() + 3;
        Splits splits = Splits.cut(seed, rows, sizes);
        int[] apart = Stream.of(splits.targetTrain(), splits.targetTest(), splits.defenderNonMembers(), splits.shadowTrain(),
                splits.shadowTest(), splits.attackerNonMembers()).flatMapToInt(Arrays::stream).toArray();
        assertThat(apart).hasSize((int) sizes.rows()).doesNotHaveDuplicates();
        assertThat(Arrays.stream(apart)).allMatch(row -> row >= 0 && row < rows);
        assertThat(splits.evaluationMembers()).hasSize(train - train / 2).doesNotContain(splits.defenderMembers());
        assertThat(splits.targetTrain()).contains(splits.evaluationMembers()).contains(splits.defenderMembers());
        assertThat(splits.evaluationNonMembers()).doesNotContain(splits.defenderNonMembers());
        assertThat(splits.shadowEvaluationMembers()).doesNotContain(splits.attackerMembers());
        assertThat(splits).isEqualTo(Splits.cut(seed, rows, sizes));
    }

    /** Every third record stands there twice and one stands there nine times: none is on two sides of a question. */
    @RepeatedTest(20)
    void equalRecordsStayTogether(RepetitionInfo repetition) {
        int[] alike = IntStream.range(0, 400).map(row -> row < 9 ? 0 : row % 3 == 0 ? row - 1 : row).toArray();
        Splits splits = Splits.cut(repetition.getCurrentRepetition(), alike, new Splits.Sizes(100, 40, 60, 60));
        Set<Integer> seen = new HashSet<>();
        int rows = 0;
        for (int[] set : List.of(splits.defenderMembers(), splits.evaluationMembers(), splits.targetTest(), splits.defenderNonMembers(),
                splits.attackerMembers(), splits.shadowEvaluationMembers(), splits.shadowTest(), splits.attackerNonMembers())) {
            Set<Integer> contents = Arrays.stream(set).map(row -> alike[row]).boxed().collect(Collectors.toSet());
            assertThat(Collections.disjoint(contents, seen)).isTrue();
            seen.addAll(contents);
            rows += set.length;
        }
        assertThat(rows).isBetween(392, 400);
    }

    @Test
    void tooManyEqualRecordsAreTheUsersMistake() {
        int[] alike = IntStream.range(0, 400).map(row -> Math.min(row, 199)).toArray();
        assertThatThrownBy(() -> Splits.cut(1, alike, new Splits.Sizes(100, 40, 60, 60))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("200 of 400 records repeat another");
    }

    @Test
    void equalRecordsAreFoundWhateverTheirLabels() {
        Dataset data = new Dataset("four", Shape.of(2), 2, List.of(new float[] {1, 2}, new float[] {2, 1}, new float[] {1, 2},
                new float[] {1, 2}), new int[] {0, 0, 0, 1});
        assertThat(data.alike()).containsExactly(0, 1, 0, 0);
    }

    @Test
    void theSampleLeavesAtLeastFiveHundredOfEachToJudgeBy() {
        Splits splits = Splits.cut(1, 7000, new Splits.Sizes(1500, 1000, 1000, 1000));
        assertThat(splits.evaluationMembers()).hasSizeGreaterThanOrEqualTo(500);
        assertThat(splits.evaluationNonMembers()).hasSizeGreaterThanOrEqualTo(500);
    }

    @Test
    void aRowInTwoSetsIsRefused() {
        assertThatThrownBy(() -> splits(1, new int[] {10, 11})).isInstanceOf(UserMistake.class).hasMessageContaining("row 1 stands in");
    }

    @Test
    void theClassifiersMembersMustBeMembers() {
        assertThatThrownBy(() -> splits(20, new int[] {12})).isInstanceOf(UserMistake.class)
                .hasMessageContaining("row 12 of defenderMembers must stand in targetTrain");
        assertThatThrownBy(() -> splits(20, new int[] {10, 11})).isInstanceOf(UserMistake.class).hasMessageContaining("leave some");
        assertThatThrownBy(() -> splits(20, new int[] {})).isInstanceOf(UserMistake.class);
    }

    @Test
    void tooFewRecordsAreTheUsersMistake() {
        assertThatThrownBy(() -> Splits.cut(1, 100, new Splits.Sizes(40, 10, 20, 10))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("120 records are needed");
        assertThatThrownBy(() -> new Splits.Sizes(10, 5, 10, 5)).isInstanceOf(UserMistake.class).hasMessageContaining("none to judge");
    }

    @Test
    void nobodyCanChangeRowsFromOutside() {
        int[] train = {10, 11};
        Splits splits = new Splits(train, new int[] {1}, new int[] {10}, new int[] {2}, new int[] {20, 21}, new int[] {3}, new int[] {20},
                new int[] {4});
        train[0] = 99;
        assertThat(splits.targetTrain()).containsExactly(10, 11);
    }

    private static Splits splits(int inTest, int[] defenderMembers) {
        return new Splits(new int[] {10, 11}, new int[] {inTest == 1 ? 1 : 5}, defenderMembers, new int[] {1},
                IntStream.of(30, 31).toArray(),
                new int[] {3}, new int[] {30}, new int[] {4});
    }
}
