package org.siguard.report.paper;

import java.util.Locale;
import org.siguard.attack.metric.Difference;
import org.siguard.attack.metric.Estimate;
import org.siguard.report.InWords;

/**
 * Accuracies in sentences that need no course in statistics, and that are true whatever the value: intervals are rounded outwards, and
 * "more than guessing" is said only where the whole interval lies above it.
 */
final class PlainWords {
    private static final double GUESSING = 0.5;

    private PlainWords() {
    }

    /** On which side of guessing a figure surely lies, if on any. */
    enum Side {
        ABOVE, BELOW, NEITHER;

        static Side of(Estimate accuracy) {
            return accuracy.low() > GUESSING ? ABOVE : accuracy.high() < GUESSING ? BELOW : NEITHER;
        }
    }

    /** How many of so many people: 100, or more where at 100 the interval would seem to touch guessing and does not. */
    private record Crowd(int people) {
        static Crowd telling(Estimate accuracy) {
            Crowd crowd = new Crowd(100);
            while (crowd.people < 10_000 && Side.of(accuracy) != Side.NEITHER
                    && crowd.low(accuracy) <= crowd.half() && crowd.half() <= crowd.high(accuracy)) {
                crowd = new Crowd(10 * crowd.people);
            }
            return crowd;
        }

        int half() {
            return people / 2;
        }

        long low(Estimate share) {
            return (long) Math.floor(people * share.low() + 1e-9);
        }

        long high(Estimate share) {
            return (long) Math.ceil(people * share.high() - 1e-9);
        }

        /** {@code 71 (95 % interval 68 to 74)}. */
        String of(Estimate share) {
            return InWords.count(Math.round(people * share.value())) + " (95" + InWords.SPACE + "% interval " + InWords.count(low(share))
                    + " to " + InWords.count(high(share)) + ")";
        }

        String all() {
            return InWords.count(people);
        }
    }

    /**
     * How many people an attacker tells rightly.
     *
     * @param who      what tells them: {@code the strongest of 19 attacks}
     * @param accuracy balanced, so that half of the people are members
     */
    static String told(String who, Estimate accuracy) {
        Crowd crowd = Crowd.telling(accuracy);
        String people = "Of " + crowd.all() + " people, half of whom were in the training data, " + who;
        return switch (Side.of(accuracy)) {
            case ABOVE ->
                people + " tells about " + crowd.of(accuracy) + " rightly; " + InWords.count(crowd.half()) + " would be guessing.";
            case NEITHER ->
                people + " tells about " + crowd.of(accuracy) + " rightly, which cannot be told from guessing, where it would be "
                        + InWords.count(crowd.half())
                        + ". That is no proof that nothing leaks: with so few records, any figure in the interval "
                        + "could be the true one.";
            case BELOW -> people + " tells about " + crowd.of(accuracy) + " rightly, fewer than the " + InWords.count(crowd.half())
                    + " of guessing: whoever takes its answers for their opposite tells about " + crowd.of(turned(accuracy)) + ".";
        };
    }

    static Estimate turned(Estimate accuracy) {
        return new Estimate(1 - accuracy.value(), 1 - accuracy.high(), 1 - accuracy.low());
    }

    /** What wrong labels alone give away, and who can do something about it. */
    static String gap(Estimate gap) {
        Crowd crowd = Crowd.telling(gap);
        String told = "whoever looks at nothing but whether the label is right tells about " + crowd.of(gap) + " of " + crowd.all()
                + " people rightly";
        return switch (Side.of(gap)) {
            case ABOVE ->
                "The model errs more often on records it never saw: " + told + ". A guard that keeps every label cannot lower this; "
                        + "only a model that generalises better can.";
            case NEITHER -> "Wrong labels alone give nothing away that could be shown: " + told + ", which cannot be told from guessing.";
            case BELOW -> "On these records the model errs more often on those it was trained on: " + told
                    + ", fewer than guessing. A guard that keeps every label cannot change this.";
        };
    }

    /** What a guard changes, from intervals of figures on the same records: overlapping ones are no proof of a difference, nor of none. */
    static String change(Estimate before, Estimate after) {
        return after.high() < before.low() ? "clearly lower than without a guard"
                : after.low() > before.high() ? "clearly higher than without a guard: it does harm"
                        : "too close to the figure without a guard to call a difference with so few records";
    }

    /** The same from a paired test, which sees smaller differences. */
    static String change(Difference difference) {
        String by = " (" + points(difference) + " points, " + p(difference) + " by a paired test)";
        return !difference.significant() ? "too close to the figure without a guard to call a difference" + by
                : difference.value() < 0 ? "clearly lower than without a guard" + by
                        : "clearly higher than without a guard: it does harm" + by;
    }

    /** The same from a paired test against the gap attack. */
    static String beyond(Difference overGap) {
        String by = " (" + points(overGap) + " points, " + p(overGap) + " by a paired test)";
        return !overGap.significant() ? "no more, as far as can be shown, than wrong labels alone give away" + by
                : overGap.value() > 0 ? "more than wrong labels alone give away" + by
                        : "less than what wrong labels alone give away, which the gap attack still has" + by;
    }

    /** With its sign; a difference of nothing has none. */
    static String points(Difference difference) {
        String value = String.format(Locale.ROOT, "%+.1f", 100 * difference.value());
        return value.endsWith("0.0") && value.length() == 4 ? "0.0" : value.replace('-', '\u2212');
    }

    static String p(Difference difference) {
        return difference.p() < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", difference.p());
    }

    /** Whether anything was shown to be left beyond what labels give away. */
    static String beyond(Estimate accuracy, Estimate gap) {
        return accuracy.low() > gap.high() ? "more than wrong labels alone give away"
                : accuracy.high() < gap.low() ? "less than what wrong labels alone give away, which the gap attack still has"
                        : "no more, as far as can be shown, than wrong labels alone give away";
    }
}
