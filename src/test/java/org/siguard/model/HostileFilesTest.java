package org.siguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.mpc.Trial;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/**
 * Thousands of files that were valid before something happened to them: each is a model or a mistake told in one line, soon, and
 * in memory that the file's length bounds.
 */
class HostileFilesTest {
    private static final long LONGEST_NANOS = 1_000_000_000L;
    /** Far above what reading a valid one of these takes, and far below what a believed length would. */
    private static final long MOST_BYTES = 64 << 20;
    private static final long LARGEST_USED = 1_000_000;
    private static final byte[][] WORDS = {
        bytes("Relu"), bytes("Gemm"), bytes("Conv"), bytes("input"), bytes("2147483647"), bytes("-1"), bytes("1e999"), bytes("\"inputs\""),
        bytes("[["), bytes("{\"a\":"), bytes("null"), {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1}, {-1, -1, -1, -1, 7}, {0, 0, -64, 127},
        {0x50, 0x4b, 5, 6}};

    @TempDir
    Path folder;

    @Test
    void aFewThousandMutations() throws IOException {
        mutate(500, 71);
    }

    @Test
    @Tag("full")
    void manyMutations() throws IOException {
        mutate(10_000, 72);
    }

    private void mutate(int each, long seed) throws IOException {
        Random random = new Random(seed);
        List<Path> seeds = seeds();
        int models = 0;
        int mistakes = 0;
        for (Path valid : seeds) {
            byte[] whole = Files.readAllBytes(valid);
            for (int trial = 0; trial < each; trial++) {
                byte[] mutant = mutant(whole, random);
                if (valid.toString().endsWith(ModelFiles.ARCHIVE) && trial % 2 == 0) {
                    mendSums(mutant);
                }
                if (reads(valid, mutant, trial)) {
                    models++;
                } else {
                    mistakes++;
                }
            }
            Files.write(valid, whole);
        }
        // Were one of them nil, the mutations would be too coarse or too fine to test anything.
        assertThat(models).isGreaterThan(each / 10);
        assertThat(mistakes).isGreaterThan(each);
    }

    /** Whether the mutant is a model; fails unless it is one or a mistake. */
    private boolean reads(Path file, byte[] mutant, int trial) throws IOException {
        // A new file each time: writing over one waits for the disk.
        Files.deleteIfExists(file);
        Files.write(file, mutant);
        Path model = file.getFileName().toString().matches("model\\.json|weights\\.safetensors") ? file.getParent() : file;
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long cpu = threads.getCurrentThreadCpuTime();
        boolean read = true;
        Model whole = null;
        try {
            whole = ModelFiles.load(model);
        } catch (UserMistake e) {
            read = false;
            assertThat(e.getMessage()).as("mutation %d of %s", trial, file).contains(folder.toString()).doesNotContain("\n")
                    .hasSizeLessThan(2000);
        } catch (RuntimeException | Error e) {
            fail("mutation " + trial + " of " + file.getFileName() + " ended in " + e, e);
        }
        assertThat(threads.getCurrentThreadCpuTime() - cpu).as("time of mutation %d of %s", trial, file).isLessThan(LONGEST_NANOS);
        assertThat(threads.getCurrentThreadAllocatedBytes() - bytes).as("memory of mutation %d of %s", trial, file).isLessThan(MOST_BYTES);
        if (read) {
            use(whole, trial, file);
        }
        return read;
    }

    /** What loads can be folded, planned and, for some, opened; or the reason why not is told. */
    private static void use(Model model, int trial, Path file) {
        if (model.spec().shapes().values().stream().mapToLong(Shape::size).sum() > LARGEST_USED) {
            return;
        }
        try {
            Model folded = Folding.of(model);
            InferencePlan plan = InferencePlan.of(folded.spec(), 1, Trial.secure().costs(), Trial.FIXED);
            assertThat(plan.layers()).hasSameSizeAs(folded.spec().steps());
            if (trial % 25 == 0) {
                InferenceSession.open(model, Trial.secure(), Trial.FIXED, NetworkProfile.IN_PROCESS, Seed.of(1), Cancellation.never())
                        .close();
            }
        } catch (UserMistake e) {
            assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(2000);
        } catch (RuntimeException | Error e) {
            fail("using mutation " + trial + " of " + file.getFileName() + " ended in " + e, e);
        }
    }

    private static byte[] mutant(byte[] whole, Random random) {
        byte[] out = whole.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && out.length > 0; i++) {
            // Headers say most: half of the damage goes to either end.
            int at = switch (random.nextInt(4)) {
                case 0 -> random.nextInt(Math.min(out.length, 400));
                case 1 -> out.length - 1 - random.nextInt(Math.min(out.length, 400));
                default -> random.nextInt(out.length);
            };
            switch (random.nextInt(8)) {
                case 0 -> out[at] = (byte) random.nextInt(256);
                case 1 -> out[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> out[at]++;
                case 3 -> out = Arrays.copyOf(out, at);
                case 4 -> out = spliced(out, at, Math.min(out.length, at + 1 + random.nextInt(20)), new byte[0]);
                case 5 -> out = spliced(out, at, at, Arrays.copyOfRange(out, at, Math.min(out.length, at + 1 + random.nextInt(200))));
                case 6 -> out = spliced(out, at, at, WORDS[random.nextInt(WORDS.length)]);
                default -> {
                    byte[] word = WORDS[random.nextInt(WORDS.length)];
                    out = spliced(out, at, Math.min(out.length, at + word.length), word);
                }
            }
        }
        return out;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] with) {
        return ByteBuffer.allocate(bytes.length - (to - from) + with.length).put(bytes, 0, from).put(with).put(bytes, to, bytes.length - to)
                .array();
    }

    /** Puts the checksums of an archive right, as whoever makes a hostile one would, if its entries can still be found. */
    private static void mendSums(byte[] zip) {
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + 46 <= zip.length; at++) {
            if (bytes.getInt(at) == 0x02014b50) {
                int local = bytes.getInt(at + 42);
                int size = bytes.getInt(at + 24);
                if (local >= 0 && local + 30 <= zip.length) {
                    long start = local + 30L + bytes.getShort(local + 26) + bytes.getShort(local + 28);
                    if (start >= 0 && size >= 0 && start + size <= zip.length) {
                        CRC32 sum = new CRC32();
                        sum.update(zip, (int) start, size);
                        bytes.putInt(at + 16, (int) sum.getValue());
                        bytes.putInt(local + 14, (int) sum.getValue());
                    }
                }
            }
        }
    }

    /** Small models that have every layer, in every form; and one from PyTorch. */
    private List<Path> seeds() throws IOException {
        Model small = Zoo.build("resnet18-cifar", 0.02, 2);
        Model mixed = ModelFiles.load(Path.of("src/test/resources/onnx/resnet-raw.onnx"));
        List<Path> seeds = new ArrayList<>();
        for (String name : new String[] {"mixed.onnx", "mixed.siguard"}) {
            ModelFiles.save(mixed, folder.resolve(name));
            seeds.add(folder.resolve(name));
        }
        for (Model model : List.of(small, mixed)) {
            Path plain = folder.resolve("folder" + seeds.size());
            ModelFiles.save(model, plain);
            seeds.add(plain.resolve(ModelFiles.SPEC));
            seeds.add(plain.resolve(ModelFiles.WEIGHTS));
        }
        for (String export : new String[] {"mlp-ts11.onnx", "means-dy18.onnx", "lenet-raw.onnx"}) {
            seeds.add(Files.copy(Path.of("src/test/resources/onnx", export), folder.resolve(export)));
        }
        return seeds;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
