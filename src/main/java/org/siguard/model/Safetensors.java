package org.siguard.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.siguard.base.AtomicFiles;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.ring.Shape;

/**
 * Files in the safetensors format, of 32-bit floats only: the header's length in 8 bytes (little-endian), a JSON header that
 * gives each tensor's type, shape and place, then the numbers, one tensor after another without a gap.
 *
 * <p>A file may come from anywhere, so the header is believed in nothing: its length is held against the file's before it is
 * read, and the tensors' against their shapes and the file's length before an array is made for them.
 */
public final class Safetensors {
    static final int LONGEST_HEADER = 1 << 20;
    static final long LONGEST_FILE = 1 << 30;

    private static final int PREFIX = 8;
    private static final String METADATA = "__metadata__";

    private Safetensors() {
    }

    /** Where a tensor lies in the data. */
    private record Entry(String name, Shape shape, long begin, long end) {
    }

    public static void write(Path file, Map<String, Tensor> tensors) {
        AtomicFiles.write(file, bytes(file, tensors).array());
    }

    /** The content of a file of weights; its name is for messages. */
    static ByteBuffer bytes(Path file, Map<String, Tensor> tensors) {
        ObjectNode header = JsonObject.create();
        long at = 0;
        for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
            ObjectNode entry = header.putObject(tensor.getKey());
            entry.put("dtype", "F32");
            var shape = entry.putArray("shape");
            for (int extent : tensor.getValue().shape().toArray()) {
                shape.add(extent);
            }
            long end = at + 4L * tensor.getValue().data().length;
            entry.putArray("data_offsets").add(at).add(end);
            at = end;
        }
        byte[] json = padded(header.toString());
        if (PREFIX + json.length + at > LONGEST_FILE || json.length > LONGEST_HEADER) {
            throw new UserMistake(file + ": weights of " + at + " bytes are more than one file may hold (" + LONGEST_FILE + ").");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) (PREFIX + json.length + at)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        for (Tensor tensor : tensors.values()) {
            bytes.asFloatBuffer().put(tensor.data());
            bytes.position(bytes.position() + 4 * tensor.data().length);
        }
        return bytes.rewind();
    }

    /** Spaces up to a multiple of 8, so that the numbers are aligned. */
    private static byte[] padded(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        byte[] out = Arrays.copyOf(bytes, (bytes.length + 7) / 8 * 8);
        Arrays.fill(out, bytes.length, out.length, (byte) ' ');
        return out;
    }

    public static Map<String, Tensor> read(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            return read(channel, file.toString(), 0, channel.size());
        } catch (NoSuchFileException e) {
            throw new UserMistake(file + ": there is no such file; check the name, or make it anew.", e);
        } catch (IOException e) {
            throw new UserMistake(file + ": cannot be read (" + AtomicFiles.reason(e) + "); check the name and its permissions.", e);
        }
    }

    /** The tensors in a part of a file; its name is for messages. */
    static Map<String, Tensor> read(FileChannel channel, String file, long start, long length) throws IOException {
        if (length < PREFIX + 2 || length > LONGEST_FILE) {
            throw new UserMistake(file + ": is " + length + " bytes long; a file of weights has " + (PREFIX + 2) + " to " + LONGEST_FILE
                    + ". Copy or make it anew.");
        }
        long headerLength = bytes(channel, file, start, PREFIX).getLong();
        if (headerLength < 2 || headerLength > LONGEST_HEADER || headerLength > length - PREFIX) {
            throw new UserMistake(file + ": says that its header has " + headerLength + " bytes; the file has " + length
                    + ", and a header at most " + LONGEST_HEADER + ". It is damaged or no safetensors file.");
        }
        JsonObject header = JsonObject.parse(bytes(channel, file, start + PREFIX, (int) headerLength).array(), file + " (header)");
        long data = start + PREFIX + headerLength;
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Entry entry : entries(header, file, length - PREFIX - headerLength)) {
            float[] numbers = new float[entry.shape().size()];
            bytes(channel, file, data + entry.begin(), (int) (entry.end() - entry.begin())).asFloatBuffer().get(numbers);
            tensors.put(entry.name(), new Tensor(entry.shape(), numbers));
        }
        return tensors;
    }

    /** The tensors that the header announces, in the order of the data, which they fill without gap or overlap. */
    private static List<Entry> entries(JsonObject header, String file, long dataLength) {
        List<Entry> entries = new ArrayList<>();
        for (String name : header.keys()) {
            if (!name.equals(METADATA)) {
                entries.add(entry(name, header.object(name), dataLength));
            }
        }
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long at = 0;
        for (Entry entry : entries) {
            if (entry.begin() != at) {
                throw new UserMistake(file + ": the weight " + entry.name() + " begins at byte " + entry.begin() + " of the data, where "
                        + at + " was expected; weights may neither overlap nor leave gaps.");
            }
            at = entry.end();
        }
        if (at != dataLength) {
            throw new UserMistake(file + ": its header announces " + at + " bytes of weights and " + dataLength
                    + " follow; it was cut short or added to. Copy or make it anew.");
        }
        return entries;
    }

    private static Entry entry(String name, JsonObject json, long dataLength) {
        String type = json.text("dtype");
        if (!type.equals("F32")) {
            throw json.mistake("dtype", "must be F32 (32-bit floats), not " + (type.length() > 20 ? "something else" : type) + ".");
        }
        long[] extents = json.wholes("shape", 0, Integer.MAX_VALUE);
        long[] offsets = json.wholes("data_offsets", 0, dataLength);
        json.requireNothingElse();
        if (offsets.length != 2 || offsets[0] > offsets[1]) {
            throw json.mistake("data_offsets", "must be a begin and an end, the end not before the begin.");
        }
        if (extents.length > 8) {
            throw json.mistake("shape", "has " + extents.length + " axes; 8 are the most.");
        }
        Shape shape;
        try {
            shape = Shape.of(Arrays.stream(extents).mapToInt(Math::toIntExact).toArray());
        } catch (IllegalArgumentException e) {
            throw json.mistake("shape", "is " + e.getMessage() + ".");
        }
        if (4L * shape.size() != offsets[1] - offsets[0]) {
            throw json.mistake("data_offsets", "give " + (offsets[1] - offsets[0]) + " bytes; the shape " + shape + " wants "
                    + 4L * shape.size() + ".");
        }
        return new Entry(name, shape, offsets[0], offsets[1]);
    }

    private static ByteBuffer bytes(FileChannel channel, String file, long from, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new UserMistake(file + ": ended while it was read; is another program writing to it?");
            }
        }
        return buffer.flip();
    }
}
