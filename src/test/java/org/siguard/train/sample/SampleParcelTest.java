package org.siguard.train.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.data.DataSource;
import org.siguard.data.Dataset;
import org.siguard.data.files.DataFiles;
import org.siguard.data.files.DataWriter;
import org.siguard.data.files.FileFormat;
import org.siguard.data.files.FileOptions;
import org.siguard.ring.Shape;

/** Samples on their way to machines that have nothing of them. */
class SampleParcelTest {
    @TempDir
    Path folder;

    /** A sample of which the records were read from a file that is gone where it is unpacked. */
    @Test
    void recordsOfOnesOwnTravelAlong() throws Exception {
        Sample generated = Samples.find(Path.of("sample-models"), "clusters-10-mlp", Progress.none(), Cancellation.never());
        Path table = DataWriter.write(generated.data(), folder).getFirst();
        DataSource source = new DataSource.Files(table, FileFormat.CSV, FileOptions.DEFAULTS);
        Dataset read = source.load(generated.data().size());
        assertThat(DataFiles.recognise(table)).isEqualTo(FileFormat.CSV);
        SampleRecipe known = generated.recipe();
        SampleRecipe recipe = new SampleRecipe("of-mine", known.about(), source, known.splitSeed(), known.sizes(), known.network(),
                known.seed(), known.target(), known.membership(), known.augmented(), known.softmaxes());
        Sample sample = new Sample(recipe, read, generated.splits(), generated.target(), generated.memberships(), generated.shadow(),
                generated.shadowMemberships(), generated.figures());
        SampleParcel.pack(sample, folder.resolve("draft"), folder.resolve("parcel.zip"));
        assertThat(folder.resolve("draft")).as("goes again").doesNotExist();
        Files.delete(table);
        SampleParcel.unpack(folder.resolve("parcel.zip"), folder.resolve("there"));
        assertThatThrownBy(() -> SampleFiles.load(folder.resolve("there"))).isInstanceOf(UserMistake.class);
        Sample there = SampleParcel.load(folder.resolve("there"));
        assertThat(there.data().fingerprint()).isEqualTo(read.fingerprint());
        assertThat(there.recipe()).isEqualTo(recipe);
        assertThat(there.splits()).usingRecursiveComparison().isEqualTo(sample.splits());
        assertThat(there.target()).usingRecursiveComparison().isEqualTo(sample.target());
    }

    @Test
    void recordsKeepEveryBit() throws Exception {
        Dataset data = new Dataset("ä pictures", Shape.of(1, 2, 2), 3,
                List.of(new float[] {0.1f, -0f, Float.MIN_VALUE, 1e30f}, new float[] {1, 2, 3, 1f / 3}), new int[] {2, 0},
                List.of("cat", "", "naïve"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RecordBytes.write(data, out);
        assertThat(RecordBytes.read(new ByteArrayInputStream(out.toByteArray()))).usingRecursiveComparison().isEqualTo(data);
    }
}
