package org.siguard.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.siguard.base.AtomicFiles;
import org.siguard.base.UserMistake;

/**
 * A zip file whose entries are stored as they are, so that they are read where they lie and no entry is longer than the file:
 * nothing is unpacked, so nothing can burst, and nothing is written anywhere, whatever an entry calls itself.
 *
 * <p>It is read strictly: exactly the entries that are wanted, as {@link #write} and {@code zip -0 -X} make them. Zip files that
 * say one thing at their end and another before their entries are refused.
 */
final class StoredZip implements AutoCloseable {
    private static final int LONGEST_DIRECTORY = 4096;
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_LENGTH = 30;
    /** Every file bears this date, the first that a zip file knows. */
    private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final FileChannel channel;
    private final Path file;
    private final Map<String, Part> parts = new HashMap<>();

    /** Where an entry's content lies. */
    record Part(long start, long length) {
    }

    private StoredZip(FileChannel channel, Path file) {
        this.channel = channel;
        this.file = file;
    }

    static void write(Path file, String firstName, ByteBuffer first, String secondName, ByteBuffer second) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(first.remaining() + second.remaining() + 1024);
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            add(zip, firstName, first);
            add(zip, secondName, second);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        AtomicFiles.write(file, bytes.toByteArray());
    }

    private static void add(ZipOutputStream zip, String name, ByteBuffer content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.remaining());
        CRC32 sum = new CRC32();
        sum.update(content.duplicate());
        entry.setCrc(sum.getValue());
        entry.setTimeLocal(DATE);
        zip.putNextEntry(entry);
        zip.write(content.array(), content.arrayOffset() + content.position(), content.remaining());
        zip.closeEntry();
    }

    /** Opens a file that must hold these entries, no more and no fewer. */
    static StoredZip open(Path file, String... names) throws IOException {
        FileChannel channel = FileChannel.open(file);
        try {
            StoredZip zip = new StoredZip(channel, file);
            zip.readDirectory(List.of(names));
            return zip;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    FileChannel channel() {
        return channel;
    }

    Part part(String name) {
        return parts.get(name);
    }

    /** The content of a short entry. */
    byte[] bytes(String name, int most) throws IOException {
        Part part = parts.get(name);
        if (part.length() > most) {
            throw mistake("its " + name + " is longer than the " + most + " bytes allowed.");
        }
        return read(part.start(), (int) part.length()).array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void readDirectory(List<String> names) throws IOException {
        long length = channel.size();
        if (length < END_LENGTH) {
            throw mistake("is too short for a model archive.");
        }
        ByteBuffer end = read(length - END_LENGTH, END_LENGTH);
        if (end.getInt(0) != END || end.getShort(20) != 0) {
            throw mistake("does not end as a zip file does; it was cut short or is another kind of file.");
        }
        int count = Short.toUnsignedInt(end.getShort(10));
        long size = Integer.toUnsignedLong(end.getInt(12));
        long start = Integer.toUnsignedLong(end.getInt(16));
        if (count != names.size() || size > LONGEST_DIRECTORY || start + size != length - END_LENGTH) {
            throw mistake("must hold " + String.join(" and ", names) + " and nothing else; it lists " + count + " entries.");
        }
        ByteBuffer directory = read(start, (int) size);
        for (int i = 0; i < count; i++) {
            readEntry(directory, names, start);
        }
        if (directory.hasRemaining()) {
            throw mistake("has more in its list of entries than entries.");
        }
    }

    private void readEntry(ByteBuffer directory, List<String> names, long limit) throws IOException {
        int at = directory.position();
        if (directory.remaining() < ENTRY_LENGTH || directory.getInt(at) != ENTRY) {
            throw mistake("has a damaged list of entries.");
        }
        int flags = directory.getShort(at + 8);
        int method = directory.getShort(at + 10);
        int sum = directory.getInt(at + 16);
        long packed = Integer.toUnsignedLong(directory.getInt(at + 20));
        long size = Integer.toUnsignedLong(directory.getInt(at + 24));
        int nameLength = Short.toUnsignedInt(directory.getShort(at + 28));
        int rest = Short.toUnsignedInt(directory.getShort(at + 30)) + Short.toUnsignedInt(directory.getShort(at + 32));
        long local = Integer.toUnsignedLong(directory.getInt(at + 42));
        if (directory.remaining() < ENTRY_LENGTH + nameLength + rest) {
            throw mistake("has a damaged list of entries.");
        }
        String name = StandardCharsets.UTF_8.decode(directory.slice(at + ENTRY_LENGTH, nameLength)).toString();
        directory.position(at + ENTRY_LENGTH + nameLength + rest);
        if (!names.contains(name) || parts.containsKey(name)) {
            throw mistake("must hold " + String.join(" and ", names) + ", once each, and nothing else.");
        }
        if (method != ZipEntry.STORED || packed != size || (flags & 1) != 0) {
            throw mistake(
                    "its " + name + " is compressed or encrypted; it must be stored as it is (zip -0 -X, or siguard models convert).");
        }
        parts.put(name, part(name, local, size, limit, sum));
    }

    private Part part(String name, long local, long size, long limit, int sum) throws IOException {
        if (local + LOCAL_LENGTH > limit) {
            throw mistake("its " + name + " lies outside of the file.");
        }
        ByteBuffer header = read(local, LOCAL_LENGTH);
        int nameLength = Short.toUnsignedInt(header.getShort(26));
        long start = local + LOCAL_LENGTH + nameLength + Short.toUnsignedInt(header.getShort(28));
        if (header.getInt(0) != LOCAL || start + size > limit) {
            throw mistake("its " + name + " is damaged or lies outside of the file.");
        }
        String localName = StandardCharsets.UTF_8.decode(read(local + LOCAL_LENGTH, nameLength)).toString();
        if (!localName.equals(name) || header.getShort(8) != ZipEntry.STORED || header.getInt(14) != sum
                || header.getInt(22) != (int) size) {
            throw mistake("says of " + name + " one thing at its end and another at its place.");
        }
        if (sum(start, size) != sum) {
            throw mistake("its " + name + " is damaged: the checksum does not fit. Copy or make it anew.");
        }
        return new Part(start, size);
    }

    private int sum(long start, long size) throws IOException {
        CRC32 sum = new CRC32();
        for (long at = 0; at < size; at += 1 << 16) {
            sum.update(read(start + at, (int) Math.min(1 << 16, size - at)));
        }
        return (int) sum.getValue();
    }

    private ByteBuffer read(long from, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw mistake("ended while it was read; is another program writing to it?");
            }
        }
        return buffer.flip();
    }

    private UserMistake mistake(String what) {
        return new UserMistake(file + ": " + what);
    }
}
