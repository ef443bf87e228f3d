package org.siguard.train;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of what decides an outcome, so that kept work is used for the same work only. */
public final class Fingerprint {
    /** Goes up by one when the same settings and seed come to mean other weights. */
    static final int FORMULA = 1;

    private Fingerprint() {
    }

    /** Of texts in their order; where one ends and the next begins matters. */
    public static String of(String... texts) {
        MessageDigest sha = sha();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            sha.update(bytes);
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(sha().digest(bytes));
    }

    /** Of rows of numbers, to the last bit. */
    static String of(double[][] rows) {
        MessageDigest sha = sha();
        for (double[] row : rows) {
            ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * (row.length + 1)).putDouble(row.length);
            bytes.asDoubleBuffer().put(row);
            sha.update(bytes.array());
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
