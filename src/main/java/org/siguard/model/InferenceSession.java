package org.siguard.model;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
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
    private static final String CLOSED = "the session was closed";

    private final Protocol protocol;
    private final FixedPoint fixedPoint;
    private final Model model;
    private final LargestBatch limit;
    private final SessionProgram program;
    private final Cancellation ending = new Cancellation();
    private final Pause idle = new Pause();
    private final CompletableFuture<Void> run = new CompletableFuture<>();
    private final Thread watching;

    private InferenceSession(Model model, Protocol protocol, FixedPoint fixedPoint, NetworkProfile profile, Seed seed) {
        this.protocol = protocol;
        this.fixedPoint = fixedPoint;
        Folding folding = Folding.trace(model);
        SharedModel.requireEncodable(folding, fixedPoint);
        this.model = folding.folded();
        this.limit = LargestBatch.of(this.model.spec(), fixedPoint);
        limit.require(1);
        this.program = new SessionProgram(this.model, protocol, fixedPoint);
        Computation computation = new Computation(protocol, fixedPoint, profile, seed);
        watching = Thread.ofPlatform().daemon().name("inference session").start(() -> live(computation));
    }

    /**
     * Folds the model, starts the parties and shares the weights; returns when every server has them. Where that fails, or is cancelled or
     * interrupted, the parties have ended when this throws.
     */
    public static InferenceSession open(Model model, Protocol protocol, FixedPoint fixedPoint, NetworkProfile profile, Seed seed,
            Cancellation cancellation) {
        InferenceSession session = new InferenceSession(model, protocol, fixedPoint, profile, seed);
        try (var registration = cancellation.onRequest(session.ending::request)) {
            session.await(session.program.shared());
        } catch (RuntimeException | Error e) {
            session.ending.request();
            session.close();
            throw e;
        }
        return session;
    }

    private void live(Computation computation) {
        try {
            computation.run(program, ending, idle);
            run.complete(null);
            program.end(new CancellationException(CLOSED));
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
     * The logits of a batch, and what it cost: operation paths begin with that of a layer ({@link SharedModel#path}), with
     * {@value SessionProgram#INPUT} or with {@value SessionProgram#RELEASE}. A batch that does not fit is refused, and the session goes on.
     *
     * @param progress told of every layer that all servers have come to, by their threads; what it throws ends the session, and is
     *                 thrown from here
     */
    public synchronized Outcome<double[][]> infer(List<float[]> records, Progress progress, Cancellation cancellation) {
        limit.require(records.size());
        LargestBatch.requireRecords(model.spec(), fixedPoint, records);
        cancellation.check();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (var registration = cancellation.onRequest(ending::request)) {
            idle.resume();
            Outcome<double[][]> outcome = await(program.ask(records, guarded(progress, thrown)));
            idle.request();
            rethrow(thrown.get());
            return outcome;
        } catch (RuntimeException e) {
            rethrow(thrown.get());
            throw e;
        }
    }

    private static void rethrow(Throwable own) {
        if (own instanceof RuntimeException fault) {
            throw fault;
        }
        if (own instanceof Error error) {
            throw error;
        }
    }

    /** The servers' threads tell of progress: what the one who is told throws is not the servers' fault. */
    private Progress guarded(Progress progress, AtomicReference<Throwable> thrown) {
        return (phase, fraction) -> {
            try {
                if (thrown.get() == null) {
                    progress.report(phase, fraction);
                }
            } catch (RuntimeException | Error e) {
                thrown.set(e);
                ending.request();
            }
        };
    }

    private <T> T await(CompletableFuture<T> future) {
        try {
            // A future that is done already would not look.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return future.get();
        } catch (InterruptedException e) {
            ending.request();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (CancellationException e) {
            // The future's own says nothing; the one behind it says why.
            throw e.getCause() instanceof CancellationException why ? why : e;
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

    /** Ends the parties, and waits until they have ended; who is interrupted meanwhile has them stop in the middle of what they do. */
    @Override
    public void close() {
        program.stop();
        idle.resume();
        boolean interrupted = false;
        while (true) {
            try {
                watching.join();
                break;
            } catch (InterruptedException e) {
                // No time to finish a batch: ends it, which takes a moment.
                interrupted = true;
                ending.request();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
