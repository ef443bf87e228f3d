package org.siguard.model;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.siguard.base.Progress;
import org.siguard.mpc.Costs;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.SecureProgram;
import org.siguard.mpc.Shared;
import org.siguard.net.NetworkDown;
import org.siguard.net.Party;
import org.siguard.net.Traffic;
import org.siguard.net.TrafficMeter;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * What the parties of an {@link InferenceSession} run: the owner shares the weights and is done; the client and the servers then
 * take one batch after another. That there is a batch, and how large it is, is known to all; they are told past the network.
 */
final class SessionProgram implements SecureProgram<Void> {
    static final String WEIGHTS = "weights";
    static final String INPUT = "input";
    static final String RELEASE = "release";

    private final Model model;
    private final Protocol protocol;
    private final FixedPoint fixedPoint;
    private final Map<Party, BlockingQueue<Order>> orders = new HashMap<>();
    private final CompletableFuture<Costs> shared = new CompletableFuture<>();
    private final Ledger sharing;
    private volatile Batch current;
    /** Why nothing more will come; null as long as the parties live. */
    private volatile Throwable over;

    /** A batch to be worked on, or none: the end. Nobody begins before {@code given}, when all had done with the one before. */
    private record Order(Batch batch, TrafficMeter.Moment given) {
    }

    /** A batch, and what has come of it. */
    private static final class Batch {
        private final List<float[]> records;
        private final Progress progress;
        private final Ledger ledger;
        private final CompletableFuture<Outcome<double[][]>> outcome = new CompletableFuture<>();
        private final Map<Party, Integer> reached = new HashMap<>();
        private int told = -1;
        private volatile double[][] logits;

        Batch(List<float[]> records, Progress progress, Ledger ledger) {
            this.records = records;
            this.progress = progress;
            this.ledger = ledger;
        }

        /** A layer is begun when the last of the servers begins it. */
        synchronized void reached(Party server, String node, int step, int steps, int servers) {
            reached.put(server, step);
            int all = reached.size() < servers ? -1 : reached.values().stream().min(Integer::compare).orElse(-1);
            if (all > told) {
                told = all;
                progress.report(node, (double) all / steps);
            }
        }
    }

    /** Each party's costs of one stretch of work; full when all have handed in theirs. */
    private static final class Ledger {
        private final int parties;
        private final Set<Party> beforehand;
        private final Map<Party, Map<String, Traffic>> byParty = new HashMap<>();
        private long latency;
        private TrafficMeter.Moment latest = new TrafficMeter.Moment(0, 0);

        Ledger(Protocol protocol) {
            this.parties = protocol.servers().size() + 1;
            this.beforehand = protocol.offline();
        }

        /** When the last of those who are at work while the client waits was done. */
        synchronized TrafficMeter.Moment latest() {
            return latest;
        }

        /** Returns whether this was the last of them. */
        synchronized boolean enter(TrafficMeter meter, Map<String, Traffic> before, long nanos) {
            Map<String, Traffic> spent = new LinkedHashMap<>();
            meter.byOperation().forEach((path, traffic) -> {
                Traffic more = traffic.minus(before.getOrDefault(path, Traffic.NONE));
                if (!more.equals(Traffic.NONE)) {
                    spent.put(path, more);
                }
            });
            byParty.put(meter.party(), spent);
            latency = Math.max(latency, nanos);
            TrafficMeter.Moment now = meter.now();
            if (!beforehand.contains(meter.party())) {
                latest = new TrafficMeter.Moment(Math.max(latest.nanos(), now.nanos()), Math.max(latest.rounds(), now.rounds()));
            }
            return byParty.size() == parties;
        }

        synchronized Costs costs(Protocol protocol) {
            return new Costs(Map.copyOf(byParty), protocol.offline(), Map.of(), latency);
        }
    }

    SessionProgram(Model model, Protocol protocol, FixedPoint fixedPoint) {
        this.model = model;
        this.protocol = protocol;
        this.fixedPoint = fixedPoint;
        this.sharing = new Ledger(protocol);
        protocol.servers().forEach(server -> orders.put(server, new LinkedBlockingQueue<>()));
        orders.put(Outside.CLIENT.party(), new LinkedBlockingQueue<>());
    }

    /** Done when every server has its part of the weights. */
    CompletableFuture<Costs> shared() {
        return shared;
    }

