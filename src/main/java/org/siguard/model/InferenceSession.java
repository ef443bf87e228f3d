package org.siguard.model;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.siguard.base.Cancellation;
import org.siguard.base.HeapShortage;
import org.siguard.base.Pause;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.mpc.Computation;
import org.siguard.mpc.Costs;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.Protocol;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;

/**
 * A network that stands ready in shares: its weights are shared once, and every batch that the client asks about uses them again.
 * The parties live on between batches, on threads that wait; {@link #close} lets them go.
 *
 * <p>One batch at a time. What goes wrong in a batch, or its cancellation, ends the session: the shares of an interrupted batch
 * are of no use, nor are streams that are no longer in step.
 */
public final class InferenceSession implements AutoCloseable {
    private final Protocol protocol;
    private final FixedPoint fixedPoint;
    private final Model model;
    private final SessionProgram program;
    private final Cancellation ending = new Cancellation();
    private final Pause idle = new Pause();
    private final CompletableFuture<Void> run = new CompletableFuture<>();
    private final Thread watching;

    private InferenceSession(Model model, Protocol protocol, FixedPoint fixedPoint, NetworkProfile profile, Seed seed) {
        this.protocol = protocol;
        this.fixedPoint = fixedPoint;
        this.model = Folding.of(model);
        SharedModel.requireEncodable(this.model, fixedPoint);
        this.program = new SessionProgram(this.model, protocol, fixedPoint);
        Computation computation = new Computation(protocol, fixedPoint, profile, seed);
        watching = Thread.ofPlatform().daemon().name("inference session").start(() -> live(computation));
    }

    /** Folds the model, starts the parties and shares the weights; returns when every server has them. */
    public static InferenceSession open(Model model, Protocol protocol, FixedPoint fixedPoint, NetworkProfile profile, Seed seed,
            Cancellation cancellation) {
        InferenceSession session = new InferenceSession(model, protocol, fixedPoint, profile, seed);
        try (var registration = cancellation.onRequest(session.ending::request)) {
            session.await(session.program.shared());
        }
        return session;
    }

    private void live(Computation computation) {
        try {
            computation.run(program, ending, idle);
            run.complete(null);
            program.end(new CancellationException("the session was closed"));
        } catch (RuntimeException | Error e) {
            run.completeExceptionally(e);
            program.end(e);
        }
    }

    /** The model as it is run, folded. */
    public Model model() {
        return model;
    }

    /** What a batch will cost. */
    public InferencePlan plan(int batch) {
        return InferencePlan.of(model.spec(), batch, protocol.costs(), fixedPoint);
    }

    /** What sharing the weights cost. */
    public Costs sharing() {
        return program.shared().join();
    }

    /**
     * The logits of a batch, and what it cost: operation paths begin with the name of a layer, with {@value SessionProgram#INPUT} or with
     * {@value SessionProgram#RELEASE}.
     *
     * @param progress told of every layer that all servers have come to, by their threads
     */
    public synchronized Outcome<double[][]> infer(List<float[]> records, Progress progress, Cancellation cancellation) {
        int width = model.spec().input().size();
        if (records.isEmpty() || records.stream().anyMatch(record -> record.length != width)) {
            throw new UserMistake("The model " + model.spec().name() + " takes records of " + width + " numbers, one or more of them.");
        }
        cancellation.check();
        try (var registration = cancellation.onRequest(ending::request)) {
            idle.resume();
            Outcome<double[][]> outcome = await(program.ask(records, progress));
            idle.request();
            return outcome;
        }
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            Optional<UserMistake> shortage = HeapShortage.behind(e);
            if (shortage.isPresent()) {
                throw shortage.get();
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
        }
    }

    /** Ends the parties, and waits until they have ended. */
    @Override
    public void close() {
        program.stop();
        idle.resume();
        try {
            watching.join();
        } catch (InterruptedException e) {
            ending.request();
            Thread.currentThread().interrupt();
        }
    }
}
