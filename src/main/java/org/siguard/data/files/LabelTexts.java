package org.siguard.data.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The different labels of a table in the order in which they came; at the end, what number each gets. */
final class LabelTexts {
    private final Path file;
    private final Map<String, Integer> known = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    LabelTexts(Path file) {
        this.file = file;
    }

    /** Labels as numbers 0 to classes - 1. */
    record Numbering(int[] labels, int classes, List<String> names) {
    }

    /** The place of a label among the different ones. */
    int place(String text, long line) {
        Integer place = known.get(text);
        if (place != null) {
            return place;
        }
        if (texts.size() == FileOptions.MOST_CLASSES) {
            throw Damage.atLine(file, line, "more than " + FileOptions.MOST_CLASSES
                    + " different labels were read; is this the column of labels?");
        }
        if (text.isEmpty() || text.length() > 1000) {
            throw Damage.atLine(file, line, "a label of 1 to 1000 letters expected, not " + text.length() + ".");
        }
        known.put(text, texts.size());
        texts.add(text);
        return texts.size() - 1;
    }

    Numbering number(int[] places, FileOptions.Labels scheme, int classes) {
        long[] numbers = new long[texts.size()];
        String odd = null;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = whole(texts.get(i));
            odd = numbers[i] < 0 && odd == null ? texts.get(i) : odd;
        }
        if (scheme == FileOptions.Labels.NAMES || (scheme == FileOptions.Labels.AUTO && odd != null)) {
            return byName(places, classes);
        }
        if (odd != null) {
            throw Damage.in(file, "labels that are whole numbers expected, not '" + Damage.shown(odd) + "'; or say that labels are names.");
        }
        int first = scheme == FileOptions.Labels.FROM_ONE ? 1 : 0;
        int most = classes == 0 ? FileOptions.MOST_CLASSES : classes;
        int needed = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] - first < 0 || numbers[i] - first >= most) {
                throw Damage.in(file, "labels from " + first + " to " + (most - 1 + first) + " expected, not " + texts.get(i) + ".");
            }
            needed = Math.max(needed, (int) numbers[i] - first + 1);
        }
        int[] labels = new int[places.length];
        for (int row = 0; row < places.length; row++) {
            labels[row] = (int) numbers[places[row]] - first;
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
