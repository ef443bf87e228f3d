package org.siguard.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siguard.base.UserMistake;
import org.siguard.data.Dataset;
import org.siguard.data.Generators;
import org.siguard.ring.Shape;

@Timeout(30)
class DataFilesTest {
    private static final FileOptions DEFAULTS = FileOptions.DEFAULTS;

    @TempDir
    Path folder;

    private Path write(String name, byte[] bytes) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        return Files.write(folder.resolve(name), bytes);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Dataset read(Path path) {
        return DataFiles.read(path, DEFAULTS, RowLimit.none());
    }

    @Test
    void cifarTenFromAFolderAndFromOneFile() throws IOException {
        write("data_batch_1.bin", TrueFiles.cifar(1, 3, 9));
        write("data_batch_2.bin", TrueFiles.cifar(1, 0));
        write("test_batch.bin", TrueFiles.cifar(1, 7));
        Dataset all = read(folder);
        assertThat(all.labels()).containsExactly(3, 9, 0, 7);
        assertThat(all.record()).isEqualTo(Shape.of(3, 32, 32));
        assertThat(all.className(9)).isEqualTo("truck");
        assertThat(all.records().get(1)[0]).isEqualTo(1 / 255f);
        assertThat(all.records().get(0)[255]).isEqualTo(1f);
        assertThat(DataFiles.read(folder, DEFAULTS.withPart(FileOptions.Part.TEST), RowLimit.none()).labels()).containsExactly(7);
        assertThat(DataFiles.read(folder, DEFAULTS, RowLimit.of(2)).labels()).containsExactly(3, 9);
        assertThat(read(write("some.bin", TrueFiles.cifar(1, 5, 5))).labels()).containsExactly(5, 5);
    }

    @Test
    void cifarHundredHasTwoLabels() throws IOException {
        write("train.bin", TrueFiles.cifar(2, 99, 12));
        write("fine_label_names.txt", "only one\n");
        Dataset fine = read(folder);
        assertThat(fine.labels()).containsExactly(99, 12);
        assertThat(fine.classes()).isEqualTo(100);
        assertThat(fine.classNames()).isEmpty();
        Dataset coarse = DataFiles.read(folder, DEFAULTS.withCoarse(true), RowLimit.none());
        assertThat(coarse.labels()).containsExactly(19, 2);
        assertThat(coarse.classes()).isEqualTo(20);
    }

    @Test
    void idxPlainAndPacked() throws IOException {
        write("train-images-idx3-ubyte.gz", TrueFiles.gzip(TrueFiles.idxPictures(3)));
        write("train-labels-idx1-ubyte", TrueFiles.idxLabels(1, 0, 4));
        write("t10k-images-idx3-ubyte", TrueFiles.idxPictures(2));
        write("t10k-labels-idx1-ubyte.gz", TrueFiles.gzip(TrueFiles.idxLabels(2, 6)));
        Dataset all = read(folder);
        assertThat(all.labels()).containsExactly(1, 0, 4, 2, 6);
        assertThat(all.record()).isEqualTo(Shape.of(1, 4, 3));
        assertThat(all.classes()).isEqualTo(7);
        assertThat(all.records().get(1)[0]).isEqualTo(84 / 255f);
        assertThat(read(folder.resolve("t10k-labels-idx1-ubyte.gz")).labels()).containsExactly(2, 6);
        // The number of classes does not depend on how much is read.
        assertThat(DataFiles.read(folder.resolve("t10k-images-idx3-ubyte"), DEFAULTS, RowLimit.of(1)).classes()).isEqualTo(7);
    }

