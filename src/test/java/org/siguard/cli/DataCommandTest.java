package org.siguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siguard.base.JsonObject;
import org.siguard.data.Generators;

@Timeout(60)
class DataCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int siguard(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return CommandLineInterface.execute(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private JsonObject answer() {
        return JsonObject.parse(out.toString().getBytes(StandardCharsets.UTF_8), "stdout");
    }

    @Test
    void theListNamesGeneratorsFormatsAndDownloads() {
        assertThat(siguard("data")).isZero();
        assertThat(out.toString()).contains("shapes-10", "purchase-100", "texas-100", "fashion-mnist");
        assertThat(siguard("data", "--json")).isZero();
        assertThat(answer().objects("generators")).hasSize(Generators.names().size());
        assertThat(answer().texts("downloads")).containsExactly("cifar-10", "mnist", "fashion-mnist");
    }

    @Test
    void aFolderWithOneTableStandsForTheTable() throws Exception {
        Path table = Files.writeString(folder.resolve("own.csv"), "a,b,label\n1,2,yes\n3,4,no\n");
        Files.writeString(folder.resolve("README.txt"), "about the table");
        assertThat(siguard("data", "show", folder.toString(), "--label", "label")).as(err.toString()).isZero();
        assertThat(out.toString()).contains(table.toString(), "2 of [2]");
        Files.copy(table, folder.resolve("other.csv"));
        assertThat(siguard("data", "show", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("several tables");
        assertThat(siguard("data", "show", "shapes-10", "--rows", "ten")).isEqualTo(2);
        assertThat(err.toString()).contains("'ten' is not a whole number").doesNotContain("int,");
        assertThat(siguard("data", "show", "shapes-10", "--rows", "99999999999")).isEqualTo(2);
        assertThat(err.toString()).contains("'99999999999' is too large");
    }

    @Test
    void showSaysWhatADataSetIs() throws Exception {
        Path sheet = folder.resolve("sheet.png");
        assertThat(siguard("data", "show", "shapes-10:3", "--rows", "40", "--picture", sheet.toString(), "--json")).as(err.toString())
                .isZero();
        assertThat(answer().text("fingerprint")).isEqualTo(Generators.generate("shapes-10", 3, 40).fingerprint());
        assertThat(answer().wholes("record", 1, 100)).containsExactly(3, 32, 32);
        assertThat(answer().objects("classes").stream().mapToLong(each -> each.whole("records", 0, 40)).sum()).isEqualTo(40);
        assertThat(ImageIO.read(sheet.toFile()).getWidth()).isEqualTo(16 * 100);
        assertThat(ImageIO.read(sheet.toFile()).getHeight()).isEqualTo(3 * 100);
        assertThat(siguard("data", "show", "shapes-10", "--rows", "20")).isZero();
        assertThat(out.toString()).contains("generated, seed 1", "20 of [3, 32, 32]", "crescent", "Fingerprint: ");
    }

    @Test
    void whatMakeWritesShowReads() {
        Path made = folder.resolve("digits");
        assertThat(siguard("data", "make", "digits-28", "--rows", "25", "--seed", "9", "--out", made.toString())).as(err.toString())
                .isZero();
        assertThat(siguard("data", "show", made.toString(), "--json")).isZero();
        assertThat(answer().whole("records", 0, 100)).isEqualTo(25);
        assertThat(answer().object("source").text("format")).isEqualTo("idx");
        assertThat(siguard("data", "make", "digits-28", "--rows", "25", "--out", made.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is there already").hasLineCount(1);
    }

    @Test
    void aTableIsReadAsSaid() throws Exception {
        Path table = Files.writeString(folder.resolve("t.csv"), "1,2,3\n4,5,1\n");
        assertThat(siguard("data", "show", table.toString(), "--label", "last", "--labels", "from-one", "--classes", "5", "--json"))
                .isZero();
        assertThat(answer().objects("classes")).hasSize(5);
        assertThat(answer().objects("classes").get(2).whole("records", 0, 9)).isEqualTo(1);
    }

    @Test
    void showSaysWhichColumnOfATableIsTheLabel() throws Exception {
        String table = Files.writeString(folder.resolve("t.csv"), "age,y,height\n3,0,1.5\n4,1,2.5\n").toString();
        assertThat(siguard("data", "show", table)).isZero();
        assertThat(out.toString()).contains("Labels:      column 2 ('y'); --label names another column");
        assertThat(siguard("data", "show", table, "--label", "age")).isZero();
        assertThat(out.toString()).contains("Labels:      column 1 ('age')").doesNotContain("another column");
        assertThat(siguard("data", "show", table, "--json")).isZero();
        assertThat(answer().text("labelColumn")).isEqualTo("column 2 ('y')");
        assertThat(err.toString()).isEmpty();
        assertThat(siguard("data", "show", "blobs-2d")).isZero();
        assertThat(out.toString()).doesNotContain("Labels:");
    }

    @Test
    void showWarnsOfFractionalLabels() throws Exception {
        String table = Files.writeString(folder.resolve("t.csv"), "a,b\n1,0.5\n2.0,3\n").toString();
        assertThat(siguard("data", "show", table, "--label", "a")).as(err.toString()).isZero();
        assertThat(err.toString()).as("whole, however they are written").isEmpty();
        Files.writeString(Path.of(table), "a,b\n1,-2.5e-1\n2,1.0\n");
        assertThat(siguard("data", "show", table, "--label", "b", "--json")).isZero();
        assertThat(err.toString()).startsWith("Labels are fractional, such as -2.5e-1,").contains("--label").hasLineCount(1);
        assertThat(answer().objects("classes")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "data foo                                      | known: download, make, show",
        "data show                                     | SOURCE",
        "data show shapes-11                           | did you mean 'shapes-10'?",
        "data show shapes-10 --rows 0                  | --rows: 0 is not allowed",
        "data show shapes-10 --rows 1000001            | ask for",
        "data show blobs-2d --picture x.png            | records of [2] are no pictures",
        "data show no/such/folder                      | no/such/folder: there is no such file",
        "data show src                                 | src: no data set is recognised",
        "data show pom.xml --format idx                | pom.xml: IDX keeps pictures and labels in two files",
        "data show pom.xml --format jpeg               | There is no data format 'jpeg'",
        "data show shapes-10 --label y                 | shapes-10 is made by a generator",
        "data show pom.xml --size 3                    | --size: '3' is not a size",
        "data make shapes-10 --rows 5                  | --out",
        "data make shapes-1 --rows 5 --out target/no   | There is no data generator 'shapes-1'",
        "data download cifar                           | There is no data set to download 'cifar'"})
    void aMistakeIsOneLineAndExitCode2(String line, String message) {
        assertThat(siguard(line.split(" +"))).isEqualTo(2);
        assertThat(err.toString()).startsWith("siguard: ").contains(message).hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }
}