    /** Asks about a batch. */
    CompletableFuture<Outcome<double[][]>> ask(List<float[]> records, Progress progress) {
        TrafficMeter.Moment given = current == null ? sharing.latest() : current.ledger.latest();
        Batch batch = new Batch(records, progress, new Ledger(protocol));
        current = batch;
        orders.get(Outside.CLIENT.party()).add(new Order(batch, given));
        Throwable why = over;
        if (why != null) {
            batch.outcome.completeExceptionally(why);
        }
        return batch.outcome;
    }

    /** Lets the parties end when they have done what they were asked. */
    void stop() {
        orders.get(Outside.CLIENT.party()).add(new Order(null, new TrafficMeter.Moment(0, 0)));
    }

    /** Tells those who wait that nothing more will come, and why. */
    void end(Throwable why) {
        over = why;
        shared.completeExceptionally(why);
        Batch last = current;
        if (last != null) {
            last.outcome.completeExceptionally(why);
        }
    }

    @Override
    public void own(Outsider owner) {
        TrafficMeter meter = owner.meter();
        meter.in(WEIGHTS, () -> SharedModel.own(owner, model, fixedPoint));
        handInWeights(meter);
    }

    private void handInWeights(TrafficMeter meter) {
        if (sharing.enter(meter, Map.of(), meter.now().nanos())) {
            shared.complete(sharing.costs(protocol));
        }
    }

    @Override
    public Void ask(Outsider client) {
        TrafficMeter meter = client.meter();
        BlockingQueue<Order> mine = orders.get(Outside.CLIENT.party());
        while (true) {
            Batch batch = meter.await(() -> next(mine), Order::given).batch();
            Order order = new Order(batch, meter.now());
            protocol.servers().forEach(server -> orders.get(server).add(order));
            if (batch == null) {
                return null;
            }
            Map<String, Traffic> before = meter.byOperation();
            batch.logits = query(client, batch.records);
            handIn(batch, meter, before, meter.now().nanos() - order.given().nanos());
        }
    }

    private double[][] query(Outsider client, List<float[]> records) {
        Shape shape = SharedLayers.batch(records.size(), model.spec().input());
        int width = model.spec().input().size();
        float[] all = new float[shape.size()];
        for (int i = 0; i < records.size(); i++) {
            System.arraycopy(records.get(i), 0, all, i * width, width);
        }
        client.meter().in(INPUT, () -> client.share(fixedPoint.encode(shape, all)));
        int classes = model.spec().classes();
        RingTensor logits = client.meter().in(RELEASE, () -> client.receive(Shape.of(records.size(), classes)));
        double[][] out = new double[records.size()][classes];
        for (int i = 0; i < logits.size(); i++) {
            out[i / classes][i % classes] = fixedPoint.decode(logits.data()[i]);
        }
        return out;
    }

    @Override
    public void serve(FullRing engine) {
        TrafficMeter meter = engine.meter();
        SharedModel network = meter.in(WEIGHTS, () -> SharedModel.take(engine, model.spec()));
        handInWeights(meter);
        BlockingQueue<Order> mine = orders.get(meter.party());
        while (true) {
            Batch batch = meter.await(() -> next(mine), Order::given).batch();
            if (batch == null) {
                return;
            }
            Map<String, Traffic> before = meter.byOperation();
            Shape shape = SharedLayers.batch(batch.records.size(), model.spec().input());
            Shared records = meter.in(INPUT, () -> engine.input(Outside.CLIENT, shape));
            Shared logits = network.logits(records,
                    (node, step, steps) -> batch.reached(meter.party(), node.name(), step, steps, protocol.servers().size()));
            meter.in(RELEASE, () -> engine.reveal(logits, Outside.CLIENT));
            handIn(batch, meter, before, 0);
        }
    }

    private void handIn(Batch batch, TrafficMeter meter, Map<String, Traffic> before, long latency) {
        if (batch.ledger.enter(meter, before, latency)) {
            batch.outcome.complete(new Outcome<>(batch.logits, batch.ledger.costs(protocol)));
        }
    }

    private static Order next(BlockingQueue<Order> mine) {
        try {
            return mine.take();
        } catch (InterruptedException e) {
            throw new NetworkDown();
        }
    }
}
