package org.siguard.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.siguard.ring.Shape;

/**
 * Labelled records.
 *
 * @param name       what users call it
 * @param record     the shape of one record; a picture is [channels, height, width], its values 0 to 1
 * @param classes    how many labels there are: 0 to classes - 1
 * @param classNames what each label stands for, where that is known; otherwise empty
 */
public record Dataset(String name, Shape record, int classes, List<float[]> records, int[] labels, List<String> classNames) {
    public Dataset {
        records = List.copyOf(records);
        classNames = List.copyOf(classNames);
        if (records.size() != labels.length) {
            throw new IllegalArgumentException(records.size() + " records and " + labels.length + " labels");
        }
        if (!classNames.isEmpty() && classNames.size() != classes) {
            throw new IllegalArgumentException(classNames.size() + " names for " + classes + " classes");
        }
    }

    /** Records whose classes have no names. */
    public Dataset(String name, Shape record, int classes, List<float[]> records, int[] labels) {
        this(name, record, classes, records, labels, List.of());
    }

    /** What a label stands for; the number itself where the classes have no names. */
    public String className(int label) {
        return classNames.isEmpty() ? String.valueOf(label) : classNames.get(label);
    }

    public int size() {
        return labels.length;
    }

    /** The records at the given rows, in their order. */
    public Dataset rows(int[] rows) {
        List<float[]> chosen = new ArrayList<>();
        int[] chosenLabels = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            chosen.add(records.get(rows[i]));
            chosenLabels[i] = labels[rows[i]];
        }
        return new Dataset(name, record, classes, chosen, chosenLabels, classNames);
    }

    /**
     * For every row the first row whose features are the same, so its own number where there is none before it. Labels do not
     * count: a model answers equal features alike, whatever their labels.
     */
    public int[] alike() {
        Map<Content, Integer> firsts = new HashMap<>();
        int[] alike = new int[size()];
        for (int row = 0; row < alike.length; row++) {
            Integer first = firsts.putIfAbsent(new Content(records.get(row)), row);
            alike[row] = first == null ? row : first;
        }
        return alike;
    }

    /** Features as a key. */
    private record Content(float[] features) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Content that && Arrays.equals(features, that.features);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(features);
        }
    }

    /** SHA-256 of all features and labels, in hexadecimal: the same for the same data, whatever machine made it. */
    public String fingerprint() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (int row = 0; row < size(); row++) {
                ByteBuffer bytes = ByteBuffer.allocate(4 * records.get(row).length + 4);
                bytes.asFloatBuffer().put(records.get(row));
                bytes.putInt(bytes.capacity() - 4, labels[row]);
                sha.update(bytes.array());
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