    @Test
    void foldersOfPictures() throws IOException {
        Path data = folder.resolve("animals");
        TrueFiles.picture(data.resolve("cat/1.png"), BufferedImage.TYPE_INT_RGB, 4, 2, 0xff0033);
        TrueFiles.picture(data.resolve("cat/2.png"), BufferedImage.TYPE_INT_RGB, 4, 2, 0x00ff00);
        TrueFiles.picture(data.resolve("dog/1.jpg"), BufferedImage.TYPE_INT_RGB, 4, 2, 0x808080);
        Dataset all = read(data);
        assertThat(all.labels()).containsExactly(0, 1, 0);
        assertThat(all.classNames()).containsExactly("cat", "dog");
        assertThat(all.record()).isEqualTo(Shape.of(3, 2, 4));
        assertThat(all.records().get(0)).startsWith(1f).endsWith(0.2f).hasSize(24);
        assertThat(all.records().get(1)[0]).isBetween(0.48f, 0.52f);
        Dataset small = DataFiles.read(data, DEFAULTS.withSize(2, 2), RowLimit.of(1));
        assertThat(small.record()).isEqualTo(Shape.of(3, 2, 2));
        assertThat(small.records().get(0)).containsExactly(1, 1, 1, 1, 0, 0, 0, 0, 0.2f, 0.2f, 0.2f, 0.2f);
        TrueFiles.picture(data.resolve("dog/2.png"), BufferedImage.TYPE_INT_RGB, 5, 2, 0);
        assertThatThrownBy(() -> read(data)).isInstanceOf(UserMistake.class).hasMessageContaining("2.png").hasMessageContaining("5 x 2")
                .hasMessageContaining("state a size");
    }

    @Test
    void greyIsWhatStandsInTheFile() throws IOException {
        TrueFiles.picture(folder.resolve("g/a/1.png"), BufferedImage.TYPE_BYTE_GRAY, 2, 2, 51);
        Dataset data = read(folder.resolve("g"));
        assertThat(data.record()).isEqualTo(Shape.of(1, 2, 2));
        assertThat(data.records().get(0)).containsExactly(0.2f, 0.2f, 0.2f, 0.2f);
    }

    @Test
    void tablesWithAndWithoutHeader() throws IOException {
        Dataset named = read(write("a.csv", "age,class,height\n1,dog,0.5\n-2e1,cat,3\n\n4,dog,5\n"));
        assertThat(named.classNames()).containsExactly("cat", "dog");
        assertThat(named.labels()).containsExactly(1, 0, 1);
        assertThat(named.records().get(1)).containsExactly(-20, 3);
        Dataset bare = read(write("b.csv", "2;1.5;2\r\n0;3;4\r\n"));
        assertThat(bare.classes()).isEqualTo(3);
        assertThat(bare.records().get(0)).containsExactly(1.5f, 2);
        Dataset last = DataFiles.read(write("c.csv", "\"x, y\",z,kind\n1,2,1\n3,4,2\n"),
                DEFAULTS.withLabel("last").withLabels(FileOptions.Labels.FROM_ONE), RowLimit.none());
        assertThat(last.labels()).containsExactly(0, 1);
        Dataset byName = DataFiles.read(folder.resolve("c.csv"), DEFAULTS.withLabel("x, y").withLabels(FileOptions.Labels.NAMES),
                RowLimit.none());
        assertThat(byName.classNames()).containsExactly("1", "3");
        assertThat(byName.records().get(0)).containsExactly(2, 1);
    }

    @Test
    void thePublishedTables() throws IOException {
        Random random = new Random(1);
        Path purchase = write("dataset_purchase", "100," + TrueFiles.bits(random, 600) + "\n1," + TrueFiles.bits(random, 600) + "\n");
        assertThat(DataFiles.recognise(purchase)).isEqualTo(FileFormat.PURCHASE_100);
        assertThat(read(purchase).labels()).containsExactly(99, 0);
        assertThat(read(purchase).classes()).isEqualTo(100);
        Path location = write("bangkok", "\"30\"," + TrueFiles.bits(random, 446) + "\n\"2\"," + TrueFiles.bits(random, 446) + "\n");
        assertThat(DataFiles.recognise(location)).isEqualTo(FileFormat.LOCATION_30);
        assertThat(read(location).labels()).containsExactly(29, 1);
        Files.createDirectories(folder.resolve("100"));
        Path texas = folder.resolve("100");
        write("100/feats", TrueFiles.bits(random, 6169) + "\n" + TrueFiles.bits(random, 6169) + "\n");
        write("100/labels", "7\n100\n");
        assertThat(DataFiles.recognise(texas)).isEqualTo(FileFormat.TEXAS_100);
        assertThat(read(texas).labels()).containsExactly(6, 99);
        assertThat(read(texas.resolve("feats")).record()).isEqualTo(Shape.of(6169));
        write("100/labels", "7\n");
        assertThatThrownBy(() -> read(texas)).isInstanceOf(UserMistake.class).hasMessageContaining("labels, line 2")
                .hasMessageContaining("one label");
    }

