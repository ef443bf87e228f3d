package org.siguard.data.files;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.siguard.base.UserMistake;

/**
 * A file read from its start to where it is enough, unpacked on the way where it is gzip. Knows how far it has come, in bytes of
 * what is unpacked.
 */
final class ByteFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final InputStream in;
    private long offset;

    private ByteFile(Path file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    static ByteFile open(Path file) {
        InputStream raw = null;
        try {
            raw = Files.newInputStream(file);
            PushbackInputStream start = new PushbackInputStream(raw, 2);
            byte[] two = start.readNBytes(2);
            start.unread(two);
            boolean packed = two.length == 2 && two[0] == 0x1f && two[1] == (byte) 0x8b;
            return new ByteFile(file, new BufferedInputStream(packed ? new GZIPInputStream(start, BUFFER) : start, BUFFER));
        } catch (IOException e) {
            close(raw);
            throw e instanceof EOFException || e instanceof ZipException
                    ? Damage.in(file, "begins like a gzip file and is none; copy it anew.")
                    : Damage.unreadable(file, e);
        }
    }

    /** A stream from inside a file, such as an entry of an archive; {@code file} is for messages. */
    static ByteFile of(Path file, InputStream in) {
        return new ByteFile(file, new BufferedInputStream(in, BUFFER));
    }

    Path file() {
        return file;
    }

    /** How many bytes were read. */
    long offset() {
        return offset;
    }

    /** The next byte, 0 to 255, or -1 at the end. */
    int next() {
        try {
            int value = in.read();
            if (value >= 0) {
                offset++;
            }
            return value;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Fills the array; returns how many bytes there were, fewer only at the end. */
    int fill(byte[] bytes) {
        try {
            int count = in.readNBytes(bytes, 0, bytes.length);
            offset += count;
            return count;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Fills the array, or says that the file ends in the middle of what was expected. */
    void require(byte[] bytes, String expectation) {
        long start = offset;
        int count = fill(bytes);
        if (count < bytes.length) {
            throw Damage.atByte(file, start, expectation + " expected, " + bytes.length + " bytes, and the file ends after " + count
                    + " of them; it was cut short, copy it anew.");
        }
    }

    @Override
    public void close() {
        close(in);
    }

    private UserMistake failed(IOException e) {
        if (e instanceof EOFException || e instanceof ZipException) {
            return Damage.atByte(file, offset, "the packed data are damaged or cut short here; copy the file anew.");
        }
        return Damage.unreadable(file, e);
    }

    private static void close(InputStream in) {
        try {
            if (in != null) {
                in.close();
            }
        } catch (IOException e) {
            System.getLogger(ByteFile.class.getName()).log(System.Logger.Level.DEBUG, "closing a file that was only read", e);
        }
    }
}
