package org.siguard.attack.metric;

import java.util.Arrays;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;

/**
 * The area under the ROC curve with a bootstrap interval: members and non-members are drawn anew, with replacement, each side from
 * itself, {@value #RESAMPLES} times; the interval reaches from the 2.5th to the 97.5th percentile of the areas.
 *
 * <p>The records are sorted once: a resample is a new count for each distinct score, and costs one draw a record and one pass.
 *
 * <p>At 0 or 1, where no resample can differ, a bootstrap would claim certainty. There the smaller side's n records make n
 * separate pairs, all of them in order, and the interval is the Clopper–Pearson interval of n in n (or 0 in n).
 */
public final class AreaUnderCurve {
    private static final int RESAMPLES = 1000;

    private AreaUnderCurve() {
    }

    public static Estimate of(Roc roc, long seed) {
        double area = roc.area();
        int pairs = Math.min(roc.members(), roc.nonMembers());
        if (area == 0 || area == 1) {
            return Rates.clopperPearson(area == 0 ? 0 : pairs, pairs);
        }
        RandomStream words = RandomStream.of(Seed.of(seed).derive("area under the curve"));
        int[] groupOfMember = groups(roc.in(), roc.members());
        int[] groupOfOther = groups(roc.out(), roc.nonMembers());
        int[] in = new int[roc.in().length];
        int[] out = new int[roc.out().length];
        double[] areas = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            draw(groupOfMember, words, in);
            draw(groupOfOther, words, out);
            areas[i] = Roc.area(in, out);
        }
        Arrays.sort(areas);
        int tail = (int) Math.round(Rates.TAIL * RESAMPLES);
        return new Estimate(area, Math.min(area, areas[tail]), Math.max(area, areas[RESAMPLES - 1 - tail]));
    }

    private static int[] groups(int[] counts, int total) {
        int[] out = new int[total];
        int at = 0;
        for (int group = 0; group < counts.length; group++) {
            Arrays.fill(out, at, at + counts[group], group);
            at += counts[group];
        }
        return out;
    }

    /** Each word gives two places, from its halves: floor(half · n / 2³²), off from uniform by less than n / 2³². */
    private static void draw(int[] groups, RandomStream words, int[] into) {
        Arrays.fill(into, 0);
        long[] drawn = words.next((groups.length + 1) / 2);
        for (int i = 0; i < groups.length; i++) {
            long half = i % 2 == 0 ? drawn[i / 2] >>> 32 : drawn[i / 2] & 0xFFFF_FFFFL;
            into[groups[(int) (half * groups.length >>> 32)]]++;
        }
    }
}
