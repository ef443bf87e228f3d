package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.parties.PartyStage;
import org.siguard.experiment.query.QueryDesk;
import org.siguard.experiment.query.QueryStory;
import org.siguard.guard.Siguard;
import org.siguard.guard.SimpleGuard;

/** One query and its parties, without a window, on the sample that comes with the program. */
class QueryViewModelTest {
    private static final Experiment SHORT = Experiment.standard().with(Experiment.QUERIES, 40).with(Siguard.OUTER, 2).with(Siguard.INNER, 6)
            .with(Siguard.VALIDATOR, "every");

    private final Deque<Runnable> background = new ArrayDeque<>();
    private final Threads threads = new Threads(Runnable::run, background::add, new HandTime());
    private final Laboratory laboratory = Laboratories.of(LiveWorkbenchTest.runner());
    private final QueryViewModel query = new QueryViewModel(new QueryDesk(laboratory.samples()), threads);
    private final PartiesViewModel parties = new PartiesViewModel(new PartyStage(laboratory.samples()), threads);

    private void work() {
        while (!background.isEmpty()) {
            background.poll().run();
        }
    }

    private void open() {
        query.chosenProperty().subscribe(parties::choose);
        query.set(SHORT);
        parties.set(SHORT);
        query.mayWork(true);
        parties.mayWork(true);
        query.look(true, true);
        work();
    }

    @Test
    void theFirstRecordIsToldWithoutAClickAndSteppedThrough() {
        open();
        QueryStory story = query.storyProperty().get();
        assertThat(story.subject().place()).isZero();
        assertThat(query.headlineProperty().get()).contains("Record 1 is of class").contains("a member").contains("The model says");
        assertThat(query.noteProperty().get()).isEmpty();
        assertThat(query.steps()).isEqualTo(2 * 7);
        assertThat(query.stepProperty().get()).as("at what was released").isEqualTo(14);
        assertThat(query.answer()).isEqualTo(story.after());
        assertThat(query.whereProperty().get()).startsWith("Released. h: ");
        query.forward();
        assertThat(query.stepProperty().get()).as("there is nothing behind it").isEqualTo(14);
        query.stepTo(0);
        query.backward();
        assertThat(query.stepProperty().get()).isZero();
        assertThat(query.whereProperty().get()).startsWith("Outer iteration 1 of 2, step 0 of 6: h thinks as at the start");
        query.forward();
        assertThat(query.whereProperty().get()).startsWith("Outer iteration 1 of 2, step 1 of 6");
        assertThat(query.answer()).isEqualTo(story.points().get(1).prediction());
    }

    @Test
    void anotherRecordAndAnotherGuardAreAskedAnewAndTheRecordStays() {
        open();
        query.choose(5);
        work();
        assertThat(query.storyProperty().get().subject().place()).isEqualTo(5);
        assertThat(query.headlineProperty().get()).contains("Record 6").contains("no member");
        query.set(SHORT.with(Experiment.GUARD, SimpleGuard.LABEL));
        work();
        assertThat(query.place()).isEqualTo(5);
        assertThat(query.steps()).isZero();
        assertThat(query.whereProperty().get()).contains("answers in one step");
        query.choose(1_000);
        work();
        assertThat(query.place()).as("the last there is").isEqualTo(39);
    }

    @Test
    void nothingIsAskedWhileNobodyLooks() {
        query.set(SHORT);
        query.mayWork(true);
        assertThat(background).isEmpty();
        assertThat(query.headlineProperty().get()).startsWith("Pick a record");
    }

    @Test
    void thePartiesOfTheChosenRecordAreListenedTo() {
        open();
        assertThat(parties.conversationProperty().get()).as("nobody looks").isNull();
        parties.look(true);
        work();
        assertThat(parties.conversationProperty().get().subject().place()).isZero();
        assertThat(parties.headlineProperty().get()).startsWith("One query, engine replicated, guard siguard: ").contains("rounds");
        assertThat(parties.phases()).extracting(PartiesViewModel.Phase::name).containsExactly("weights", "inference", "guard", "release");
        assertThat(parties.phases()).allMatch(phase -> phase.messages() > 0 && phase.bytes() > 0 && phase.rounds() > 0);
        assertThat(parties.phases().stream().mapToLong(PartiesViewModel.Phase::messages).sum())
                .isEqualTo(parties.conversationProperty().get().messages().size());
        assertThat(parties.whereProperty().get()).contains("inference");
        parties.goTo(1_000_000);
        assertThat(parties.roundProperty().get()).isEqualTo(parties.rounds());
        assertThat(parties.firstOfWindow()).isEqualTo(parties.rounds() - PartiesViewModel.WINDOW + 1);
        parties.goToPhase("guard");
        assertThat(parties.whereProperty().get()).contains("guard");
        query.choose(3);
        work();
        assertThat(parties.conversationProperty().get().subject().place()).isEqualTo(3);
    }

    @Test
    void aGuardThatCannotWorkOnSharesIsExplained() {
        open();
        parties.look(true);
        parties.set(SHORT.with(Experiment.GUARD, "memguard"));
        work();
        assertThat(parties.conversationProperty().get()).isNull();
        assertThat(parties.noteProperty().get()).contains("choose another guard");
    }
}
