package org.siguard.base;

import java.util.Collection;
import java.util.Optional;

/** Finds what a user most likely meant. */
public final class Names {
    private Names() {
    }

    /**
     * The known name with the fewest edits from what was written, the first of several; none where all are farther than a third
     * of their letters.
     */
    public static Optional<String> nearest(String written, Collection<String> known) {
        Optional<String> best = Optional.empty();
        int least = Integer.MAX_VALUE;
        for (String name : known) {
            int distance = edits(written, name);
            if (distance < least && distance <= Math.max(1, Math.max(written.length(), name.length()) / 3)) {
                least = distance;
                best = Optional.of(name);
            }
        }
        return best;
    }

    /** The sentence for a name that nobody knows: what there is instead, and which of it was probably meant. */
    public static String unknown(String kind, String written, Collection<String> known) {
        String all = String.join(", ", known) + ".";
        String line = written.replaceAll("\\p{Cntrl}", "?");
        String shown = line.length() > 60 ? line.substring(0, 60) + "…" : line;
        return "There is no " + kind + " '" + shown + "'; "
                + nearest(shown, known).map(name -> "did you mean '" + name + "'? Known: " + all).orElse("known: " + all);
    }

    /** Edits of one character: insertions, deletions, replacements, and swaps of two neighbours. */
    static int edits(String a, String b) {
        int[] beforePrevious = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforePrevious[j - 2] + 1);
                }
            }
            beforePrevious = previous;
            previous = row;
        }
        return previous[b.length()];
    }
}
