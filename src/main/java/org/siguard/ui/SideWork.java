package org.siguard.ui;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;

/**
 * Work that is done beside the runs when somebody looks at it: always for the newest question, and only while the window is quiet, so that it
 * never takes processors from a measurement. What is interrupted is done afterwards; what was answered is not asked twice.
 *
 * <p>All methods belong to the window's thread; the work itself is carried out in the background.
 *
 * @param <Q> the question, compared by {@code equals}
 * @param <A> the answer
 */
final class SideWork<Q, A> {
    private final Worker<Q, A> worker;
    private final Threads threads;
    private final ReadOnlyObjectWrapper<State<A>> state = new ReadOnlyObjectWrapper<>(new Idle<>());
    private Q wanted;
    private Q answered;
    private boolean quiet;
    private Cancellation current;

    SideWork(Threads threads, Worker<Q, A> worker) {
        this.threads = threads;
        this.worker = worker;
    }

    /** Answers a question, in the background. */
    @FunctionalInterface
    interface Worker<Q, A> {
        A answer(Q question, Progress progress, Cancellation cancellation);
    }

    /** How far it is. */
    sealed interface State<A> {
    }

    /** Nobody has asked. */
    record Idle<A>() implements State<A> {
    }

    /** Asked, and waiting until nothing else runs. */
    record Waiting<A>() implements State<A> {
    }

    /** Under way. */
    record Working<A>(String phase) implements State<A> {
    }

    /** Answered. */
    record Answered<A>(A answer) implements State<A> {
    }

    /** It came to nothing; the details are for whoever has to mend it, empty for what the person can mend. */
    record Failed<A>(String message, String details) implements State<A> {
    }

    ReadOnlyObjectProperty<State<A>> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Asks; null for nothing any more. */
    void want(Q question) {
        if (Objects.equals(question, wanted)) {
            return;
        }
        wanted = question;
        interrupt();
        if (question == null) {
            answered = null;
            state.set(new Idle<>());
        } else if (!question.equals(answered)) {
            state.set(new Waiting<>());
            goOn();
        }
    }

    /** Whether nothing else runs. */
    void mayWork(boolean now) {
        quiet = now;
        if (!now && current != null) {
            interrupt();
            state.set(new Waiting<>());
        }
        goOn();
    }

    private void interrupt() {
        if (current != null) {
            current.request();
            current = null;
        }
    }

    private void goOn() {
        if (!quiet || wanted == null || wanted.equals(answered) || current != null) {
            return;
        }
        Q question = wanted;
        Cancellation mine = new Cancellation();
        current = mine;
        state.set(new Working<>(""));
        threads.background().execute(() -> carryOut(question, mine));
    }

    private void carryOut(Q question, Cancellation mine) {
        Progress progress = (phase, fraction) -> tell(mine, any -> state.set(new Working<>(phase)));
        try {
            mine.check();
            A answer = worker.answer(question, progress, mine);
            tell(mine, any -> done(question, new Answered<>(answer)));
        } catch (CancellationException e) {
            // Another question has come, or another run; whoever interrupted knows what follows.
        } catch (UserMistake e) {
            tell(mine, any -> done(question, new Failed<>(e.getMessage(), "")));
        } catch (RuntimeException | Error e) {
            tell(mine, any -> done(question,
                    new Failed<>("A fault of ours (" + ErrorDetails.inOneLine(e) + ").", ErrorDetails.of(e))));
        }
    }

    private void tell(Cancellation mine, Consumer<Cancellation> what) {
        threads.window().execute(() -> {
            if (current == mine) {
                what.accept(mine);
            }
        });
    }

    private void done(Q question, State<A> how) {
        answered = question;
        current = null;
        state.set(how);
    }
}
