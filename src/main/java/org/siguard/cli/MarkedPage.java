package org.siguard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.siguard.base.AtomicFiles;
import org.siguard.base.UserMistake;

/**
 * A page of words with a place for tables that a command writes, between two marks, so that no figure there is typed by hand.
 *
 * @param name of the place
 */
record MarkedPage(Path file, String name) {
    private static final int MOST_BYTES = 1 << 24;

    private String begin() {
        return "<!-- " + name + " -->";
    }

    private String end() {
        return "<!-- /" + name + " -->";
    }

    /** What it says; whoever asks before long work is told in time that there is no such place. */
    String text() {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                throw new UserMistake(file + ": is no page of text; name one with a place for the tables.");
            }
            String text = Files.readString(file);
            if (text.indexOf(begin()) < 0 || text.indexOf(end()) < text.indexOf(begin())) {
                throw new UserMistake(file + ": has no place for the tables; put the lines " + begin() + " and " + end()
                        + " where they should stand.");
            }
            return text;
        } catch (IOException e) {
            throw new UserMistake(file + ": cannot be read (" + AtomicFiles.reason(e) + "); it must be a text in UTF-8.", e);
        }
    }

    /** Everything between the marks gives way. */
    void fill(String tables) {
        String text = text();
        int from = text.indexOf(begin()) + begin().length();
        AtomicFiles.write(file, text.substring(0, from) + "\n\n" + tables.strip() + "\n\n" + text.substring(text.indexOf(end())));
    }
}
