package org.siguard.report.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.siguard.attack.metric.Difference;
import org.siguard.attack.metric.Estimate;

/** Sentences that must be true whatever the figures. */
class PlainWordsTest {
    private static final Pattern ABOUT = Pattern.compile("about ([\\d\u00a0]+) \\(95\u00a0% interval ([\\d\u00a0]+) to ([\\d\u00a0]+)\\)");

    private static String told(double value, double low, double high) {
        return PlainWords.told("it", new Estimate(value, low, high));
    }

    @Test
    void aLeakIsToldInPeople() {
        assertThat(told(0.7123, 0.684, 0.7391)).isEqualTo("Of 100 people, half of whom were in the training data, it tells about 71 "
                + "(95\u00a0% interval 68 to 74) rightly; 50 would be guessing.");
    }

    @Test
    void anIntervalThatHoldsGuessingProvesNothingEitherWay() {
        assertThat(told(0.53, 0.49, 0.57)).contains("about 53 (95\u00a0% interval 49 to 57)").contains("cannot be told from guessing")
                .contains("no proof that nothing leaks");
        assertThat(told(0.5, 0.5, 0.5)).contains("cannot be told from guessing");
        assertThat(told(0.47, 0.44, 0.5)).contains("cannot be told from guessing").doesNotContain("fewer");
        assertThat(told(0.53, 0.5, 0.56)).contains("cannot be told from guessing").doesNotContain("50 would be guessing");
    }

    @Test
    void fewerThanGuessingIsALeakReadTheOtherWayRound() {
        assertThat(told(0.42, 0.39, 0.45)).contains("fewer than the 50 of guessing")
                .contains("tells about 58 (95\u00a0% interval 55 to 61)");
    }

    @Test
    void whereAHundredPeopleAreTooFewToShowItThereAreMore() {
        assertThat(told(0.512, 0.503, 0.521)).startsWith("Of 1\u00a0000 people").contains("about 512 (95\u00a0% interval 503 to 521)")
                .contains("500 would be guessing");
        assertThat(told(0.498, 0.497, 0.4995)).startsWith("Of 10\u00a0000 people").contains("fewer than the 5\u00a0000 of guessing");
    }

    @Test
    void theExtremesAreToldToo() {
        assertThat(told(1, 0.99, 1)).contains("about 100 (95\u00a0% interval 99 to 100)");
        assertThat(told(0, 0, 0.01)).contains("about 0 (95\u00a0% interval 0 to 1)").contains("about 100 (95\u00a0% interval 99 to 100)");
    }

    /** The interval in the sentence holds the true one, and the figure lies in it. */
    @Test
    void roundingNeverNarrowsAnInterval() {
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            double low = random.nextDouble();
            double high = low + (1 - low) * random.nextDouble() * random.nextDouble();
            double value = low + (high - low) * random.nextDouble();
            String sentence = told(value, low, high);
            double people = number(sentence.substring(3, sentence.indexOf(" people")));
            Matcher about = ABOUT.matcher(sentence);
            assertThat(about.find()).isTrue();
            double from = number(about.group(2)) / people;
            double to = number(about.group(3)) / people;
            assertThat(from).isLessThanOrEqualTo(low + 1e-9);
            assertThat(to).isGreaterThanOrEqualTo(high - 1e-9);
            assertThat(number(about.group(1)) / people).isBetween(from, to);
            assertThat(sentence.contains("would be guessing")).isEqualTo(low > 0.5);
            assertThat(sentence.contains("fewer than")).isEqualTo(high < 0.5);
        }
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace("\u00a0", ""));
    }

    @Test
    void theGapIsToldWhateverItIs() {
        assertThat(PlainWords.gap(new Estimate(0.687, 0.671, 0.702))).startsWith("The model errs more often on records it never saw")
                .contains("about 69 (95\u00a0% interval 67 to 71) of 100 people").contains("cannot lower this");
        assertThat(PlainWords.gap(new Estimate(0.5, 0.48, 0.52))).startsWith("Wrong labels alone give nothing away that could be shown")
                .doesNotContain("never saw");
        assertThat(PlainWords.gap(new Estimate(0.45, 0.42, 0.48)))
                .startsWith("On these records the model errs more often on those it was trained on")
                .contains("fewer than guessing");
    }

    @Test
    void aGuardIsPraisedOnlyWhereIntervalsLieApart() {
        Estimate before = new Estimate(0.8, 0.78, 0.82);
        assertThat(PlainWords.change(before, new Estimate(0.7, 0.67, 0.72))).startsWith("clearly lower");
        assertThat(PlainWords.change(before, new Estimate(0.76, 0.74, 0.785))).startsWith("too close");
        assertThat(PlainWords.change(before, before)).startsWith("too close");
        assertThat(PlainWords.change(before, new Estimate(0.9, 0.88, 0.92))).contains("it does harm");
    }

    @Test
    void aPairedTestIsToldWithWhatItRestsOn() {
        assertThat(PlainWords.change(new Difference(-0.131, 1e-9)))
                .isEqualTo("clearly lower than without a guard (\u221213.1 points, p < 0.001 by a paired test)");
        assertThat(PlainWords.change(new Difference(0.02, 0.04))).contains("it does harm").contains("+2.0 points, p = 0.040");
        assertThat(PlainWords.beyond(new Difference(0.03, 0.001))).startsWith("more than wrong labels").contains("+3.0 points, p = 0.001");
        assertThat(PlainWords.beyond(new Difference(0.03, 0.2))).startsWith("no more, as far as can be shown");
        assertThat(PlainWords.beyond(new Difference(-0.03, 0.01)))
                .startsWith("less than what wrong labels alone give away, which the gap attack still has");
        assertThat(PlainWords.change(new Difference(-0.0001, 0.9))).startsWith("too close").contains("(0.0 points, p = 0.900");
    }

    @Test
    void whatIsLeftIsComparedWithWhatLabelsTell() {
        Estimate gap = new Estimate(0.65, 0.63, 0.67);
        assertThat(PlainWords.beyond(new Estimate(0.7, 0.68, 0.72), gap)).startsWith("more than wrong labels");
        assertThat(PlainWords.beyond(new Estimate(0.66, 0.64, 0.68), gap)).startsWith("no more, as far as can be shown");
        assertThat(PlainWords.beyond(new Estimate(0.6, 0.58, 0.62), gap))
                .startsWith("less than what wrong labels alone give away, which the gap attack still has");
    }
}
