package org.siguard.attack.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The ROC curve: for every threshold that tells scores apart, how many members and how many non-members reach it. Sorted once;
 * equal scores are one point.
 */
public final class Roc {
    /** Distinct scores, highest first, and how many of each side have them. */
    private final double[] scores;
    private final int[] in;
    private final int[] out;
    private final int members;
    private final int nonMembers;

    private Roc(double[] scores, int[] in, int[] out, int members, int nonMembers) {
        this.scores = scores;
        this.in = in;
        this.out = out;
        this.members = members;
        this.nonMembers = nonMembers;
    }

    /**
     * @param threshold  "member" from here on; infinite for the point where nobody is
     * @param falseShare of the non-members that reach it
     * @param trueShare  of the members
     */
    public record Point(double threshold, double falseShare, double trueShare) {
    }

    public static Roc of(AttackTrial trial) {
        double[] members = trial.scores(true);
        double[] others = trial.scores(false);
        Arrays.sort(members);
        Arrays.sort(others);
        double[] scores = new double[members.length + others.length];
        int[] in = new int[scores.length];
        int[] out = new int[scores.length];
        int groups = 0;
        int m = members.length - 1;
        int o = others.length - 1;
        while (m >= 0 || o >= 0) {
            double score = o < 0 || (m >= 0 && members[m] >= others[o]) ? members[m] : others[o];
            scores[groups] = score;
            for (; m >= 0 && members[m] >= score; m--) {
                in[groups]++;
            }
            for (; o >= 0 && others[o] >= score; o--) {
                out[groups]++;
            }
            groups++;
        }
        return new Roc(Arrays.copyOf(scores, groups), Arrays.copyOf(in, groups), Arrays.copyOf(out, groups), members.length,
                others.length);
    }

    public int members() {
        return members;
    }

    public int nonMembers() {
        return nonMembers;
    }

    int[] in() {
        return in;
    }

    int[] out() {
        return out;
    }

    /** The whole curve, from (0, 0) to (1, 1). */
    public List<Point> points() {
        List<Point> points = new ArrayList<>();
        points.add(new Point(Double.POSITIVE_INFINITY, 0, 0));
        int found = 0;
        int alarms = 0;
        for (int group = 0; group < scores.length; group++) {
            found += in[group];
            alarms += out[group];
            points.add(new Point(scores[group], (double) alarms / nonMembers, (double) found / members));
        }
        return points;
    }

    /** The area below the curve: the share of pairs in which the member scores higher, a tie counting half. */
    public double area() {
        return area(in, out);
    }

    static double area(int[] in, int[] out) {
        long twice = 0;
        long above = 0;
        long others = 0;
        for (int group = 0; group < in.length; group++) {
            twice += out[group] * (2 * above + in[group]);
            above += in[group];
            others += out[group];
        }
        return twice / (2.0 * above * others);
    }

    /** The most members that a threshold finds with no more than so many false alarms; between thresholds nothing is interpolated. */
    public int found(int falseAlarms) {
        int found = 0;
        int alarms = 0;
        for (int group = 0; group < scores.length && alarms + out[group] <= falseAlarms; group++) {
            found += in[group];
            alarms += out[group];
        }
        return found;
    }

    /**
     * The balanced accuracy of the best threshold there is on these very records. No attacker can know it; it may stand beside the
     * honest figure, and must say that it was fitted on what it is judged by.
     */
    public double bestPossibleAccuracy() {
        return points().stream().mapToDouble(point -> (1 + point.trueShare() - point.falseShare()) / 2).max().orElseThrow();
    }
}
