package org.siguard.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static final List<String> KNOWN = List.of("model", "seed", "guard.step");

    @Test
    void editsAreCounted() {
        assertThat(Names.edits("", "abc")).isEqualTo(3);
        assertThat(Names.edits("kitten", "sitting")).isEqualTo(3);
        assertThat(Names.edits("seed", "seed")).isZero();
        assertThat(Names.edits("trian", "train")).isEqualTo(1);
    }

    @Test
    void onlyWhatIsNearIsSuggested() {
        assertThat(Names.nearest("sed", KNOWN)).contains("seed");
        assertThat(Names.nearest("guard.stpe", KNOWN)).contains("guard.step");
        assertThat(Names.nearest("foo", KNOWN)).isEmpty();
        assertThat(Names.nearest("seed", List.of())).isEmpty();
        assertThat(Names.nearest("b", List.of("a"))).contains("a");
        assertThat(Names.nearest("bc", List.of("ad", "bd"))).contains("bd");
    }

    @Test
    void theSentenceListsWhatThereIs() {
        assertThat(Names.unknown("setting", "foo", KNOWN)).isEqualTo("There is no setting 'foo'; known: model, seed, guard.step.");
        assertThat(Names.unknown("setting", "modle", KNOWN))
                .isEqualTo("There is no setting 'modle'; did you mean 'model'? Known: model, seed, guard.step.");
        assertThat(Names.unknown("setting", "x".repeat(1_000_000), KNOWN)).hasSizeLessThan(200);
    }
}
