package org.siguard.data.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.data.files.DataFiles;
import org.siguard.data.files.FileOptions;
import org.siguard.data.files.RowLimit;

/** Against a repository in a folder, laid out as DJL's is: where there is a network it is the same code with another address. */
@Timeout(60)
class DownloadTest {
    @TempDir
    Path folder;

    @Test
    void aDataSetComesInItsPublishedFiles() throws Exception {
        List<String> phases = new ArrayList<>();
        Path out = folder.resolve("data/mnist");
        Download.run("mnist", repository(false), out, (phase, done) -> phases.add(phase), Cancellation.never());
        assertThat(DataFiles.read(out, FileOptions.DEFAULTS, RowLimit.none()).labels()).containsExactly(1, 0, 2);
        assertThat(phases).contains("Asking for mnist", "Downloading mnist");
        try (Stream<Path> left = Files.list(out.getParent())) {
            assertThat(left).containsExactly(out);
        }
        assertThatThrownBy(() -> Download.run("mnist", repository(false), out, Progress.none(), Cancellation.never()))
                .isInstanceOf(UserMistake.class).hasMessageContaining("is there already");
    }

    @Test
    void whatCameDamagedIsNotKept() throws Exception {
        URI address = repository(true);
        Path out = folder.resolve("data/mnist");
        assertThatThrownBy(() -> Download.run("mnist", address, out, Progress.none(), Cancellation.never())).isInstanceOf(UserMistake.class)
                .hasMessageContaining("not what was announced").hasMessageContaining("sha1");
        assertNothingLeft(out);
    }

    @Test
    void withoutANetworkItSaysSoInOneLine() throws Exception {
        Path out = folder.resolve("data/cifar");
        // Names below .invalid exist nowhere (RFC 6761).
        assertThatThrownBy(
                () -> Download.run("cifar-10", URI.create("http://data.invalid/"), out, Progress.none(), Cancellation.never()))
                .isInstanceOf(UserMistake.class).hasMessageContaining("Download of cifar-10 from data.invalid failed")
                .hasMessageContaining("check that this machine has a network").hasMessageNotContaining("\n");
        assertNothingLeft(out);
    }

    @Test
    void itStopsWhenAskedTo() throws Exception {
        Cancellation cancellation = new Cancellation();
        cancellation.request();
        Path out = folder.resolve("data/mnist");
        URI address = repository(false);
        assertThatThrownBy(() -> Download.run("mnist", address, out, Progress.none(), cancellation))
                .isInstanceOf(CancellationException.class);
        assertNothingLeft(out);
        assertThatThrownBy(() -> Download.run("minst", address, out, Progress.none(), cancellation)).isInstanceOf(UserMistake.class)
                .hasMessageContaining("did you mean 'mnist'");
    }

    private static void assertNothingLeft(Path out) throws IOException {
        try (Stream<Path> left = Files.list(out.getParent())) {
            assertThat(left).isEmpty();
        }
    }

    /** A repository with two training pictures and one test picture; the checksum of one file is wrong where asked for. */
    private URI repository(boolean damaged) throws IOException, GeneralSecurityException {
        Path place = Files.createDirectories(folder.resolve("repository/dataset/cv/ai/djl/basicdataset/mnist"));
        Files.createDirectories(place.resolve("1.0"));
        StringBuilder files = new StringBuilder();
        files.append(file(place, "train_data", pictures(2), false)).append(',').append(file(place, "train_labels", labels(1, 0), false));
        files.append(',').append(file(place, "test_data", pictures(1), damaged)).append(',')
                .append(file(place, "test_labels", labels(2), false));
        Files.writeString(place.resolve("metadata.json"), """
                {"metadataVersion": "0.2", "resourceType": "dataset", "application": "cv", "groupId": "ai.djl.basicdataset",
                 "artifactId": "mnist", "name": "mnist", "description": "mnist", "website": "http://data.invalid/mnist",
                 "artifacts": [{"version": "1.0", "snapshot": false, "name": "mnist", "files": {%s}}]}
                """.formatted(files));
        return folder.resolve("repository").toUri();
    }

    private static String file(Path place, String key, byte[] content, boolean damaged) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        Files.write(place.resolve("1.0").resolve(key + ".gz"), packed.toByteArray());
        String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(packed.toByteArray()));
        return "\"%s\": {\"uri\": \"1.0/%s.gz\", \"name\": \"%s\", \"sha1Hash\": \"%s\", \"extension\": \"gzip\", \"size\": %d}".formatted(
                key,
                key, key, damaged ? sum.replace(sum.charAt(0), sum.charAt(0) == '0' ? '1' : '0') : sum, packed.size());
    }

    private static byte[] pictures(int count) {
        return ByteBuffer.allocate(16 + 4 * count).putInt(2051).putInt(count).putInt(2).putInt(2).array();
    }

    private static byte[] labels(int... labels) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + labels.length).putInt(2049).putInt(labels.length);
        for (int label : labels) {
            bytes.put((byte) label);
        }
        return bytes.array();
    }
}
