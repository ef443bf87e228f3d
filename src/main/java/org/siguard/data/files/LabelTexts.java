package org.siguard.data.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.siguard.base.UserMistake;

/** The different labels of a table in the order in which they came; at the end, what number each gets. */
final class LabelTexts {
    private final Path file;
    private final boolean lines;
    private final Map<String, Integer> known = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    /** Where each of the different labels stood first. */
    private final List<Long> first = new ArrayList<>();

    private LabelTexts(Path file, boolean lines) {
        this.file = file;
        this.lines = lines;
    }

    /** Labels that stand in lines of text. */
    static LabelTexts inLines(Path file) {
        return new LabelTexts(file, true);
    }

    /** Labels that stand in rows of an array. */
    static LabelTexts inRows(Path file) {
        return new LabelTexts(file, false);
    }

    private UserMistake wrong(long at, String expectation) {
        return lines ? Damage.atLine(file, at, expectation) : Damage.atRow(file, at, expectation);
    }

    /** Labels as numbers 0 to classes - 1. */
    record Numbering(int[] labels, int classes, List<String> names) {
    }

    /**
     * The place of a label among the different ones.
     *
     * @param at the line or row it stands in, from 1
     */
    int place(String text, long at) {
        Integer place = known.get(text);
        if (place != null) {
            return place;
        }
        if (texts.size() == FileOptions.MOST_CLASSES) {
            throw wrong(at, "more than " + FileOptions.MOST_CLASSES
                    + " different labels were read; is this the column of labels?");
        }
        if (text.isEmpty() || text.length() > 1000) {
            throw wrong(at, "a label of 1 to 1000 letters expected, not " + text.length() + ".");
        }
        known.put(text, texts.size());
        texts.add(text);
        first.add(at);
        return texts.size() - 1;
    }

    Numbering number(int[] places, FileOptions.Labels scheme, int classes) {
        long[] numbers = new long[texts.size()];
        int odd = -1;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = whole(texts.get(i));
            odd = numbers[i] < 0 && odd < 0 ? i : odd;
        }
        if (scheme == FileOptions.Labels.NAMES || (scheme == FileOptions.Labels.AUTO && odd >= 0)) {
            return byName(places, classes);
        }
        if (odd >= 0) {
            throw wrong(first.get(odd), "labels that are whole numbers expected, not '" + Damage.shown(texts.get(odd))
                    + "'; or say that labels are names.");
        }
        int lowest = scheme == FileOptions.Labels.FROM_ONE ? 1 : 0;
        int most = classes == 0 ? FileOptions.MOST_CLASSES : classes;
        int needed = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] - lowest < 0 || numbers[i] - lowest >= most) {
                throw wrong(first.get(i), "labels from " + lowest + " to " + (most - 1 + lowest) + " expected, not " + texts.get(i) + ".");
            }
            needed = Math.max(needed, (int) numbers[i] - lowest + 1);
        }
        int[] labels = new int[places.length];
        for (int row = 0; row < places.length; row++) {
            labels[row] = (int) numbers[places[row]] - lowest;
        }
        return new Numbering(labels, classes == 0 ? needed : classes, List.of());
    }

    private Numbering byName(int[] places, int classes) {
        List<String> names = new ArrayList<>(texts.stream().sorted().toList());
        if (classes != 0 && names.size() > classes) {
            throw Damage.in(file, classes + " classes expected, and " + names.size() + " different labels were read.");
        }
        Map<String, Integer> order = new HashMap<>();
        names.forEach(name -> order.put(name, order.size()));
        int[] labels = new int[places.length];
        for (int row = 0; row < places.length; row++) {
            labels[row] = order.get(texts.get(places[row]));
        }
        return new Numbering(labels, Math.max(classes, names.size()), classes > names.size() ? List.of() : names);
    }

    /** A whole number from 0 to 10⁹, as 7 or 7.0; or -1. */
    private static long whole(String text) {
        if (!text.matches("[0-9]{1,9}(\\.0{1,9})?")) {
            return -1;
        }
        return Long.parseLong(text.contains(".") ? text.substring(0, text.indexOf('.')) : text);
    }
}
