package org.siguard.model.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.siguard.base.AtomicFiles;
import org.siguard.base.UserMistake;

/**
 * Reads the messages of an ONNX file, in memory that the file's length bounds.
 *
 * <p>Two bytes of a file can make an object of a hundred. So before the messages are made, the file is walked through and its
 * parts are counted; one with more parts than any network has is refused. The numbers themselves are not copied: they stay in
 * the bytes that were read.
 */
final class OnnxFile {
    static final long LONGEST_FILE = 1 << 30;
    /** Messages, fields and packed whole numbers; a ResNet-50 has some ten thousand. */
    static final int MOST_PARTS = 1_000_000;

    private static final int SHORTEST_FILE = 8;
    private static final int DEEPEST = 32;

    private final Path file;
    private int parts;

    private OnnxFile(Path file) {
        this.file = file;
    }

    /** How much memory a model may take while it is read: what Java has, less what the rest of the program needs. */
    static long room() {
        return Runtime.getRuntime().maxMemory() / 10 * 8;
    }

    static ModelProto read(Path file) {
        ByteString bytes = UnsafeByteOperations.unsafeWrap(bytes(file));
        try {
            new OnnxFile(file).count(bytes.newCodedInput(), ModelProto.getDescriptor(), 0);
            CodedInputStream in = bytes.newCodedInput();
            in.enableAliasing(true);
            in.setRecursionLimit(DEEPEST);
            return DiscardUnknownFieldsParser.wrap(ModelProto.parser()).parseFrom(in);
        } catch (IOException e) {
            throw new UserMistake(file + ": is no ONNX file, or is damaged (" + oneLine(e.getMessage()) + "). Copy or export it anew.", e);
        }
    }

    private static ByteBuffer bytes(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            long length = channel.size();
            if (length < SHORTEST_FILE || length > LONGEST_FILE) {
                throw new UserMistake(file + ": is " + length + " bytes long; an ONNX file has " + SHORTEST_FILE + " to " + LONGEST_FILE
                        + " here. Check that it is the right file.");
            }
            if (3 * length > room()) {
                throw new UserMistake(file + ": is " + (length >> 20) + " MB long, and reading it takes about three times that; Java has "
                        + (Runtime.getRuntime().maxMemory() >> 20) + " MB. Give it more with SIGUARD_JAVA_OPTS=-Xmx…");
            }
            ByteBuffer buffer = ByteBuffer.allocate((int) length);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                continue;
            }
            return buffer.flip();
        } catch (NoSuchFileException e) {
            throw new UserMistake(file + ": there is no such file; check the name.", e);
        } catch (IOException e) {
            throw new UserMistake(file + ": cannot be read (" + AtomicFiles.reason(e) + "); check the name and its permissions.", e);
        }
    }

    private void count(CodedInputStream in, Descriptor message, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new UserMistake(file + ": has messages nested more than " + DEEPEST + " deep; no network needs that.");
        }
        while (true) {
            int tag = in.readTag();
            if (tag == 0) {
                return;
            }
            FieldDescriptor field = message.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            if (field == null || WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                add(1);
                in.skipField(tag);
                continue;
            }
            int length = in.readRawVarint32();
            add(1 + (field.isPackable() && varint(field) ? Math.max(0, length) : 0));
            int outer = in.pushLimit(length);
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                count(in, field.getMessageType(), depth + 1);
            }
            in.skipRawBytes(in.getBytesUntilLimit());
            in.popLimit(outer);
        }
    }

    private static boolean varint(FieldDescriptor field) {
        return field.getLiteType().getWireType() == WireFormat.WIRETYPE_VARINT;
    }

    private void add(int more) {
        parts = more > MOST_PARTS ? Integer.MAX_VALUE : parts + more;
        if (parts > MOST_PARTS) {
            throw new UserMistake(
                    file + ": has more than " + MOST_PARTS + " parts (nodes, attributes, whole numbers); no network known here "
                            + "needs that. Weights must be stored as raw data, as PyTorch does.");
        }
    }

    /** The first sentence: the next ones are advice to programmers. */
    private static String oneLine(String message) {
        return String.valueOf(message).lines().findFirst().orElse("").strip().split("\\.( |$)", 2)[0];
    }
}
