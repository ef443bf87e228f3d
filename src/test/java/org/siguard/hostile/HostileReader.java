package org.siguard.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.siguard.base.UserMistake;

/**
 * A reader of files, and one file that is right, to be damaged. Whatever stands in the file, reading it ends soon, in memory that the
 * file's length bounds, in what was read or in a mistake told in one line, and leaves every file as it was.
 *
 * @param name   in the words of the documentation
 * @param file   that is damaged; all files that reading may touch lie in the folder {@code sandbox}
 * @param json   whether its values are changed as well as its bytes
 * @param act    reads it, and uses what was read
 * @param slowness how many quick cases one of these takes the time of
 */
public record HostileReader(String name, Path sandbox, Path file, boolean json, Act act, int slowness) {
    private static final long LONGEST_SECONDS = 20;
    private static final long LONGEST_NANOS = 3_000_000_000L;
    private static final long MOST_BYTES = 300L << 20;
    private static final int LONGEST_MESSAGE = 8_000;
    /** What a reader puts aside keeps its bytes under this name. */
    private static final String ASIDE = ".broken";

    /** A quick one. */
    public HostileReader(String name, Path sandbox, Path file, boolean json, Act act) {
        this(name, sandbox, file, json, act, 1);
    }

    public HostileReader slow(int times) {
        return new HostileReader(name, sandbox, file, json, act, times);
    }

    /** Reads, and throws a {@link UserMistake} where the file is refused. */
    @FunctionalInterface
    public interface Act {
        void read() throws IOException;
    }

    /** What came of so many cases. */
    public record Tally(int accepted, int refused) {
    }

    /** Damages the file so many times, in ways that the seed decides. */
    public Tally attack(int cases, long seed) throws IOException {
        Map<Path, byte[]> right = contents(sandbox);
        byte[] whole = right.get(file);
        assertThat(reads(-1, whole)).as(name + " reads what is right").isTrue();
        Mutations mutations = new Mutations(seed);
        int accepted = 0;
        try (ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory())) {
            for (int number = 0; number < cases; number++) {
                byte[] mutant = json && number % 3 != 0 ? mutations.ofJson(whole) : mutations.ofBytes(whole);
                // A new file each time: writing over one waits for the disk.
                Files.delete(file);
                Files.write(file, mutant);
                accepted += soon(thread, number, mutant) ? 1 : 0;
                requireUnchanged(number, right, mutant);
            }
        }
        Files.write(file, whole);
        return new Tally(accepted, cases - accepted);
    }

    private boolean soon(ExecutorService thread, int number, byte[] mutant) {
        Future<Boolean> reading = thread.submit(() -> reads(number, mutant));
        try {
            return reading.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return fail(name + ", case " + number + ": still reading after " + LONGEST_SECONDS + " s: " + excerpt(mutant));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof AssertionError failure ? failure : new AssertionError(name + ", case " + number, e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError(name + ", case " + number + ": interrupted", e);
        }
    }

    private boolean reads(int number, byte[] mutant) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long cpu = threads.getCurrentThreadCpuTime();
        String what = name + ", case " + number;
        boolean accepted = true;
        try {
            act.read();
        } catch (UserMistake e) {
            accepted = false;
            assertThat(e.getMessage()).as(what).isNotBlank().doesNotContain("\n").hasSizeLessThan(LONGEST_MESSAGE);
        } catch (IOException | RuntimeException | Error e) {
            fail(what + " ended in " + e + ": " + excerpt(mutant), e);
        }
        assertThat(threads.getCurrentThreadCpuTime() - cpu).as("time of " + what + ": " + excerpt(mutant)).isLessThan(LONGEST_NANOS);
        assertThat(threads.getCurrentThreadAllocatedBytes() - bytes).as("memory of " + what + ": " + excerpt(mutant))
                .isLessThan(MOST_BYTES);
        return accepted;
    }

    /** The damaged file is there with its damage, or was put aside with it; nothing else is there that was not, or is other than it was. */
    private void requireUnchanged(int number, Map<Path, byte[]> right, byte[] mutant) throws IOException {
        Map<Path, byte[]> now = contents(sandbox);
        Path aside = file.resolveSibling(file.getFileName() + ASIDE);
        byte[] damaged = now.remove(file);
        byte[] put = now.remove(aside);
        assertThat(Arrays.equals(damaged, mutant) || Arrays.equals(put, mutant))
                .as(name + ", case " + number + ": the file is left as it was")
                .isTrue();
        for (Map.Entry<Path, byte[]> other : now.entrySet()) {
            assertThat(Arrays.equals(other.getValue(), right.get(other.getKey()))).as("%s, case %d: %s", name, number, other.getKey())
                    .isTrue();
        }
        assertThat(now).as(name + ", case " + number).hasSize(right.size() - 1);
        Files.deleteIfExists(aside);
        if (damaged == null) {
            Files.write(file, mutant);
        }
    }

    private static Map<Path, byte[]> contents(Path folder) throws IOException {
        Map<Path, byte[]> out = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.put(file, Files.readAllBytes(file));
            }
        }
        return out;
    }

    private static String excerpt(byte[] mutant) {
        String text = new String(mutant, java.nio.charset.StandardCharsets.ISO_8859_1).replaceAll("\\p{Cntrl}", "?");
        return text.substring(0, Math.min(text.length(), 1_500));
    }
}