    /** A folder with one table and a word about it, as archives unpack. */
    @ParameterizedTest
    @CsvSource({"dataset_purchase,PURCHASE_100", "bangkok,LOCATION_30", "own.CSV,CSV", "own.npz,NPZ"})
    void aFolderStandsForItsOnlyTable(String name, FileFormat format) throws IOException {
        Random random = new Random(1);
        String line = switch (format) {
            case PURCHASE_100 -> "100," + TrueFiles.bits(random, 600);
            case LOCATION_30 -> "\"30\"," + TrueFiles.bits(random, 446);
            default -> "1,2,3";
        };
        Path table = format == FileFormat.NPZ
                ? write(name, TrueFiles.npz(true, Map.of("features", TrueFiles.npy("|u1", "(1, 2)", ByteBuffer.wrap(new byte[] {1, 0})),
                        "labels", TrueFiles.npy("|u1", "(1,)", ByteBuffer.wrap(new byte[] {0})))))
                : write(name, line + "\n");
        write("README", "about the table");
        assertThat(DataFiles.meant(folder)).isEqualTo(table);
        assertThat(DataFiles.recognise(DataFiles.meant(folder))).isEqualTo(format);
        assertThat(read(table).size()).isEqualTo(1);
        write("other.csv", "1,2\n");
        assertThat(DataFiles.meant(folder)).isEqualTo(folder);
    }

    @Test
    void aLabelOutOfRangeIsToldWithItsPlace() throws IOException {
        byte[] features = TrueFiles.npy("|u1", "(3, 1)", ByteBuffer.wrap(new byte[] {1, 0, 1}));
        byte[] labels = TrueFiles.npy("|u1", "(3,)", ByteBuffer.wrap(new byte[] {0, 1, 7}));
        Path npz = write("a.npz", TrueFiles.npz(true, Map.of("features", features, "labels", labels)));
        assertThatThrownBy(() -> DataFiles.read(npz, DEFAULTS.withClasses(2), RowLimit.none())).isInstanceOf(UserMistake.class)
                .hasMessageContaining("a.npz, row 3: labels from 0 to 1 expected, not 7");
        Path purchase = write("dataset_purchase", "1," + TrueFiles.bits(new Random(1), 600) + "\n101," + TrueFiles.bits(new Random(2), 600)
                + "\n");
        assertThatThrownBy(() -> read(purchase)).isInstanceOf(UserMistake.class)
                .hasMessageContaining("dataset_purchase, line 2: labels from 1 to 100 expected, not 101");
        Path names = write("n.csv", "0,2\n1,2\nyes,2\n");
        assertThatThrownBy(() -> DataFiles.read(names, DEFAULTS.withLabels(FileOptions.Labels.FROM_ZERO), RowLimit.none()))
                .hasMessageContaining("n.csv, line 3: labels that are whole numbers expected, not 'yes'");
    }

    /** Data as after a copy that left out one file of five. */
    @Test
    void aBatchThatIsMissingInBetweenIsToldByName() throws IOException {
        write("data_batch_1.bin", TrueFiles.cifar(1, 3));
        write("data_batch_3.bin", TrueFiles.cifar(1, 4));
        assertThatThrownBy(() -> read(folder)).isInstanceOf(UserMistake.class).hasMessageContaining("data_batch_2.bin: is missing")
                .hasMessageContaining("data_batch_3.bin is there");
        write("data_batch_2.bin", TrueFiles.cifar(1, 5));
        assertThat(read(folder).labels()).containsExactly(3, 5, 4);
    }

