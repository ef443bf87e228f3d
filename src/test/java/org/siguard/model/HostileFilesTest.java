package org.siguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.siguard.hostile.Mutations.bytes;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.hostile.Mutations;
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
    /** What the general words lack: operators, keys, numbers as protocol buffers and floats have them, the mark of an archive's end. */
    private static final byte[][] WORDS = {
        bytes("Relu"), bytes("Gemm"), bytes("Conv"), bytes("input"), bytes("\"inputs\""), {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
        {-1, -1, -1, -1, 7}, {0, 0, -64, 127}, {0x50, 0x4b, 5, 6}};

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
        Mutations mutations = new Mutations(seed, WORDS);
        List<Path> seeds = seeds();
        int models = 0;
        int mistakes = 0;
        for (Path valid : seeds) {
            byte[] whole = Files.readAllBytes(valid);
            for (int trial = 0; trial < each; trial++) {
                byte[] mutant = mutations.ofBytes(whole);
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

    /** Puts the checksums of an archive right, as whoever makes a hostile one would, if its entries can still be found. */
    private static void mendSums(byte[] zip) {
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + 46 <= zip.length; at++) {
            if (bytes.getInt(at) == 0x02014b50) {
                int local = bytes.getInt(at + 42);
                int size = bytes.getInt(at + 24);
                if (local >= 0 && local <= zip.length - 30) {
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
}
