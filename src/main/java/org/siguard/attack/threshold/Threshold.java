package org.siguard.attack.threshold;

import java.util.Arrays;

/** A threshold on one number, fitted where membership is known. */
public final class Threshold {
    private Threshold() {
    }

    /** The value v of either side that maximises ½[P_in(s ≥ v) + P_out(s &lt; v)], the lowest of several; neither side is empty. */
    public static double between(double[] in, double[] out) {
        return best(in, out).value;
    }

    /**
     * @param value where "member" begins
     * @param share P_in(s ≥ v) + P_out(s &lt; v)
     */
    record Best(double value, double share) {
    }

    static Best best(double[] in, double[] out) {
        double[] members = sorted(in);
        double[] others = sorted(out);
        double best = Double.NaN;
        double most = -1;
        int m = 0;
        int o = 0;
        while (m < members.length || o < others.length) {
            double v = o == others.length || (m < members.length && members[m] <= others[o]) ? members[m] : others[o];
            double share = (double) (members.length - m) / members.length + (double) o / others.length;
            if (share > most) {
                most = share;
                best = v;
            }
            m = firstAbove(v, members, m);
            o = firstAbove(v, others, o);
        }
        return new Best(best, most);
    }

    private static double[] sorted(double[] values) {
        double[] out = values.clone();
        Arrays.sort(out);
        return out;
    }

    private static int firstAbove(double value, double[] sorted, int from) {
        int at = from;
        while (at < sorted.length && sorted[at] <= value) {
            at++;
        }
        return at;
    }
}
