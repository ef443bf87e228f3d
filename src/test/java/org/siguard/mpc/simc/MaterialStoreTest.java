package org.siguard.mpc.simc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.UserMistake;

class MaterialStoreTest {
    private static final List<long[]> CONTENT = List.of(new long[] {1, 2, 3}, new long[0], new long[] {-1});

    @TempDir
    private Path folder;

    @Test
    void whatWasPutIsTakenOnce() {
        MaterialStore store = new MaterialStore(folder);
        assertThat(store.fresh()).isEmpty();
        store.put(0, CONTENT);
        assertThat(store.fresh()).containsExactly(0L);
        assertThat(store.take(0)).usingRecursiveComparison().isEqualTo(CONTENT);
        assertThat(store.fresh()).isEmpty();
        assertThatThrownBy(() -> store.take(0)).isInstanceOf(UserMistake.class).hasMessageContaining("used before");
        assertThatThrownBy(() -> store.put(0, CONTENT)).isInstanceOf(IllegalArgumentException.class);
        assertThat(store.nextNumber()).isEqualTo(1);
    }

    @Test
    void ofManyWhoComeAtOnceOneGetsIt() {
        MaterialStore store = new MaterialStore(folder);
        store.put(7, CONTENT);
        long got = IntStream.range(0, 8).mapToObj(i -> CompletableFuture.supplyAsync(() -> {
            try {
                return new MaterialStore(folder).take(7).size();
            } catch (UserMistake e) {
                return 0;
            }
        })).toList().stream().filter(each -> each.join() > 0).count();
        assertThat(got).isEqualTo(1);
    }

    @Test
    void damagedMaterialIsRefused() throws Exception {
        MaterialStore store = new MaterialStore(folder);
        store.put(0, CONTENT);
        byte[] bytes = Files.readAllBytes(folder.resolve("0.material"));
        for (int length : new int[] {0, 5, 16, 24, bytes.length - 8}) {
            Files.write(folder.resolve((length + 1) + ".material"), java.util.Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> store.take(length + 1)).isInstanceOf(UserMistake.class).hasMessageContaining("damaged");
        }
        bytes[16] = 100;
        Files.write(folder.resolve("900.material"), bytes);
        assertThatThrownBy(() -> store.take(900)).isInstanceOf(UserMistake.class).hasMessageContaining("damaged");
    }

    /** Killed between the mark and the renaming, at worst: the piece is lost, and nobody gets it. */
    @Test
    void aMarkAloneIsEnough() throws Exception {
        MaterialStore store = new MaterialStore(folder);
        store.put(3, CONTENT);
        Files.createFile(folder.resolve("3.used"));
        assertThat(store.fresh()).isEmpty();
        assertThatThrownBy(() -> store.take(3)).isInstanceOf(UserMistake.class).hasMessageContaining("used before");
    }

    /** Another process has the content in its hands, has sent nothing yet, and is killed with kill -9. */
    @Test
    void aKilledProcessDoesNotBringItBack() throws Exception {
        MaterialStore store = new MaterialStore(folder);
        store.put(0, CONTENT);
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-cp",
                System.getProperty("java.class.path"), Taker.class.getName(), folder.toString()).redirectErrorStream(true).start();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("taken: 3 pieces");
        }
        process.destroyForcibly().waitFor();
        assertThat(store.fresh()).isEmpty();
        assertThatThrownBy(() -> store.take(0)).isInstanceOf(UserMistake.class).hasMessageContaining("used before");
    }

    /** The other process. */
    static final class Taker {
        private Taker() {
        }

        public static void main(String[] args) throws Exception {
            System.out.println("taken: " + new MaterialStore(Path.of(args[0])).take(0).size() + " pieces");
            Thread.sleep(60_000);
        }
    }
}
