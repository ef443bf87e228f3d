package org.siguard.experiment.parties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.GuardedInference;
import org.siguard.experiment.query.Candidate;
import org.siguard.experiment.query.QueryDesk;
import org.siguard.guard.MemGuard;
import org.siguard.guard.Siguard;
import org.siguard.net.Party;
import org.siguard.net.Traffic;
import org.siguard.train.sample.Samples;

/** What is heard and seen of one query on real engines. */
class PartyStageTest {
    private static final Experiment SHORT =
            Experiment.standard().with(Experiment.QUERIES, 20).with(Siguard.OUTER, 1).with(Siguard.INNER, 2);

    private final QueryDesk desk = new QueryDesk((name, progress, cancellation) -> Samples.find(Path.of("sample-models"), name, progress,
            cancellation));
    private final PartyStage stage = new PartyStage((name, progress, cancellation) -> Samples.find(Path.of("sample-models"), name, progress,
            cancellation));

    private Conversation listen(Experiment experiment) {
        Candidate subject = desk.candidates(experiment, Progress.none(), Cancellation.never()).all().getFirst();
        return stage.listen(experiment, subject, Progress.none(), Cancellation.never());
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicated", "dealer"})
    void everyMessageAndEveryRoundIsHeard(String engine) {
        Conversation heard = listen(SHORT.with(Experiment.ENGINE, engine));
        Messages messages = heard.messages();
        assertThat(messages.complete()).isTrue();
        long sent = heard.costs().keySet().stream().mapToLong(party -> heard.spent(party, "").messages()).sum();
        assertThat(messages.size()).as("the meters count the same").isEqualTo((int) sent);
        long bytes = heard.costs().keySet().stream().mapToLong(party -> heard.spent(party, "").bytes()).sum();
        List<Messages.Message> all = messages.between(0, messages.rounds() + 1);
        assertThat(all).hasSize(messages.size());
        assertThat(all.stream().mapToLong(Messages.Message::bytes).sum()).isEqualTo(bytes);
        // The client's own count: from its query to its answer it saw so many rounds go by.
        Party client = heard.outsiders().getFirst();
        Traffic waited = heard.spent(client, "");
        assertThat(messages.rounds()).as("nobody is farther along the chain than who has the answer").isEqualTo(waited.rounds());
        assertThat(all).allMatch(message -> !message.from().equals(message.to()));
        assertThat(all.stream().map(message -> Messages.phase(message.operation())).distinct())
                .contains(GuardedInference.WEIGHTS, GuardedInference.INFERENCE, GuardedInference.GUARD, GuardedInference.QUERY);
        List<Messages.Stretch> stretches = messages.stretches(50);
        assertThat(stretches).hasSizeBetween(25, 51);
        assertThat(stretches.stream().flatMap(stretch -> stretch.sentBytes().values().stream()).mapToLong(Long::longValue).sum())
                .isEqualTo(bytes);
    }

    @Test
    void whatIsHeardDoesNotDependOnTheTimingOfThreads() {
        Messages one = listen(SHORT).messages();
        Messages other = listen(SHORT).messages();
        assertThat(one.between(0, one.rounds() + 1)).isEqualTo(other.between(0, other.rounds() + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicated", "dealer"})
    void sharesSumUpToTheQueryAndNoneOfThemLooksLikeIt(String engine) {
        Conversation heard = listen(SHORT.with(Experiment.ENGINE, engine));
        List<Party> servers = heard.servers();
        long[] masked = part(heard, servers.get(0), 0);
        long[] left = part(heard, servers.get(0), 1);
        long[] right = part(heard, servers.get(1), 1);
        for (int i = 0; i < masked.length; i++) {
            assertThat(masked[i] + left[i] + right[i]).isEqualTo(heard.query()[i]);
            // A record's numbers are small; a uniformly random word is not, but once in 2^40.
            assertThat(Math.abs(heard.query()[i])).isLessThan(1L << 24);
        }
        assertThat(Arrays.stream(masked).filter(word -> Math.abs(word) > 1L << 40).count()).isEqualTo(masked.length);
        assertThat(heard.holding(servers.get(2), GuardedInference.QUERY).parts()).extracting(Holding.Part::name)
                .doesNotContain("masked value");
        assertThat(heard.holding(servers.get(1), GuardedInference.RELEASE).parts()).isNotEmpty();
        assertThat(Arrays.stream(heard.released()).sum()).isBetween(0.999, 1.001);
    }

    private static long[] part(Conversation heard, Party server, int number) {
        return heard.holding(server, GuardedInference.QUERY).parts().get(number).words();
    }

    @Test
    void aGuardThatSeesEverythingHasNothingToListenTo() {
        assertThatThrownBy(() -> listen(SHORT.with(Experiment.GUARD, MemGuard.NAME))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("choose another guard");
    }
}