    @Test
    void arraysOfNumPy() throws IOException {
        byte[] features = TrueFiles.npy("<f4", "(2, 3)", TrueFiles.values(24).putFloat(1).putFloat(2).putFloat(3).putFloat(4).putFloat(5)
                .putFloat(6).flip());
        byte[] labels = TrueFiles.npy("<i8", "(2,)", TrueFiles.values(16).putLong(1).putLong(0).flip());
        for (boolean packed : new boolean[] {false, true}) {
            Dataset data = read(write("a.npz", TrueFiles.npz(packed, Map.of("features", features, "labels", labels))));
            assertThat(data.labels()).containsExactly(1, 0);
            assertThat(data.records().get(1)).containsExactly(4, 5, 6);
        }
        // As purchase100.npz and texas100.npz are passed on: the labels are rows with a single 1.
        byte[] oneHot = TrueFiles.npy("|u1", "(2, 4)", ByteBuffer.wrap(new byte[] {0, 0, 1, 0, 1, 0, 0, 0}));
        Dataset data = read(write("b.npz", TrueFiles.npz(true, Map.of("features", features, "labels", oneHot))));
        assertThat(data.labels()).containsExactly(2, 0);
        assertThat(data.classes()).isEqualTo(4);
        byte[] pictures = TrueFiles.npy("|u1", "(1, 2, 2, 3)", ByteBuffer.wrap(new byte[] {0, 51, -1, 0, 51, -1, 0, 51, -1, 0, 51, -1}));
        byte[] one = TrueFiles.npy("|b1", "(1,)", ByteBuffer.wrap(new byte[] {0}));
        Dataset colour = read(write("c.npz", TrueFiles.npz(true, Map.of("x_train", pictures, "y_train", one))));
        assertThat(colour.record()).isEqualTo(Shape.of(3, 2, 2));
        assertThat(colour.records().get(0)).containsExactly(0, 0, 0, 0, 0.2f, 0.2f, 0.2f, 0.2f, 1, 1, 1, 1);
        byte[] objects = TrueFiles.npy("|O", "(2,)", TrueFiles.values(0));
        assertThatThrownBy(() -> read(write("d.npz", TrueFiles.npz(true, Map.of("features", features, "labels", objects)))))
                .isInstanceOf(UserMistake.class).hasMessageContaining("Python objects");
        byte[] damaged = TrueFiles.npz(false, Map.of("features", features, "labels", labels));
        String text = new String(damaged, StandardCharsets.ISO_8859_1);
        // The first byte of the values of the first array: only the checksum tells.
        damaged[text.indexOf("\n", text.indexOf("}")) + 1] ^= 1;
        assertThatThrownBy(() -> read(write("e.npz", damaged))).isInstanceOf(UserMistake.class).hasMessageContaining("e.npz, byte ")
                .hasMessageContaining("damaged");
    }

