package org.siguard.experiment.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.experiment.Experiment;
import org.siguard.guard.SearchLog;
import org.siguard.guard.Siguard;
import org.siguard.guard.SimpleGuard;
import org.siguard.model.PlainInference;
import org.siguard.train.sample.Samples;

/** Single queries of the sample that comes with the program. */
class QueryDeskTest {
    private static final Experiment SHORT = Experiment.standard().with(Experiment.QUERIES, 40).with(Siguard.OUTER, 3).with(Siguard.INNER, 8)
            .with(Siguard.VALIDATOR, "every");

    private final QueryDesk desk =
            new QueryDesk((name, progress, cancellation) -> Samples.find(Path.of("sample-models"), name, progress, cancellation));

    private QueryStory tell(Experiment experiment, int place) {
        Candidate subject = desk.candidates(experiment, Progress.none(), Cancellation.never()).all().get(place);
        return desk.tell(experiment, subject, Progress.none(), Cancellation.never());
    }

    @Test
    void membersAndNonMembersTakeTurns() {
        Candidates candidates = desk.candidates(SHORT, Progress.none(), Cancellation.never());
        assertThat(candidates.all()).hasSize(40);
        assertThat(candidates.pictures()).isFalse();
        for (Candidate subject : candidates.all()) {
            assertThat(subject.member()).isEqualTo(subject.place() % 2 == 0);
            assertThat(subject.label()).isBetween(0, 9);
        }
    }

    @Test
    void theStoryHangsTogether() {
        var sample = Samples.find(Path.of("sample-models"), SHORT.get(Experiment.MODEL), Progress.none(), Cancellation.never());
        int turned = 0;
        for (int place = 0; place < 6; place++) {
            QueryStory story = tell(SHORT, place);
            double[] plain = new PlainInference(sample.target()).probabilities(java.util.List.of(story.subject().record()))[0];
            assertThat(story.before()).containsExactly(plain, within(0.002));
            assertThat(Arrays.stream(story.after()).sum()).isCloseTo(1, within(0.001));
            assertThat(story.points()).hasSize(3 * 9);
            SearchLog.Point first = story.points().getFirst();
            assertThat(first.prediction()).containsExactly(story.before(), within(0.002));
            assertThat(first.opinion()).isCloseTo(Math.abs(story.opinions().before()), within(0.05));
            assertThat(story.undefended()).isEqualTo(story.distortion() == 0);
            assertThat(story.opinions().turned()).as("place %d", place).isEqualTo(!story.undefended());
            assertThat(story.verdicts()).extracting(Verdict::attack).contains("gap", "confidence").doesNotHaveDuplicates();
            // The label stays, so what looks at the label alone says the same.
            Verdict gap = story.verdicts().getFirst();
            assertThat(gap.attack()).isEqualTo("gap");
            assertThat(gap.after()).isEqualTo(gap.before());
            turned += story.opinions().turned() ? 1 : 0;
        }
        assertThat(turned).isPositive();
    }

    @Test
    void aGuardThatDoesNotSearchHasNoPoints() {
        QueryStory story = tell(SHORT.with(Experiment.GUARD, SimpleGuard.LABEL), 1);
        assertThat(story.points()).isEmpty();
        assertThat(story.undefended()).isFalse();
        assertThat(Arrays.stream(story.after()).max().orElse(0)).isCloseTo(1, within(0.001));
        assertThat(story.distortion()).isPositive();
    }
}
