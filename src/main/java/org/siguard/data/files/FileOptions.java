package org.siguard.data.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.siguard.base.JsonObject;
import org.siguard.base.Names;
import org.siguard.base.UserMistake;

/**
 * What a file does not say of itself. {@link #DEFAULTS} fits the formats as they are published.
 *
 * @param label   the label column of a CSV table: {@code first}, {@code last} or a name in its header; {@code auto} takes a column
 *                called label, class, target, outcome or y, the last before others, and the first where there is none
 * @param labels  how the labels of a CSV or NPZ table count
 * @param classes how many classes there are; 0: as many as the labels that were read need. Say it where only a part is read
 * @param width   pictures of a folder are brought to this width; 0: all must have the size of the first
 * @param height  and to this height
 * @param part    of data that comes as a training and a test set, which
 * @param coarse  of CIFAR-100, the 20 coarse labels instead of the 100 fine ones
 */
public record FileOptions(String label, Labels labels, int classes, int width, int height, Part part, boolean coarse) {
    public static final FileOptions DEFAULTS = new FileOptions("auto", Labels.AUTO, 0, 0, 0, Part.ALL, false);

    static final int MOST_CLASSES = 10_000;
    static final int LONGEST_SIDE = 4096;

    /** How labels count. */
    public enum Labels {
        /** Whole numbers count from 0, whether or not a 0 was read; where anything else is among them, all are names. */
        AUTO,
        FROM_ZERO, FROM_ONE,
        /** Every text is a class of its own; classes are in alphabetical order. */
        NAMES;
    }

    /** Which part of data that comes in two. */
    public enum Part {
        /** The training set, then the test set. */
        ALL, TRAIN, TEST;
    }

    public FileOptions {
        if (classes < 0 || classes > MOST_CLASSES) {
            throw new UserMistake("Data options: " + classes + " classes are not allowed; give 1 to " + MOST_CLASSES + ", or 0 to count.");
        }
        if (width < 0 || height < 0 || width > LONGEST_SIDE || height > LONGEST_SIDE || (width == 0) != (height == 0)) {
            throw new UserMistake("Data options: pictures of " + width + " x " + height + " are not allowed; give 1 to " + LONGEST_SIDE
                    + " for both, or 0 for both.");
        }
        if (label.isBlank() || label.length() > 200) {
            throw new UserMistake("Data options: the label column must have a name of 1 to 200 letters, or be first, last or auto.");
        }
    }

    public FileOptions withLabel(String column) {
        return new FileOptions(column, labels, classes, width, height, part, coarse);
    }

    public FileOptions withLabels(Labels counted) {
        return new FileOptions(label, counted, classes, width, height, part, coarse);
    }

    public FileOptions withClasses(int count) {
        return new FileOptions(label, labels, count, width, height, part, coarse);
    }

    public FileOptions withSize(int newWidth, int newHeight) {
        return new FileOptions(label, labels, classes, newWidth, newHeight, part, coarse);
    }

    public FileOptions withPart(Part chosen) {
        return new FileOptions(label, labels, classes, width, height, chosen, coarse);
    }

    public FileOptions withCoarse(boolean chosen) {
        return new FileOptions(label, labels, classes, width, height, part, chosen);
    }

    public void put(ObjectNode json) {
        json.put("label", label).put("labels", word(labels)).put("classes", classes).put("width", width).put("height", height)
                .put("part", word(part)).put("coarse", coarse);
    }

    public static FileOptions read(JsonObject json) {
        FileOptions options = new FileOptions(json.text("label"), choice(json, "labels", Labels.values()),
                (int) json.whole("classes", 0, MOST_CLASSES), (int) json.whole("width", 0, LONGEST_SIDE),
                (int) json.whole("height", 0, LONGEST_SIDE), choice(json, "part", Part.values()), json.flag("coarse"));
        json.requireNothingElse();
        return options;
    }

    /** How labels count, as a person writes it. */
    public static Labels labels(String written) {
        List<String> words = Arrays.stream(Labels.values()).map(FileOptions::word).toList();
        if (!words.contains(written)) {
            throw new UserMistake(Names.unknown("way to count labels", written, words));
        }
        return Labels.values()[words.indexOf(written)];
    }

    private static <E extends Enum<E>> E choice(JsonObject json, String key, E[] values) {
        String written = json.text(key);
        List<String> words = Arrays.stream(values).map(FileOptions::word).toList();
        int at = words.indexOf(written);
        if (at < 0) {
            throw json.mistake(key, "is wrong. " + Names.unknown("choice", written, words));
        }
        return values[at];
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
