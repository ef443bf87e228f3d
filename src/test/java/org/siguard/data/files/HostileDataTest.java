package org.siguard.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.siguard.hostile.Mutations.bytes;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
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
import org.siguard.hostile.Mutations;

/**
 * Thousands of files that were valid before something happened to them: each is a data set or a mistake told in one line, soon, and
 * in memory that the file's length bounds.
 */
class HostileDataTest {
    private static final long LONGEST_NANOS = 2_000_000_000L;
    private static final long MOST_BYTES = 200 << 20;
    /** What the general words lack: of NPY's headers and of tables, and the marks of archives. */
    private static final byte[][] WORDS =
            {bytes("(1, 2147483647)"), bytes(",,"), bytes("|O"), bytes("<i8"), {0, 0, 0, 0}, {0x50, 0x4b, 5, 6},
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
        Mutations mutations = new Mutations(seed, WORDS);
        int sets = 0;
        int mistakes = 0;
        for (Path[] valid : seeds()) {
            byte[] whole = Files.readAllBytes(valid[0]);
            for (int trial = 0; trial < each; trial++) {
                // A new file each time: writing over one waits for the disk.
                Files.deleteIfExists(valid[0]);
                Files.write(valid[0], mutations.ofBytes(whole));
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
}
