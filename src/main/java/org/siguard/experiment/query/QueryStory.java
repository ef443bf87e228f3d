package org.siguard.experiment.query;

import java.util.List;
import org.siguard.guard.SearchLog;

/**
 * All there is to say about one query.
 *
 * @param subject  the record
 * @param guard    that stood behind the model
 * @param before   what the client would have been given without it
 * @param after    what it was given
 * @param opinions of the owner's membership classifier h: above zero it says "member"
 * @param points   of the search, one after the other; none where the guard does not search
 * @param verdicts one an attack
 */
public record QueryStory(Candidate subject, String guard, double[] before, double[] after, Opinions opinions, List<SearchLog.Point> points,
        List<Verdict> verdicts) {
    public QueryStory {
        points = List.copyOf(points);
        verdicts = List.copyOf(verdicts);
    }

    /** h's logit of the answer before and after. */
    public record Opinions(double before, double after) {
        /** Whether the guard has turned it round. */
        public boolean turned() {
            return before > 0 != after > 0;
        }
    }

    /** How far the answer was moved, summed over classes. */
    public double distortion() {
        double sum = 0;
        for (int i = 0; i < before.length; i++) {
            sum += Math.abs(after[i] - before[i]);
        }
        return sum;
    }

    /** The class that the answer names. */
    public int label() {
        int best = 0;
        for (int i = 1; i < after.length; i++) {
            best = after[i] > after[best] ? i : best;
        }
        return best;
    }

    /** Whether no noise was valid, though noise was looked for. */
    public boolean undefended() {
        return !points.isEmpty() && points.stream().noneMatch(SearchLog.Point::valid);
    }
}
