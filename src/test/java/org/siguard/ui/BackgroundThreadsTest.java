package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Whatever computes beside the window leaves it the larger share of the processors. */
class BackgroundThreadsTest {
    /** The nineteenth field of stat, as proc(5) numbers them; the second is a name in brackets and may have spaces. */
    private static int nice() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aThreadIsNicerThanTheWindowAndSoIsWhatItStarts() throws Exception {
        CompletableFuture<Integer> own = new CompletableFuture<>();
        CompletableFuture<Integer> started = new CompletableFuture<>();
        CompletableFuture<Integer> again = new CompletableFuture<>();
        new BackgroundThreads("background").newThread(() -> {
            own.complete(nice());
            Thread.ofPlatform().start(() -> started.complete(nice()));
            new BackgroundThreads("of its own").newThread(() -> again.complete(nice())).start();
        }).start();
        int mine = nice();
        int nicer = Math.min(19, mine + 5); // however nice this program was started
        assertThat(own.get(10, TimeUnit.SECONDS)).isEqualTo(nicer);
        assertThat(started.get(10, TimeUnit.SECONDS)).isEqualTo(nicer);
        assertThat(again.get(10, TimeUnit.SECONDS)).as("of a thread that a nice one started").isEqualTo(nicer);
        assertThat(nice()).as("of the thread that asked for it").isEqualTo(mine);
    }

    @Test
    void itIsNamedAndDiesWithTheProgram() {
        Thread thread = new BackgroundThreads("siguard-run").newThread(() -> {
        });
        assertThat(thread.getName()).isEqualTo("siguard-run");
        assertThat(thread.isDaemon()).isTrue();
    }
}
