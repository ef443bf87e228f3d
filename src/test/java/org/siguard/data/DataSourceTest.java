package org.siguard.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.data.files.FileFormat;
import org.siguard.data.files.FileOptions;

class DataSourceTest {
    @TempDir
    Path folder;

    @Test
    void aGeneratorIsASource() {
        DataSource source = DataSource.parse("blobs-2d:7");
        assertThat(source).isEqualTo(new DataSource.Generated("blobs-2d", 7));
        assertThat(DataSource.parse("blobs-2d")).isEqualTo(new DataSource.Generated("blobs-2d", 1));
        assertThat(source.load(30).fingerprint()).isEqualTo(Blobs.generate(7, 30).fingerprint());
        assertThat(source.line()).isEqualTo("blobs-2d (generated, seed 7)");
        assertThat(read(JsonObject.readable(source.json()))).isEqualTo(source);
    }

    @Test
    void aFileIsASource() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "0,1,2\n1,3,4\n1,5,6\n");
        DataSource source = DataSource.parse(file.toString());
        assertThat(source).isEqualTo(new DataSource.Files(file, FileFormat.CSV, FileOptions.DEFAULTS));
        assertThat(source.load(2).labels()).containsExactly(0, 1);
        assertThat(source.loadAtMost(9).size()).isEqualTo(3);
        assertThatThrownBy(() -> source.load(9)).isInstanceOf(UserMistake.class).hasMessageContaining("has 3 records, and 9 are needed");
        DataSource told = new DataSource.Files(file, FileFormat.CSV, FileOptions.DEFAULTS.withLabel("last").withClasses(8)
                .withLabels(FileOptions.Labels.FROM_ONE).withPart(FileOptions.Part.TRAIN).withSize(3, 4).withCoarse(true));
        assertThat(read(JsonObject.readable(told.json()))).isEqualTo(told);
        assertThat(told.load(1).labels()).containsExactly(1);
        // What pins a source is its fingerprint: a changed file is another data set.
        String before = source.load(3).fingerprint();
        Files.writeString(file, "0,1,2\n1,3,4\n1,5,7\n");
        assertThat(source.load(3).fingerprint()).isNotEqualTo(before);
    }

    @Test
    void itsJsonIsReadStrictly() {
        String text = JsonObject.readable(new DataSource.Generated("blobs-2d", 7).json());
        assertThatThrownBy(() -> read(text.replace("\"seed\"", "\"sed\""))).isInstanceOf(UserMistake.class);
        assertThatThrownBy(() -> read(text.replace("\"kind\"", "\"extra\" : 1, \"kind\""))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("extra");
        assertThatThrownBy(() -> read(text.replace("generated", "drawn"))).isInstanceOf(UserMistake.class).hasMessageContaining("kind");
        assertThatThrownBy(() -> read(text.replace("blobs-2d", "blob-2d"))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("did you mean");
        String files = JsonObject.readable(new DataSource.Files(Path.of("x"), FileFormat.IDX, FileOptions.DEFAULTS).json());
        assertThatThrownBy(() -> read(files.replace("\"all\"", "\"some\""))).isInstanceOf(UserMistake.class).hasMessageContaining("part");
        assertThatThrownBy(() -> read(files.replace("\"idx\"", "\"odx\""))).isInstanceOf(UserMistake.class).hasMessageContaining("idx");
        assertThatThrownBy(() -> DataSource.parse("blobs-2d:x")).isInstanceOf(UserMistake.class).hasMessageContaining("seed");
        assertThatThrownBy(() -> DataSource.parse("shape-10")).isInstanceOf(UserMistake.class).hasMessageContaining("no file or folder")
                .hasMessageContaining("did you mean 'shapes-10'");
    }

    private static DataSource read(String text) {
        return DataSource.read(JsonObject.parse(text.getBytes(StandardCharsets.UTF_8), "source.json"));
    }
}
