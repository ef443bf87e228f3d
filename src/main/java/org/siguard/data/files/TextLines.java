package org.siguard.data.files;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The lines of a table of text, one after another, none longer than a bound, each taken apart at its separators. */
final class TextLines implements AutoCloseable {
    static final int MOST_FIELDS = 1 << 20;
    private static final int LONGEST = 1 << 24;

    private final ByteFile in;
    private byte[] bytes = new byte[256];
    private long number;
    private char separator;

    TextLines(Path file) {
        in = ByteFile.open(file);
    }

    Path file() {
        return in.file();
    }

    /** The number of the line that was read last, from 1. */
    long number() {
        return number;
    }

    /** The fields of the next line that is not empty, or null at the end. */
    List<Field> next() {
        while (true) {
            String line = line();
            if (line == null) {
                return null;
            }
            if (!line.isBlank()) {
                if (separator == 0) {
                    separator = separatorOf(line);
                }
                return fields(line);
            }
        }
    }

    /** What stands between two separators, and whether it stood in quotes. */
    record Field(String text, boolean quoted) {
    }

    @Override
    public void close() {
        in.close();
    }

    private String line() {
        int length = 0;
        int next = in.next();
        if (next < 0) {
            return null;
        }
        number++;
        while (next >= 0 && next != '\n') {
            if (next == 0) {
                throw Damage.atLine(file(), number, "text expected, not a zero byte; this is no table of text.");
            }
            if (length == bytes.length) {
                if (length >= LONGEST) {
                    throw Damage.atLine(file(), number,
                            "a line of at most " + LONGEST + " bytes expected; this is no table, or not one of lines.");
                }
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
            bytes[length++] = (byte) next;
            next = in.next();
        }
        int start = number == 1 && length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf ? 3 : 0;
        return new String(bytes, start, length - start, StandardCharsets.UTF_8);
    }

    /** The separator that the first line has most of. */
    private static char separatorOf(String line) {
        char best = ',';
        long most = 0;
        for (char candidate : new char[] {',', ';', '\t'}) {
            long count = line.chars().filter(c -> c == candidate).count();
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    private List<Field> fields(String line) {
        List<Field> fields = new ArrayList<>();
        int at = 0;
        while (at <= line.length()) {
            if (fields.size() == MOST_FIELDS) {
                throw Damage.atLine(file(), number, "at most " + MOST_FIELDS + " columns expected.");
            }
            int start = at;
            while (start < line.length() && line.charAt(start) == ' ') {
                start++;
            }
            if (start < line.length() && line.charAt(start) == '"') {
                at = quoted(line, start, fields);
            } else {
                int end = line.indexOf(separator, at);
                end = end < 0 ? line.length() : end;
                fields.add(new Field(line.substring(at, end).strip(), false));
                at = end + 1;
            }
        }
        return fields;
    }

    /** Takes a field in quotes, in which two quotes stand for one; returns where the next field begins. */
    private int quoted(String line, int start, List<Field> fields) {
        StringBuilder text = new StringBuilder();
        int at = start + 1;
        while (true) {
            int quote = line.indexOf('"', at);
            if (quote < 0) {
                throw Damage.atLine(file(), number, "a closing quote expected after column " + (fields.size() + 1) + " began with one.");
            }
            text.append(line, at, quote);
            at = quote + 1;
            if (at >= line.length() || line.charAt(at) != '"') {
                break;
            }
            text.append('"');
            at++;
        }
        String rest = line.substring(at);
        int gap = rest.length() - rest.stripLeading().length();
        at += separator == '\t' ? 0 : gap;
        if (at < line.length() && line.charAt(at) != separator) {
            throw Damage.atLine(file(), number,
                    "'" + separator + "' expected after the closing quote of column " + (fields.size() + 1) + ".");
        }
        fields.add(new Field(text.toString(), true));
        return at + 1;
    }
}