    /** A sparse file of 8 GB: were more of it read than the rows need, the time limit or the memory would tell. */
    @Test
    void theFirstRowsOfALargeFileAreReadAlone() throws IOException {
        Path large = write("data_batch_1.bin", TrueFiles.cifar(1, 4, 2));
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(8L << 30);
        }
        assertThat(DataFiles.read(large, DEFAULTS, RowLimit.of(3)).labels()).containsExactly(4, 2, 0);
        assertThatThrownBy(() -> DataFiles.read(large, DEFAULTS, new RowLimit(Integer.MAX_VALUE, 1 << 20))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("ask for at most 85");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "1,2,3\\n1,2\\n              | line 2: 3 columns expected, as in the first line, not 2",
        "1,2,3\\n1,2,x\\n            | line 2: a finite number expected in column 3, not 'x'",
        "1,2,3\\n1,2,NaN\\n          | line 2: a finite number expected in column 3",
        "1,2,3\\n1,2,\\n             | line 2: a finite number expected in column 3, not ''",
        "1,2,3\\n\"1,2,3\\n          | line 2: a closing quote expected after column 1",
        "1\\n2\\n                    | line 1: a label and at least one number expected",
        "a,b\\n                      | line 1: a record expected after the header",
        ",a,y\\n0,3,1\\n              | line 1: the first column has no name; it probably holds row numbers",
        "\"\",a,y\\n0,3,1\\n            | line 1: the first column has no name",
        ",0,1,2\\n0,3,1,1\\n          | line 1: the first column has no name",
        "0,2\\n99999,2\\n             | line 2: labels from 0 to 9999 expected, not 99999"})
    void aDamagedTableIsToldWithItsLine(String text, String message) throws IOException {
        Path file = write("t.csv", text.replace("\\n", "\n"));
        assertThatThrownBy(() -> read(file)).isInstanceOf(UserMistake.class).hasMessageContaining(file.toString())
                .hasMessageContaining(message);
    }

    @Test
    void aDamagedBinaryFileIsToldWithItsByte() throws IOException {
        byte[] cifar = TrueFiles.cifar(1, 1, 2);
        Path file = write("test_batch.bin", Arrays.copyOf(cifar, 4000));
        assertThatThrownBy(() -> read(file)).isInstanceOf(UserMistake.class).hasMessageContaining("test_batch.bin, byte 3073:")
                .hasMessageContaining("1 + 3072 bytes").hasMessageContaining("after 927 bytes");
        cifar[3073] = 10;
        assertThatThrownBy(() -> read(write("test_batch.bin", cifar)))
                .hasMessageContaining("byte 3073: a label from 0 to 9 expected, not 10");
        write("train-images-idx3-ubyte", TrueFiles.idxPictures(2));
        write("train-labels-idx1-ubyte", TrueFiles.idxLabels(1, 2, 3));
        assertThatThrownBy(() -> read(folder.resolve("train-images-idx3-ubyte"))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("do not belong together");
        Path huge = write("p/a/huge.png", hugePng());
        assertThatThrownBy(() -> read(folder.resolve("p"))).isInstanceOf(UserMistake.class).hasMessageContaining(huge.toString())
                .hasMessageContaining("100000 x 100000");
    }

    /** A picture whose header claims 10¹⁰ pixels, its checksum right. */
    private static byte[] hugePng() {
        ByteBuffer bytes =
                ByteBuffer.allocate(33).putLong(0x89504e470d0a1a0aL).putInt(13).putInt(0x49484452).putInt(100_000).putInt(100_000)
                        .put(new byte[] {8, 2, 0, 0, 0});
        CRC32 sum = new CRC32();
        sum.update(bytes.array(), 12, 17);
        return bytes.putInt((int) sum.getValue()).array();
    }

    @Test
    void whatIsNotRecognisedSaysWhatWasLookedFor() throws IOException {
        assertThatThrownBy(() -> DataFiles.recognise(folder)).isInstanceOf(UserMistake.class).hasMessageContaining("CIFAR-10")
                .hasMessageContaining("IDX").hasMessageContaining("PNG or JPEG");
        assertThatThrownBy(() -> DataFiles.recognise(write("odd", new byte[] {1, 2, 3}))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("looked for a zip (NPZ)");
        assertThatThrownBy(() -> DataFiles.recognise(write("none.csv", ""))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("none.csv: is empty");
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            Path wide = write("wide.csv", "\ufefflabel,a\n1,2\n".getBytes(charset));
            assertThatThrownBy(() -> DataFiles.recognise(wide)).isInstanceOf(UserMistake.class).hasMessageContaining("save it as UTF-8");
        }
        assertThatThrownBy(() -> DataFiles.recognise(folder.resolve("gone"))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("there is no such file");
    }

    @ParameterizedTest
    @CsvSource({"shapes-10,CIFAR_10", "digits-28,IDX", "purchase-100,CSV", "blobs-2d,CSV"})
    void whatIsWrittenIsReadBack(String generator, FileFormat format) {
        Dataset made = Generators.generate(generator, 3, 60);
        DataWriter.write(made, folder);
        Path written = format == FileFormat.CSV ? folder.resolve("data.csv") : folder;
        assertThat(DataFiles.recognise(written)).isEqualTo(format);
        Dataset back = DataFiles.read(written, DEFAULTS.withClasses(format == FileFormat.CSV ? made.classes() : 0), RowLimit.none());
        assertThat(back.labels()).containsExactly(made.labels());
        assertThat(back.record()).isEqualTo(made.record());
        for (int row = 0; row < made.size(); row++) {
            float rounding = format == FileFormat.CSV ? 0 : 0.5f / 255 + 1e-6f;
            assertThat(back.records().get(row)).containsExactly(made.records().get(row), Offset.offset(rounding));
        }
    }
}
