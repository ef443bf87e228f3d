package org.siguard.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsWrittenAndReplacedAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("a").resolve("b").resolve("file.txt");
        AtomicFiles.write(file, "one");
        AtomicFiles.write(file, "zwölf");
        assertThat(file).hasContent("zwölf");
        assertThat(names(file.getParent())).containsExactly("file.txt");
    }

    @Test
    void whatCannotBeWrittenIsTheUsersMistakeAndLeavesNoDraft() throws IOException {
        Path taken = Files.createFile(folder.resolve("taken"));
        Path full = Files.createDirectories(folder.resolve("full").resolve("inside")).getParent();
        for (Path file : List.of(taken.resolve("file.txt"), taken.resolve("below").resolve("file.txt"), full)) {
            assertThatThrownBy(() -> AtomicFiles.write(file, "text")).isInstanceOf(UserMistake.class)
                    .hasMessageStartingWith("Cannot write " + file).hasMessageNotContaining("Exception");
            assertThatThrownBy(() -> AtomicFiles.requireWritable(file)).isInstanceOf(UserMistake.class)
                    .hasMessageStartingWith("Cannot write " + file).hasMessageNotContaining("Exception");
        }
        assertThatThrownBy(() -> AtomicFiles.write(taken.resolve("file.txt"), "text")).hasMessageContaining("is a file, not a folder");
        assertThat(names(folder)).containsExactlyInAnyOrder("taken", "full");
    }

    @Test
    void probingMakesTheFolderAndTouchesNothing() throws IOException {
        Path file = folder.resolve("new").resolve("file.txt");
        AtomicFiles.requireWritable(file);
        assertThat(names(file.getParent())).isEmpty();
        AtomicFiles.write(file, "text");
        AtomicFiles.requireWritable(file);
        assertThat(file).hasContent("text");
    }

    @Test
    void whatIsHalfFilledGoesAgainAndWhatWasThereStays() throws IOException {
        Path target = folder.resolve("new").resolve("set");
        assertThatThrownBy(() -> AtomicFiles.fill(target, () -> {
            AtomicFiles.write(target.resolve("first"), "1");
            throw new UserMistake("no room");
        })).hasMessage("no room");
        assertThat(names(folder)).isEmpty();
        assertThat(AtomicFiles.fill(target, () -> {
            AtomicFiles.write(target.resolve("first"), "1");
            return 5;
        })).isEqualTo(5);
        assertThatThrownBy(() -> AtomicFiles.fill(target, () -> {
            throw new UserMistake("no room");
        })).hasMessage("no room");
        assertThat(target.resolve("first")).hasContent("1");
    }

    @Test
    void reasonsAreInPlainWords() {
        for (IOException e : List.of(new AccessDeniedException("f"), new FileAlreadyExistsException("f"), new NoSuchFileException("f"),
                new NotDirectoryException("f"), new DirectoryNotEmptyException("f"), new IOException(), new IOException("No space left"))) {
            assertThat(AtomicFiles.reason(e)).isNotBlank().doesNotContain("Exception", "java", "null");
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
