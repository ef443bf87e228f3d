package org.siguard.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.UserMistake;
import org.siguard.data.Dataset;

/**
 * Thousands of files that were valid before something happened to them: each is a data set or a mistake told in one line, soon, and
 * in memory that the file's length bounds.
 */
class HostileDataTest {
    private static final long LONGEST_NANOS = 2_000_000_000L;
    private static final long MOST_BYTES = 200 << 20;
    private static final byte[][] WORDS =
            {bytes("2147483647"), bytes("(1, 2147483647)"), bytes("-1"), bytes("1e999"), bytes("\""), bytes(",,"),
                bytes("\n"), bytes("|O"), bytes("<i8"), {-1, -1, -1, -1}, {0x7f, -1, -1, -1}, {0, 0, 0, 0}, {0x50, 0x4b, 5, 6},
                {0x1f, (byte) 0x8b}};

    @TempDir
    Path folder;

    @Test
    void aFewThousandMutations() throws IOException {
        mutate(400, 81);
    }

    @Test
    @Tag("full")
    void manyMutations() throws IOException {
        mutate(10_000, 82);
    }

    private void mutate(int each, long seed) throws IOException {
        Random random = new Random(seed);
        int sets = 0;
        int mistakes = 0;
        for (Path[] valid : seeds()) {
            byte[] whole = Files.readAllBytes(valid[0]);
            for (int trial = 0; trial < each; trial++) {
                // A new file each time: writing over one waits for the disk.
                Files.deleteIfExists(valid[0]);
                Files.write(valid[0], mutant(whole, random));
                if (reads(valid[1], valid[0], trial)) {
                    sets++;
                } else {
                    mistakes++;
                }
            }
            Files.write(valid[0], whole);
        }
        // Were one of them nil, the mutations would be too coarse or too fine to test anything.
        assertThat(sets).isGreaterThan(each / 2);
        assertThat(mistakes).isGreaterThan(each);
    }

    private boolean reads(Path source, Path file, int trial) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long cpu = threads.getCurrentThreadCpuTime();
        boolean read = true;
        try {
            Dataset data = DataFiles.read(source, FileOptions.DEFAULTS, RowLimit.of(50));
            requireRight(data);
        } catch (UserMistake e) {
            read = false;
            assertThat(e.getMessage()).as("mutation %d of %s", trial, file).contains(folder.toString()).doesNotContain("\n")
                    .hasSizeLessThan(2000);
        } catch (RuntimeException | Error e) {
            fail("mutation " + trial + " of " + file.getFileName() + " ended in " + e, e);
        }
        assertThat(threads.getCurrentThreadCpuTime() - cpu).as("time of mutation %d of %s", trial, file).isLessThan(LONGEST_NANOS);
        assertThat(threads.getCurrentThreadAllocatedBytes() - bytes).as("memory of mutation %d of %s", trial, file).isLessThan(MOST_BYTES);
        return read;
    }

    private static void requireRight(Dataset data) {
        assertThat(data.size()).isBetween(1, 50);
        assertThat(Arrays.stream(data.labels())).allMatch(label -> label >= 0 && label < data.classes());
        for (float[] record : data.records()) {
            assertThat(record).hasSize(data.record().size());
            for (float value : record) {
                if (!Float.isFinite(value)) {
                    fail("a record holds " + value);
                }
            }
        }
    }

    private static byte[] mutant(byte[] whole, Random random) {
        byte[] out = whole.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && out.length > 0; i++) {
            // Headers say most: half of the damage goes to either end.
            int at = switch (random.nextInt(4)) {
                case 0 -> random.nextInt(Math.min(out.length, 100));
                case 1 -> out.length - 1 - random.nextInt(Math.min(out.length, 200));
                default -> random.nextInt(out.length);
            };
            byte[] word = WORDS[random.nextInt(WORDS.length)];
            switch (random.nextInt(6)) {
                case 0 -> out[at] = (byte) random.nextInt(256);
                case 1 -> out[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> out = Arrays.copyOf(out, at);
                case 3 -> out = spliced(out, at, Math.min(out.length, at + 1 + random.nextInt(20)), new byte[0]);
                case 4 -> out = spliced(out, at, at, word);
                default -> out = spliced(out, at, Math.min(out.length, at + word.length), word);
            }
        }
        return out;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] with) {
        return ByteBuffer.allocate(bytes.length - (to - from) + with.length).put(bytes, 0, from).put(with).put(bytes, to, bytes.length - to)
                .array();
    }

    /** A file to damage, and what is read then: the file itself or the folder it is of. */
    private List<Path[]> seeds() throws IOException {
        Random random = new Random(1);
        List<Path[]> seeds = new ArrayList<>();
        add(seeds, "c10/data_batch_1.bin", TrueFiles.cifar(1, 3, 9), false);
        add(seeds, "c100/train.bin", TrueFiles.cifar(2, 3, 99), true);
        add(seeds, "mnist/train-labels-idx1-ubyte.gz", TrueFiles.gzip(TrueFiles.idxLabels(1, 0, 4)), true);
        add(seeds, "mnist/train-images-idx3-ubyte", TrueFiles.idxPictures(3), true);
        add(seeds, "a.csv", bytes("age,class,height\n1,dog,0.5\n-2e1,cat,3\n4,dog,5\n"), false);
        add(seeds, "b.csv", bytes("1,0.5,1,2\n0,3,1,4\n2,1,1,1e-3\n"), false);
        add(seeds, "bangkok", bytes("\"30\"," + TrueFiles.bits(random, 446) + "\n\"2\"," + TrueFiles.bits(random, 446) + "\n"), false);
        byte[] features = TrueFiles.npy("<f4", "(3, 2)",
                TrueFiles.values(24).putFloat(1).putFloat(2).putFloat(3).putFloat(4).putFloat(5).putFloat(6).flip());
        byte[] labels = TrueFiles.npy("<i8", "(3,)", TrueFiles.values(24).putLong(1).putLong(0).putLong(1).flip());
        add(seeds, "stored.npz", TrueFiles.npz(false, Map.of("features", features, "labels", labels)), false);
        add(seeds, "packed.npz", TrueFiles.npz(true, Map.of("features", features, "labels", labels)), false);
        for (String name : new String[] {"one/1.png", "two/1.jpg"}) {
            Path picture = folder.resolve(name.endsWith("png") ? "png" : "jpg").resolve(name);
            TrueFiles.picture(picture, BufferedImage.TYPE_INT_RGB, 20, 20, 0x3366cc);
            seeds.add(new Path[] {picture, picture.getParent().getParent()});
        }
        return seeds;
    }

    private void add(List<Path[]> seeds, String name, byte[] bytes, boolean whole) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        seeds.add(new Path[] {file, whole ? file.getParent() : file});
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
