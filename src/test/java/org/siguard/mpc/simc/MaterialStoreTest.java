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

    private static final Purpose PURPOSE = new Purpose(12, 34);

    @TempDir
    private Path folder;

    @Test
    void whatWasPutIsTakenOnce() {
        MaterialStore store = new MaterialStore(folder);
        assertThat(store.fresh()).isEmpty();
        store.put(0, PURPOSE, CONTENT);
        assertThat(store.fresh()).containsExactly(0L);
        assertThat(store.take(0, PURPOSE)).usingRecursiveComparison().isEqualTo(CONTENT);
        assertThat(store.fresh()).isEmpty();
        assertThatThrownBy(() -> store.take(0, PURPOSE)).isInstanceOf(UserMistake.class).hasMessageContaining("used before");
        assertThatThrownBy(() -> store.put(0, PURPOSE, CONTENT)).isInstanceOf(IllegalArgumentException.class);
        assertThat(store.nextNumber()).isEqualTo(1);
    }

    @Test
    void ofManyWhoComeAtOnceOneGetsIt() {
        MaterialStore store = new MaterialStore(folder);
        store.put(7, PURPOSE, CONTENT);
        long got = IntStream.range(0, 8).mapToObj(i -> CompletableFuture.supplyAsync(() -> {
            try {
                return new MaterialStore(folder).take(7, PURPOSE).size();
            } catch (UserMistake e) {
                return 0;
            }
        })).toList().stream().filter(each -> each.join() > 0).count();
        assertThat(got).isEqualTo(1);
    }

    @Test
    void damagedMaterialIsRefused() throws Exception {
        MaterialStore store = new MaterialStore(folder);
        store.put(0, PURPOSE, CONTENT);
        byte[] bytes = Files.readAllBytes(folder.resolve("0.material"));
        for (int length : new int[] {0, 5, 16, 24, bytes.length - 8}) {
            Files.write(folder.resolve((length + 1) + ".material"), java.util.Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> store.take(length + 1, PURPOSE)).isInstanceOf(UserMistake.class).hasMessageContaining("damaged");
        }
        // Any bit of any byte: a length, a number, the hash; what says for whom it is makes it somebody else's.
        for (int at = 0; at < bytes.length; at++) {
            byte[] changed = bytes.clone();
            changed[at] ^= (byte) (1 << at % 8);
            long number = 900L + at;
            Files.write(folder.resolve(number + ".material"), changed);
            assertThatThrownBy(() -> store.take(number, PURPOSE)).isInstanceOf(UserMistake.class)
                    .hasMessageContaining(at >= 8 && at < 24 ? "another protocol or network" : "damaged");
        }
        Files.write(folder.resolve("5000.material"), java.util.Arrays.copyOf(bytes, bytes.length + 8));
        assertThatThrownBy(() -> store.take(5000, PURPOSE)).as("more behind it").isInstanceOf(UserMistake.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void whatIsForSomethingElseStays() {
        MaterialStore store = new MaterialStore(folder);
        Purpose other = new Purpose(12, 35);
        store.put(0, other, CONTENT);
        store.put(1, PURPOSE, CONTENT);
        assertThat(store.fresh(PURPOSE)).containsExactly(1L);
        assertThatThrownBy(() -> store.take(0, PURPOSE)).isInstanceOf(UserMistake.class)
                .hasMessageContaining("another protocol or network");
        assertThat(store.take(0, other)).hasSize(CONTENT.size());
        assertThatThrownBy(() -> store.take(77, PURPOSE)).isInstanceOf(UserMistake.class).hasMessageContaining("no material number 77");
        assertThat(store.nextNumber()).as("asking for what is not there leaves nothing").isEqualTo(2);
    }

    /** Two processes prepare at once: one number is one piece. What a killed one left behind is in nobody's way. */
    @Test
    void aNumberThatSomebodyElsePreparesIsNotTouched() throws Exception {
        MaterialStore store = new MaterialStore(folder);
        Files.writeString(folder.resolve("0.part"), "half");
        assertThatThrownBy(() -> store.put(0, PURPOSE, CONTENT)).isInstanceOf(UserMistake.class).hasMessageContaining("Another process");
        assertThat(folder.resolve("0.part")).hasContent("half");
        assertThat(store.nextNumber()).isEqualTo(1);
        store.put(1, PURPOSE, CONTENT);
        assertThat(store.fresh()).containsExactly(1L);
    }

    /** Killed between the mark and the renaming, at worst: the piece is lost, and nobody gets it. */
    @Test
    void aMarkAloneIsEnough() throws Exception {
        MaterialStore store = new MaterialStore(folder);
        store.put(3, PURPOSE, CONTENT);
        Files.createFile(folder.resolve("3.used"));
        assertThat(store.fresh()).isEmpty();
        assertThatThrownBy(() -> store.take(3, PURPOSE)).isInstanceOf(UserMistake.class).hasMessageContaining("used before");
    }

    /** Another process has the content in its hands, has sent nothing yet, and is killed with kill -9. */
    @Test
    void aKilledProcessDoesNotBringItBack() throws Exception {
        MaterialStore store = new MaterialStore(folder);
        store.put(0, PURPOSE, CONTENT);
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-cp",
                System.getProperty("java.class.path"), Taker.class.getName(), folder.toString()).redirectErrorStream(true).start();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("taken: 3 pieces");
        }
        process.destroyForcibly().waitFor();
        assertThat(store.fresh()).isEmpty();
        assertThatThrownBy(() -> store.take(0, PURPOSE)).isInstanceOf(UserMistake.class).hasMessageContaining("used before");
    }

    /** The other process. */
    static final class Taker {
        private Taker() {
        }

        public static void main(String[] args) throws Exception {
            System.out.println("taken: " + new MaterialStore(Path.of(args[0])).take(0, PURPOSE).size() + " pieces");
            Thread.sleep(60_000);
        }
    }
}
