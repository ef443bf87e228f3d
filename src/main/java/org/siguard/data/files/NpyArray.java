package org.siguard.data.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One array of numbers in NumPy's npy format: a magic word, a header in the words of Python, the numbers row by row. Only numbers
 * are read; an array of Python objects holds a program, and is refused.
 */
final class NpyArray {
    private static final Pattern HEADER = Pattern.compile(
            "\\{\\s*'descr':\\s*'([<>|=]?[A-Za-z?][0-9]{0,4})',\\s*'fortran_order':\\s*(True|False),\\s*'shape':\\s*\\(([0-9L, ]*)\\),?\\s*\\}\\s*");
    private static final int LONGEST_HEADER = 1 << 14;
    private static final long MOST_ROW_VALUES = 1 << 22;

    private final ByteFile in;
    private final String place;
    private final char kind;
    private final int bytes;
    private final ByteOrder order;
    private final int[] extents;
    private final byte[] row;

    private NpyArray(ByteFile in, String place, String type, int[] extents) {
        this.in = in;
        this.place = place;
        String plain = type.replaceFirst("^[<>|=]", "");
        kind = plain.charAt(0);
        bytes = plain.length() == 1 ? 1 : Integer.parseInt(plain.substring(1));
        order = type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        this.extents = extents;
        row = new byte[rowSize() * bytes];
    }

    /** Reads the header; {@code place} is the name of the array, for messages. */
    static NpyArray open(ByteFile in, String place) {
        byte[] start = new byte[8];
        in.require(start, place + ": the start of an npy array");
        if (!Arrays.equals(start, 0, 6, new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'}, 0, 6) || start[6] < 1 || start[6] > 3) {
            throw Damage.atByte(in.file(), 0, place + ": the start of an npy array expected, version 1 to 3.");
        }
        byte[] length = new byte[start[6] == 1 ? 2 : 4];
        in.require(length, place + ": the length of the header");
        long size = 0;
        for (int i = length.length - 1; i >= 0; i--) {
            size = size << 8 | length[i] & 0xff;
        }
        if (size > LONGEST_HEADER) {
            throw Damage.atByte(in.file(), 8, place + ": a header of at most " + LONGEST_HEADER + " bytes expected, not " + size + ".");
        }
        byte[] header = new byte[(int) size];
        in.require(header, place + ": the header");
        String text = new String(header, StandardCharsets.UTF_8);
        Matcher matcher = HEADER.matcher(text);
        if (text.contains("|O")) {
            throw Damage.in(in.file(), place + " holds Python objects, which are never unpacked here; save it as an array of numbers.");
        }
        if (!matcher.matches()) {
            throw Damage.atByte(in.file(), 8L + length.length, place + ": {'descr': …, 'fortran_order': …, 'shape': …} expected, not '"
                    + Damage.shown(text) + "'.");
        }
        if (matcher.group(2).equals("True") && matcher.group(3).split(",").length > 1) {
            throw Damage.in(in.file(), place + " is stored column by column; save it row by row (numpy.ascontiguousarray).");
        }
        return new NpyArray(in, place, type(in, place, matcher.group(1)), extents(in, place, matcher.group(3)));
    }

    int[] extents() {
        return extents.clone();
    }

    /** Whether the values are bytes, as those of pictures are. */
    boolean isBytes() {
        return kind == 'u' && bytes == 1;
    }

    /** How many values a row has. */
    int rowSize() {
        int size = 1;
        for (int i = 1; i < extents.length; i++) {
            size *= extents[i];
        }
        return size;
    }

    /** Reads the next row into {@code values}. */
    void next(double[] values, int index) {
        in.require(row, place + ": row " + index + " of " + extents[0]);
        ByteBuffer buffer = ByteBuffer.wrap(row).order(order);
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (kind) {
                case 'f' -> bytes == 4 ? buffer.getFloat() : buffer.getDouble();
                case 'u', 'b' -> buffer.get() & 0xff;
                default -> switch (bytes) {
                    case 1 -> buffer.get();
                    case 2 -> buffer.getShort();
                    case 4 -> buffer.getInt();
                    default -> buffer.getLong();
                };
            };
        }
    }

    /** Where the row that was read last begins, in the unpacked array. */
    long offset() {
        return in.offset() - row.length;
    }

    /** After the last row: that the array ends here, which also makes an archive compare its checksum. */
    void requireEnd() {
        if (in.next() >= 0) {
            throw Damage.atByte(in.file(), in.offset() - 1, place + ": the end of the array expected; its header is damaged.");
        }
    }

    private static String type(ByteFile in, String place, String type) {
        if (!type.replaceFirst("^[<>|=]", "").matches("u1|i[1248]|f[48]|b1|\\?")) {
            throw Damage.in(in.file(), place + " has values of type '" + type + "'; save it as u1, i1, i2, i4, i8, f4, f8 or bool.");
        }
        return type;
    }

    private static int[] extents(ByteFile in, String place, String text) {
        String[] parts = Arrays.stream(text.split(",")).map(String::strip).filter(part -> !part.isEmpty()).toArray(String[]::new);
        int[] extents = new int[parts.length];
        long values = 1;
        for (int i = 0; i < parts.length; i++) {
            String digits = parts[i].replace("L", "");
            long extent = digits.matches("[0-9]{1,10}") ? Long.parseLong(digits) : -1;
            values *= i == 0 ? 1 : Math.max(1, extent);
            if (extent < 1 || extent > Integer.MAX_VALUE || values > MOST_ROW_VALUES) {
                throw Damage.in(in.file(),
                        place + ": an extent of at least 1 and at most " + MOST_ROW_VALUES + " values a row expected, not ("
                                + Damage.shown(text) + ").");
            }
            extents[i] = (int) extent;
        }
        if (extents.length == 0 || extents.length > 4) {
            throw Damage.in(in.file(), place + ": 1 to 4 extents expected, not (" + Damage.shown(text) + ").");
        }
        return extents;
    }
}
