package org.siguard.data.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.siguard.base.AtomicFiles;
import org.siguard.base.UserMistake;

/** What is wrong with a file of data: which file, where in it, and what should stand there. */
final class Damage {
    private Damage() {
    }

    static UserMistake atByte(Path file, long offset, String expectation) {
        return new UserMistake(file + ", byte " + offset + ": " + expectation);
    }

    static UserMistake atLine(Path file, long line, String expectation) {
        return new UserMistake(file + ", line " + line + ": " + expectation);
    }

    static UserMistake atRow(Path file, long row, String expectation) {
        return new UserMistake(file + ", row " + row + ": " + expectation);
    }

    static UserMistake in(Path file, String what) {
        return new UserMistake(file + ": " + what);
    }

    static UserMistake unreadable(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new UserMistake(file + ": there is no such file or folder; check the name.", e);
        }
        String reason = Files.isDirectory(file) ? "it is a folder" : shown(AtomicFiles.reason(e));
        return new UserMistake(file + ": cannot be read (" + reason + "); check the name and its permissions, or copy it anew.", e);
    }

    /** A line's worth of what stands in a file. */
    static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }

    static String count(long number, String what) {
        return String.format(Locale.ROOT, "%d %s%s", number, what, number == 1 ? "" : "s");
    }
}
