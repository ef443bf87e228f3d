package org.siguard.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapShortageTest {
    @Test
    void isFoundBehindWhateverWrapsIt() {
        Throwable wrapped = new IllegalStateException("a party failed", new RuntimeException(new OutOfMemoryError("Java heap space")));
        assertThat(HeapShortage.behind(wrapped)).get().asString().contains("Out of memory", "-Xmx", " MB").doesNotContain("a party failed");
        assertThat(HeapShortage.behind(new IllegalStateException("no memory of it"))).isEmpty();
    }
}
