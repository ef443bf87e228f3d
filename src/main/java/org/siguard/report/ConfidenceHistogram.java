package org.siguard.report;

import java.util.Arrays;
import java.util.List;

/**
 * How sure a model is of the true label, for members and for others: what a confidence attack sees. Bins are of equal width
 * from 0 to 1.
 *
 * @param released   which outputs
 * @param members    how many of them in each bin
 * @param nonMembers likewise
 */
public record ConfidenceHistogram(String released, List<Integer> members, List<Integer> nonMembers) {
    public static final int BINS = 20;

    public ConfidenceHistogram {
        members = List.copyOf(members);
        nonMembers = List.copyOf(nonMembers);
        if (members.size() != nonMembers.size() || members.isEmpty()) {
            throw new IllegalArgumentException(members.size() + " and " + nonMembers.size() + " bins");
        }
    }

    /**
     * Counts records.
     *
     * @param confidences what was released for the true label of each
     * @param member      who is one
     */
    public static ConfidenceHistogram of(String released, double[] confidences, boolean[] member) {
        Integer[] in = new Integer[BINS];
        Integer[] out = new Integer[BINS];
        Arrays.fill(in, 0);
        Arrays.fill(out, 0);
        for (int i = 0; i < confidences.length; i++) {
            if (!Double.isFinite(confidences[i])) {
                throw new IllegalArgumentException("a confidence of " + confidences[i]);
            }
            (member[i] ? in : out)[Math.clamp((int) (confidences[i] * BINS), 0, BINS - 1)]++;
        }
        return new ConfidenceHistogram(released, List.of(in), List.of(out));
    }

    int bins() {
        return members.size();
    }

    /** Of one side, the share in a bin; of nobody, none. */
    static double share(List<Integer> side, int bin) {
        int all = side.stream().mapToInt(Integer::intValue).sum();
        return all == 0 ? 0 : (double) side.get(bin) / all;
    }
}
