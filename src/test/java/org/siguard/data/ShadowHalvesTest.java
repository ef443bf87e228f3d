package org.siguard.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;

class ShadowHalvesTest {
    @RepeatedTest(20)
    void everyRowIsInExactlyHalfOfTheShadows(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int shadows = 2 * (1 + random.nextInt(16));
        int[] pool = IntStream.range(0, 1000).filter(row -> random.nextInt(3) == 0).toArray();
        ShadowHalves halves = ShadowHalves.cut("target-train+test", repetition.getCurrentRepetition(), pool, shadows);
        int[] times = new int[1000];
        for (int shadow = 0; shadow < shadows; shadow++) {
            int[] seen = halves.seenBy(shadow);
            assertThat(seen).doesNotHaveDuplicates();
            // Of n rows, each seen with probability 1/2: five standard deviations around the middle.
            assertThat(seen.length).isBetween((int) (pool.length / 2.0 - 2.5 * Math.sqrt(pool.length)),
                    (int) (pool.length / 2.0 + 2.5 * Math.sqrt(pool.length)) + 1);
            Set<Integer> both = new HashSet<>(Arrays.stream(seen).boxed().toList());
            both.addAll(Arrays.stream(halves.unseenBy(shadow)).boxed().toList());
            assertThat(both).containsExactlyInAnyOrderElementsOf(Arrays.stream(pool).boxed().toList());
            Arrays.stream(seen).forEach(row -> times[row]++);
        }
        for (int row : pool) {
            assertThat(times[row]).isEqualTo(shadows / 2);
            assertThat(halves.whoSaw(row)).hasSize(shadows / 2);
        }
        assertThat(Arrays.stream(times).sum()).isEqualTo(pool.length * shadows / 2);
        assertThat(halves).isEqualTo(ShadowHalves.cut("target-train+test", repetition.getCurrentRepetition(), pool, shadows));
    }

    /** Two rows are dealt independently: of 2 shadows, both are in the same one about half of the time. */
    @Test
    void rowsAreDealtIndependently() {
        ShadowHalves halves = ShadowHalves.cut("pool", 5, IntStream.range(0, 4001).toArray(), 2);
        Set<Integer> first = new HashSet<>(Arrays.stream(halves.seenBy(0)).boxed().toList());
        long same = IntStream.range(0, 4000).filter(row -> first.contains(row) == first.contains(row + 1)).count();
        // 4000 at 1/2: a standard deviation of 32.
        assertThat(same).isBetween(1840L, 2160L);
    }

    @Test
    void itIsSavedRowByRowAndReadStrictly() {
        ShadowHalves halves = ShadowHalves.cut("pool", 7, new int[] {9, 4, 30, 2, 17, 5, 8, 11}, 4);
        String text = JsonObject.readable(halves.json());
        assertThat(read(text)).isEqualTo(halves);
        assertThatThrownBy(() -> read(text.replaceFirst("\"pool\"", "\"pol\""))).isInstanceOf(UserMistake.class);
        assertThatThrownBy(() -> read(text.replaceFirst("\"rows\" : \\[ 9, ", "\"rows\" : [ 99, "))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("must stand in the pool");
    }

    @Test
    void aRecordThatIsNoDealingIsRefused() {
        int[] pool = {1, 2};
        assertThatThrownBy(() -> new ShadowHalves("p", 1, pool, List.of(new int[] {1, 2}, new int[] {1}))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("row 1 was seen by 2 of 2");
        assertThatThrownBy(() -> new ShadowHalves("p", 1, pool, List.of(new int[] {1, 1}, new int[] {2}))).isInstanceOf(UserMistake.class);
        assertThatThrownBy(() -> new ShadowHalves("p", 1, new int[] {1, 1}, List.of(new int[] {1}, new int[] {1})))
                .isInstanceOf(UserMistake.class);
        assertThatThrownBy(() -> ShadowHalves.cut("p", 1, pool, 3)).isInstanceOf(UserMistake.class).hasMessageContaining("even number");
    }

    @Test
    void nobodyCanChangeRowsFromOutside() {
        ShadowHalves halves = ShadowHalves.cut("pool", 7, new int[] {1, 2, 3, 4, 5, 6}, 2);
        int before = halves.seenBy(0)[0];
        halves.seenBy(0)[0] = 99;
        halves.seen().get(0)[0] = 99;
        halves.rows()[0] = 99;
        assertThat(halves.seenBy(0)[0]).isEqualTo(before);
        assertThat(halves.rows()[0]).isEqualTo(1);
    }

    private static ShadowHalves read(String text) {
        return ShadowHalves.read(JsonObject.parse(text.getBytes(StandardCharsets.UTF_8), "halves.json"));
    }

    /** Rows 40 and 50 repeat row 1, and 41 repeats row 2; what stands before them is dealt as if nothing were alike. */
    @Test
    void equalRecordsGoToTheSameShadows() {
        int[] pool = IntStream.range(0, 60).toArray();
        int[] alike = pool.clone();
        alike[40] = 1;
        alike[50] = 1;
        alike[41] = 2;
        ShadowHalves apart = ShadowHalves.cut("pool", 3, pool, 6);
        ShadowHalves together = ShadowHalves.cut("pool", 3, pool, alike, 6);
        assertThat(together.whoSaw(40)).isEqualTo(together.whoSaw(1)).isEqualTo(together.whoSaw(50)).isNotEqualTo(apart.whoSaw(40));
        assertThat(together.whoSaw(41)).isEqualTo(together.whoSaw(2));
        for (int row = 0; row < 40; row++) {
            assertThat(together.whoSaw(row)).isEqualTo(apart.whoSaw(row));
        }
    }
}
