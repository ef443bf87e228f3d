package org.siguard.app.bench;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.siguard.base.Cancellation;
import org.siguard.mpc.Computation;
import org.siguard.mpc.CostSheet;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.SecureProgram;
import org.siguard.mpc.Shared;
import org.siguard.net.Endpoint;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Party;
import org.siguard.net.Traffic;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Seed;

/**
 * Takes the time of an operation inside one computation that stays alive, so that neither the start of threads nor sharing nor
 * opening counts. The first server holds the stopwatch; before each run it tells the others, past the network, how often to
 * repeat.
 */
final class LiveComputation implements SecureProgram<Void> {
    private static final String ONCE = "once";
    private static final int END = 0;

    /** What every server does over and over. */
    @FunctionalInterface
    interface Operation {
        void run(Seat seat, List<Shared> inputs);
    }

    /** What is done before, once: a server's part of what the owner shares becomes the operation. */
    @FunctionalInterface
    interface Preparation {
        Operation of(FullRing engine);
    }

    /** A server's place in the computation. */
    record Seat(FullRing engine, Endpoint endpoint) {
    }

    /**
     * What came out.
     *
     * @param traffic of one operation, all parties together
     */
    record Measured(Timing timing, Traffic traffic) {
    }

    private final List<RingTensor> inputs;
    private final Consumer<Outsider> owner;
    private final Preparation preparation;
    private final Effort effort;
    private final Watched protocol;
    private final Party timekeeper;
    private final Map<Party, BlockingQueue<Integer>> orders = new ConcurrentHashMap<>();
    private volatile Timing timing;

    private LiveComputation(Protocol protocol, List<RingTensor> inputs, Consumer<Outsider> owner, Preparation preparation, Effort effort) {
        this.inputs = inputs;
        this.owner = owner;
        this.preparation = preparation;
        this.effort = effort;
        this.protocol = new Watched(protocol, new ConcurrentHashMap<>());
        this.timekeeper = protocol.servers().get(0);
        protocol.servers().stream().skip(1).forEach(server -> orders.put(server, new LinkedBlockingQueue<>()));
    }

    static Measured measure(Protocol protocol, List<RingTensor> inputs, Operation operation, Effort effort) {
        return measure(protocol, inputs, outsider -> {
        }, engine -> operation, effort);
    }

    /** The same, for an operation that needs secrets of the owner's. */
    static Measured measure(Protocol protocol, List<RingTensor> inputs, Consumer<Outsider> owner, Preparation preparation, Effort effort) {
        LiveComputation program = new LiveComputation(protocol, inputs, owner, preparation, effort);
        Computation computation = new Computation(program.protocol, FixedPoint.STANDARD, NetworkProfile.IN_PROCESS, Seed.of(1));
        Traffic once = computation.run(program, Cancellation.never()).costs().of(ONCE);
        return new Measured(program.timing, once);
    }

    @Override
    public void own(Outsider outsider) {
        owner.accept(outsider);
    }

    @Override
    public Void ask(Outsider client) {
        inputs.forEach(client::share);
        return null;
    }

    @Override
    public void serve(FullRing engine) {
        List<Shared> shared = inputs.stream().map(input -> engine.input(Outside.CLIENT, input.shape())).toList();
        Seat seat = new Seat(engine, protocol.endpoints.get(engine));
        Operation operation = preparation.of(engine);
        engine.meter().in(ONCE, () -> operation.run(seat, shared));
        if (seat.endpoint.party().equals(timekeeper)) {
            try {
                timing = Timing.of(times -> timed(operation, seat, shared, times), effort);
            } finally {
                order(END);
            }
        } else {
            obey(operation, seat, shared);
        }
    }

    private long timed(Operation operation, Seat seat, List<Shared> shared, int times) {
        order(times);
        long begun = System.nanoTime();
        repeat(operation, seat, shared, times);
        return System.nanoTime() - begun;
    }

    private void obey(Operation operation, Seat seat, List<Shared> shared) {
        BlockingQueue<Integer> mine = orders.get(seat.endpoint.party());
        try {
            for (int times = mine.take(); times != END; times = mine.take()) {
                repeat(operation, seat, shared, times);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a benchmark's servers", e);
        }
    }

    private static void repeat(Operation operation, Seat seat, List<Shared> shared, int times) {
        for (int i = 0; i < times; i++) {
            operation.run(seat, shared);
        }
    }

    private void order(int times) {
        orders.values().forEach(queue -> queue.add(times));
    }

    /** A protocol that remembers whose engine is whose. */
    private record Watched(Protocol protocol, Map<FullRing, Endpoint> endpoints) implements Protocol {
        @Override
        public FullRing engine(Party server, Endpoint endpoint, FixedPoint fixedPoint, Seed session) {
            FullRing engine = protocol.engine(server, endpoint, fixedPoint, session);
            endpoints.put(engine, endpoint);
            return engine;
        }

        @Override
        public String name() {
            return protocol.name();
        }

        @Override
        public List<Party> servers() {
            return protocol.servers();
        }

        @Override
        public Set<Party> offline() {
            return protocol.offline();
        }

        @Override
        public CostSheet costs() {
            return protocol.costs();
        }

        @Override
        public Outsider outsider(Outside role, Endpoint endpoint, Seed session) {
            return protocol.outsider(role, endpoint, session);
        }
    }
}
