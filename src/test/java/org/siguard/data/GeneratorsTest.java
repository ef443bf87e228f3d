package org.siguard.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siguard.base.UserMistake;
import org.siguard.ring.Seed;

class GeneratorsTest {
    /** Written down on Debian, x86-64, Temurin 25, when the generators were made: they must be the same everywhere and for ever. */
    @ParameterizedTest
    @CsvSource({
        "shapes-10,26481082f5508cf087270df913a71c23a3e938cffb77619b2bd4640b33857795",
        "purchase-100,8d14f87aa675234005682524f9c8a21b0784607c17295fc1b102deef24af2499",
        "digits-28,299e172c49e7ee7e56f6a580a14a047c16f75103676a2b593a2f8fa7cb378ac6",
        "blobs-2d,bbd00ea96f3d6c91de0d38d93c86b7f332e5fa8b3338a934c73b3c786b4a2995"})
    void theSameSeedGivesTheSameRecordsForEver(String name, String fingerprint) {
        assertThat(Generators.generate(name, 1, 100).fingerprint()).isEqualTo(fingerprint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shapes-10", "purchase-100", "digits-28", "blobs-2d"})
    void moreRecordsBeginWithTheSameOnes(String name) {
        Dataset few = Generators.generate(name, 5, 20);
        Dataset many = Generators.generate(name, 5, 300);
        int[] first = new int[20];
        Arrays.setAll(first, i -> i);
        assertThat(many.rows(first).fingerprint()).isEqualTo(few.fingerprint());
        assertThat(Generators.generate(name, 6, 20).fingerprint()).isNotEqualTo(few.fingerprint());
        assertThat(many.record()).isEqualTo(Generators.named(name).record());
        assertThat(many.classes()).isEqualTo(Generators.named(name).classes());
        assertThat(Arrays.stream(many.labels())).allMatch(label -> label >= 0 && label < many.classes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"shapes-10", "digits-28"})
    void picturesAreWithinTheirRangeAndOfAllClasses(String name) {
        Dataset data = Generators.generate(name, 2, 2000);
        int[] counts = new int[10];
        for (int row = 0; row < data.size(); row++) {
            counts[data.labels()[row]]++;
            for (float value : data.records().get(row)) {
                if (!(value >= 0 && value <= 1)) {
                    throw new AssertionError(name + " has the value " + value);
                }
            }
        }
        // A count of 2000 draws at 1/10 has a standard deviation of 13.
        assertThat(counts).satisfies(all -> assertThat(Arrays.stream(all)).allMatch(count -> count > 130 && count < 270));
    }

    /** The share of wrong labels is what a nearest-centre rule on noise-free classes cannot see: counted over the draws themselves. */
    @Test
    void labelsAreWrongAsOftenAsSaid() {
        Draws draws = Draws.of(Seed.of(4));
        int wrong = 0;
        for (int i = 0; i < 10_000; i++) {
            wrong += Generators.mislabelled(draws, 3, 10, 0.1) == 3 ? 0 : 1;
        }
        assertThat(wrong).isBetween(880, 1120);
    }

    @Test
    void purchasesAreSparseBitsInNearlyAllClasses() {
        Dataset data = Generators.generate("purchase-100", 1, 4000);
        Set<Integer> classes = new HashSet<>();
        long ones = 0;
        for (int row = 0; row < data.size(); row++) {
            classes.add(data.labels()[row]);
            for (float value : data.records().get(row)) {
                assertThat(value == 0 || value == 1).isTrue();
                ones += (long) value;
            }
        }
        assertThat(classes).hasSizeGreaterThanOrEqualTo(95);
        assertThat(ones / (double) data.size()).isBetween(30.0, 55.0);
    }

    @Test
    void whatCannotBeMadeIsTheUsersMistake() {
        assertThatThrownBy(() -> Generators.generate("shapes-10", 1, 0)).isInstanceOf(UserMistake.class);
        assertThatThrownBy(() -> Generators.generate("shapes-10", 1, 1_000_000)).isInstanceOf(UserMistake.class)
                .hasMessageContaining("give Java more memory");
        assertThatThrownBy(() -> Generators.named("shape-10")).isInstanceOf(UserMistake.class).hasMessageContaining("shapes-10");
    }
}
