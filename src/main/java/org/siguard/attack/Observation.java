package org.siguard.attack;

import java.util.Arrays;
import java.util.List;
import org.siguard.base.UserMistake;

/**
 * What a client has seen of a number of records, the target's or its own model's.
 *
 * @param release the released vectors, and the true labels for attacks that may know them
 * @param views   what was released for augmented copies of the records, one release a kind of copy; may be empty
 * @param records the records themselves, to ask more about; empty where there is nobody to ask
 * @param oracle  whom to ask; null where there is nobody
 * @param steps   how many steps (or how long) each answer took; null where that is not known
 */
public record Observation(Release release, List<Release> views, List<float[]> records, Oracle oracle, double[] steps) {
    public Observation {
        views = List.copyOf(views);
        records = List.copyOf(records);
        for (Release view : views) {
            requireSize("vectors of augmented copies", view.size(), release);
        }
        if (oracle != null) {
            requireSize("records to ask about", records.size(), release);
        }
        if (steps != null) {
            requireSize("numbers of steps", steps.length, release);
        }
    }

    /** Released vectors and nothing else. */
    public static Observation of(Release release) {
        return new Observation(release, List.of(), List.of(), null, null);
    }

    public Observation withRelease(Release other) {
        return new Observation(other, views, records, oracle, steps);
    }

    public Observation withViews(List<Release> released) {
        return new Observation(release, released, records, oracle, steps);
    }

    /** With more to ask: the records, one a released vector, and whom to ask. */
    public Observation asking(List<float[]> own, Oracle answers) {
        return new Observation(release, views, own, answers, steps);
    }

    public Observation withSteps(double[] taken) {
        return new Observation(release, views, records, oracle, taken);
    }

    /** Of some of the records. */
    public Observation only(int[] places) {
        List<float[]> asked = records.isEmpty() ? List.of() : Arrays.stream(places).mapToObj(records::get).toList();
        return new Observation(release.only(places), views.stream().map(view -> view.only(places)).toList(), asked, oracle,
                steps == null ? null : Arrays.stream(places).mapToDouble(place -> steps[place]).toArray());
    }

    public int size() {
        return release.size();
    }

    /** How many numbers a released vector has; 0 where there is none. */
    public int classes() {
        return size() == 0 ? 0 : release.vectors()[0].length;
    }

    private static void requireSize(String what, int count, Release release) {
        if (count != release.size()) {
            throw new UserMistake("Released outputs: " + release.size() + " vectors and " + count + " " + what + "; give one a vector.");
        }
    }
}
