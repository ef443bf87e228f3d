package org.siguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siguard.base.UserMistake;

/** One model as a folder, an archive and an ONNX file; and archives that are none. */
class ModelFormsTest {
    private final Model model = Zoo.build("lenet", 0.5, 3);

    @TempDir
    Path folder;
    private Path archive;

    @BeforeEach
    void save() {
        archive = folder.resolve("model.siguard");
        ModelFiles.save(model, archive);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "model.siguard", "model.onnx", "MODEL.SIGUARD", "Model.Onnx"})
    void everyFormGivesTheModelBackAndTheSameBytes(String name) throws IOException {
        Path path = folder.resolve(name);
        ModelFiles.save(model, path);
        Model back = ModelFiles.load(path);
        assertThat(back).isEqualTo(model);
        Path again = folder.resolve("again").resolve(name);
        ModelFiles.save(back, again);
        if (Files.isDirectory(path)) {
            for (String file : new String[] {ModelFiles.SPEC, ModelFiles.WEIGHTS}) {
                assertThat(again.resolve(file)).hasSameBinaryContentAs(path.resolve(file));
            }
        } else {
            assertThat(again).hasSameBinaryContentAs(path);
        }
    }

    @Test
    void anArchiveIsAZipOfTheFolder() throws IOException {
        Path plain = folder.resolve("plain");
        ModelFiles.save(model, plain);
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).containsExactly(ModelFiles.SPEC, ModelFiles.WEIGHTS);
            for (String file : new String[] {ModelFiles.SPEC, ModelFiles.WEIGHTS}) {
                assertThat(zip.getInputStream(zip.getEntry(file)).readAllBytes()).isEqualTo(Files.readAllBytes(plain.resolve(file)));
            }
        }
    }

    @Test
    void anArchiveThatWasTamperedWithIsRefused() throws IOException {
        Map<String, byte[]> entries = entries();
        refused("nothing else", zipped(entries, ZipEntry.STORED, Map.of("more.txt", new byte[1])));
        refused("compressed", zipped(entries, ZipEntry.DEFLATED, Map.of()));
        Map<String, byte[]> climbing = new LinkedHashMap<>(entries);
        climbing.put("../../" + ModelFiles.SPEC, climbing.remove(ModelFiles.SPEC));
        refused("once each, and nothing else", zipped(climbing, ZipEntry.STORED, Map.of()));
        byte[] whole = Files.readAllBytes(archive);
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 1;
        refused("checksum", damaged);
        refused("does not end as a zip", java.util.Arrays.copyOf(whole, whole.length - 1));
        byte[] renamed = whole.clone();
        renamed[30] = 'M';
        refused("one thing at its end and another at its place", renamed);
        refused("too short", new byte[3]);
        assertThatThrownBy(() -> ModelFiles.load(folder.resolve("none.siguard"))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("no such file");
    }

    private void refused(String told, byte[] bytes) throws IOException {
        Files.write(archive, bytes);
        assertThatThrownBy(() -> ModelFiles.load(archive)).isInstanceOf(UserMistake.class).hasMessageContaining(archive.toString())
                .hasMessageContaining(told);
    }

    private Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (String file : new String[] {ModelFiles.SPEC, ModelFiles.WEIGHTS}) {
                entries.put(file, zip.getInputStream(zip.getEntry(file)).readAllBytes());
            }
        }
        return entries;
    }

    private byte[] zipped(Map<String, byte[]> entries, int method, Map<String, byte[]> more) throws IOException {
        Path file = folder.resolve("by-hand.zip");
        Map<String, byte[]> all = new LinkedHashMap<>(entries);
        all.putAll(more);
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setMethod(method);
            for (Map.Entry<String, byte[]> each : all.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setSize(each.getValue().length);
                CRC32 sum = new CRC32();
                sum.update(each.getValue());
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                zip.write(each.getValue());
                zip.closeEntry();
            }
        }
        return Files.readAllBytes(file);
    }
}
