package org.siguard.mpc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.siguard.base.Cancellation;
import org.siguard.mpc.clear.ClearProtocol;
import org.siguard.mpc.dealer.DealerProtocol;
import org.siguard.mpc.replicated.ReplicatedProtocol;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/** Runs a small program on a protocol: the client shares tensors, the servers compute, the client takes the results home. */
public final class Trial {
    public static final FixedPoint FIXED = FixedPoint.STANDARD;

    private Trial() {
    }

    /** Every engine there is; the first is the clear twin. */
    public static List<Protocol> engines() {
        return List.of(clear(), secure(), new DealerProtocol());
    }

    /** Those that compute on shares. */
    public static List<Protocol> secureEngines() {
        return List.of(secure(), new DealerProtocol());
    }

    /** The clear twin, with the account kept for one of the others. */
    public static Protocol clearFor(Protocol protocol) {
        return new ClearProtocol(protocol.costs());
    }

    public static Protocol clear() {
        return new ClearProtocol(secure().costs());
    }

    public static Protocol secure() {
        return new ReplicatedProtocol();
    }

    public static Computation computation(Protocol protocol, long seed) {
        return new Computation(protocol, FIXED, NetworkProfile.IN_PROCESS, Seed.of(seed));
    }

    public static Outcome<List<RingTensor>> run(Protocol protocol, List<RingTensor> inputs,
            BiFunction<FullRing, List<Shared>, List<Shared>> program) {
        return run(computation(protocol, 1), inputs, program);
    }

    public static Outcome<List<RingTensor>> run(Computation computation, List<RingTensor> inputs,
            BiFunction<FullRing, List<Shared>, List<Shared>> program) {
        return computation.run(new Program(inputs, program), Cancellation.never());
    }

    /** One input, one result, as real numbers. */
    public static double[] run(Protocol protocol, double[] input, Shape shape, BiFunction<FullRing, Shared, Shared> program) {
        List<RingTensor> results = run(protocol, List.of(FIXED.encode(shape, input)),
                (engine, shared) -> List.of(program.apply(engine, shared.get(0)))).result();
        return FIXED.decode(results.get(0));
    }

    /** Shapes of results are known only once the program runs, so the servers' first message in a test is a private matter of it. */
    private static final class Program implements SecureProgram<List<RingTensor>> {
        private final List<RingTensor> inputs;
        private final BiFunction<FullRing, List<Shared>, List<Shared>> program;
        private final java.util.concurrent.CompletableFuture<List<Shape>> shapes = new java.util.concurrent.CompletableFuture<>();

        Program(List<RingTensor> inputs, BiFunction<FullRing, List<Shared>, List<Shared>> program) {
            this.inputs = inputs;
            this.program = program;
        }

        @Override
        public void own(Outsider owner) {
            // Nothing of the owner's is needed.
        }

        @Override
        public List<RingTensor> ask(Outsider client) {
            inputs.forEach(client::share);
            List<RingTensor> results = new ArrayList<>();
            for (Shape shape : shapes.join()) {
                results.add(client.receive(shape));
            }
            return results;
        }

        @Override
        public void serve(FullRing engine) {
            List<Shared> shared = new ArrayList<>();
            inputs.forEach(input -> shared.add(engine.input(Outside.CLIENT, input.shape())));
            List<Shared> results = List.of();
            try {
                results = program.apply(engine, shared);
            } finally {
                shapes.complete(results.stream().map(Shared::shape).toList());
            }
            results.forEach(result -> engine.reveal(result, Outside.CLIENT));
        }
    }
}
