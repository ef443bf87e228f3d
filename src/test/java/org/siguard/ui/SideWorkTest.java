package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;

/** Work beside the runs: background work waits in a queue until the test lets it run. */
class SideWorkTest {
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private SideWork.Worker<String, String> worker = (question, progress, cancellation) -> question + "!";
    private final SideWork<String, String> work = new SideWork<>(new Threads(Runnable::run, background::add, new HandTime()), this::answer);

    private String answer(String question, Progress progress, Cancellation cancellation) {
        asked.add(question);
        progress.report("thinking", 0.5);
        return worker.answer(question, progress, cancellation);
    }

    @BeforeEach
    void listen() {
        work.stateProperty().addListener((property, old, now) -> told.add(switch (now) {
            case SideWork.Idle<String> idle -> "idle";
            case SideWork.Waiting<String> waiting -> "waiting";
            case SideWork.Working<String> working -> "working " + working.phase();
            case SideWork.Answered<String> answered -> "answered " + answered.answer();
            case SideWork.Failed<String> failed -> "failed " + failed.message() + (failed.details().isEmpty() ? "" : " with details");
        }));
    }

    private void work() {
        while (!background.isEmpty()) {
            background.poll().run();
        }
    }

    @Test
    void itWaitsUntilTheWindowIsQuiet() {
        work.want("a");
        work();
        assertThat(told).containsExactly("waiting");
        work.mayWork(true);
        work();
        assertThat(told).containsExactly("waiting", "working ", "working thinking", "answered a!");
    }

    @Test
    void onlyTheNewestQuestionIsAnswered() {
        work.mayWork(true);
        work.want("a");
        work.want("b");
        work();
        assertThat(asked).as("a was dropped before it began").containsExactly("b");
        assertThat(told).endsWith("answered b!");
    }

    @Test
    void aStaleAnswerIsNotShown() {
        work.mayWork(true);
        worker = (question, progress, cancellation) -> {
            if (question.equals("a")) {
                work.want("b"); // the person goes on while a is worked on, by a worker that does not listen
            }
            return question + "!";
        };
        work.want("a");
        work();
        assertThat(asked).containsExactly("a", "b");
        assertThat(told).doesNotContain("answered a!").endsWith("answered b!");
    }

    @Test
    void aRunInterruptsItAndItIsDoneAfterwards() {
        work.mayWork(true);
        List<Cancellation> cancellations = new ArrayList<>();
        worker = (question, progress, cancellation) -> {
            cancellations.add(cancellation);
            if (cancellations.size() == 1) {
                work.mayWork(false);
                cancellation.check();
            }
            return question + "!";
        };
        work.want("a");
        work();
        assertThat(told).endsWith("waiting");
        assertThat(cancellations.getFirst().requested()).isTrue();
        work.mayWork(true);
        work();
        assertThat(told).endsWith("answered a!");
    }

    @Test
    void whatWasAnsweredIsNotAskedTwice() {
        work.mayWork(true);
        work.want("a");
        work();
        work.want("a");
        work.mayWork(false);
        work.mayWork(true);
        work();
        assertThat(asked).containsExactly("a");
        work.want(null);
        assertThat(told).endsWith("idle");
        work.want("a");
        work();
        assertThat(asked).containsExactly("a", "a");
    }

    @Test
    void mistakesAreToldAsTheyAreAndFaultsWithDetails() {
        work.mayWork(true);
        worker = (question, progress, cancellation) -> {
            throw question.equals("a") ? new UserMistake("choose another guard.") : new IllegalStateException("oops");
        };
        work.want("a");
        work();
        assertThat(told).endsWith("failed choose another guard.");
        work.want("b");
        work();
        assertThat(told.getLast()).startsWith("failed A fault of ours (IllegalStateException: oops).").endsWith("with details");
    }
}
