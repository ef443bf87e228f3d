package org.siguard.app.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.siguard.base.Cancellation;
import org.siguard.base.Settings;
import org.siguard.guard.ClassTemplates;
import org.siguard.guard.GuardSecrets;
import org.siguard.guard.NoGuard;
import org.siguard.guard.OrderGuard;
import org.siguard.guard.OutputGuard;
import org.siguard.guard.Siguard;
import org.siguard.guard.TemplateGuard;
import org.siguard.model.Folding;
import org.siguard.model.Model;
import org.siguard.model.SharedModel;
import org.siguard.model.Zoo;
import org.siguard.mpc.Computation;
import org.siguard.mpc.Costs;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.SecureProgram;
import org.siguard.mpc.Shared;
import org.siguard.mpc.replicated.ReplicatedProtocol;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Traffic;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/**
 * SIGuard behind ten classes on three servers, with a classifier 10 → 128 → 64 → 1 of seeded weights: what it costs does not depend on
 * any of them. Beside it where the rounds and the time of one query go, and what it takes on networks.
 */
final class GuardSuite {
    private static final int CLASSES = 10;
    private static final int MANY = 256;
    private static final String MP_SPDZ = "SIGuard's program, merged";
    private static final List<NetworkProfile> NETWORKS = List.of(NetworkProfile.IN_PROCESS, NetworkProfile.LAN, NetworkProfile.WAN);
    private static final String GUARD = "guard";
    private static final String INFERENCE = "inference";
    private static final int REPETITIONS = 3;
    /** Guarded queries that do not count, and that do. */
    private static final int WARM = 3;
    private static final int RUNS = 5;

    private GuardSuite() {
    }

    static Suite suite() {
        Protocol protocol = new ReplicatedProtocol();
        return new Suite("guard", List.of(
                // Small ones first: what they and the large ones have in common is compiled by then.
                new Query("none-1", new NoGuard(), protocol, null),
                new Query("template-1", new TemplateGuard(templates()), protocol, null),
                new Query("order-1", new OrderGuard(Settings.defaults(List.of(OrderGuard.PLACES)), templates()), protocol, null),
                new Query("siguard-brief-1", guard(Siguard.BRIEF), protocol, null),
                new Query("siguard-fast-1", guard(Siguard.FAST), protocol, null),
                new Query("siguard-1", guard(Siguard.PUBLISHED), protocol, new Peer(MP_SPDZ, 4.5)),
                new Query("siguard-strong-1", guard(Siguard.STRONG), protocol, null),
                new Batch("siguard-fast-256", Siguard.FAST, MANY, protocol, null),
                new Batch("siguard-256", Siguard.PUBLISHED, MANY, protocol, new Peer(MP_SPDZ, 1 / 4.5)),
                new Share("guard-share-resnet34", "resnet34-cifar", Siguard.PUBLISHED, protocol)));
    }

    static OutputGuard guard(String preset) {
        Model h = Zoo.build("mlp-" + CLASSES + "-128-64-1", 1, 1);
        return Siguard.preset(preset, new GuardSecrets(h, templates()));
    }

    private static ClassTemplates templates() {
        double[][] even = new double[CLASSES][CLASSES];
        for (int label = 0; label < CLASSES; label++) {
            for (int i = 0; i < CLASSES; i++) {
                even[label][i] = i == label ? 0.55 : 0.05;
            }
        }
        return new ClassTemplates(even);
    }

    private static RingTensor logits(int queries) {
        return FixedPoint.STANDARD.encode(Shape.of(queries, CLASSES), new Random(1).doubles(queries * CLASSES, -4, 4).toArray());
    }

    private static LiveComputation.Measured measure(OutputGuard guard, int queries, Protocol protocol, Effort effort) {
        return LiveComputation.measure(protocol, List.of(logits(queries)), owner -> guard.own(owner, FixedPoint.STANDARD), engine -> {
            OutputGuard.Guarding guarding = guard.serve(engine);
            return (seat, inputs) -> guarding.protect(inputs.get(0));
        }, effort);
    }

    /** Queries a second, many at once. */
    private record Batch(String name, String preset, int queries, Protocol protocol, Peer peer) implements Benchmark {
        @Override
        public List<Result> run(Effort effort) {
            LiveComputation.Measured measured = measure(guard(preset), queries, protocol, effort);
            return List.of(new Result(name, Unit.ITEMS_A_SECOND.figure(measured.timing().nanos(), queries), Unit.ITEMS_A_SECOND,
                    measured.timing().runs(), measured.traffic().rounds(), measured.traffic().bytes(), peer));
        }
    }

    /** One query; then what it takes on networks, and where rounds and time go. */
    record Query(String name, OutputGuard guard, Protocol protocol, Peer peer) implements Benchmark {
        @Override
        public List<Result> run(Effort effort) {
            LiveComputation.Measured measured = measure(guard, 1, protocol, effort);
            List<Result> out = new ArrayList<>();
            out.add(new Result(name, Unit.SECONDS.figure(measured.timing().nanos(), 1), Unit.SECONDS, measured.timing().runs(),
                    measured.traffic().rounds(), measured.traffic().bytes(), peer));
            for (NetworkProfile network : NETWORKS.subList(1, NETWORKS.size())) {
                Traffic cost = asked(network).of(GUARD);
                out.add(new Result(name + "/" + network.name(), cost.nanos() / 1e9, Unit.SECONDS, 1, cost.rounds(), cost.bytes(), null));
            }
            out.addAll(profile());
            return out;
        }

        private Costs asked(NetworkProfile network) {
            return GuardSuite.asked(null, guard, protocol, network, REPETITIONS);
        }

        /** By operation within the guard, what is inside an operation counted with it. */
        private List<Result> profile() {
            Costs costs = asked(NetworkProfile.IN_PROCESS);
            List<Result> out = new ArrayList<>();
            for (String operation : operations(costs)) {
                Traffic part = costs.of(GUARD + "/search/" + operation);
                out.add(new Result(name + "/" + operation, part.nanos() / 1e6, Unit.MILLISECONDS, 1, part.rounds(), part.bytes(), null));
            }
            return out;
        }

        /** What the guard does itself, and what its steps are made of. */
        private static List<String> operations(Costs costs) {
            String prefix = GUARD + "/search/";
            return costs.byOperation().keySet().stream().filter(path -> path.startsWith(prefix))
                    .map(path -> path.substring(prefix.length()))
                    .map(path -> {
                        String[] parts = path.split("/", 3);
                        return parts[0].endsWith("step") && parts.length > 1 ? parts[0] + "/" + parts[1] : parts[0];
                    }).distinct().toList();
        }
    }

    /** The guard's share of a guarded query, on every network; the paper has one figure. */
    private record Share(String name, String network, String preset, Protocol protocol) implements Benchmark {
        @Override
        public List<Result> run(Effort effort) {
            Model model = Folding.of(Zoo.build(network, 1, 1));
            List<Result> out = new ArrayList<>();
            for (NetworkProfile profile : NETWORKS) {
                Computation computation = new Computation(protocol, FixedPoint.STANDARD, profile, Seed.of(1));
                List<Double> shares = new ArrayList<>();
                Costs costs = null;
                int runs = effort.leastRuns() == 1 ? 1 : WARM + RUNS;
                for (int i = 0; i < runs; i++) {
                    costs = computation.run(new GuardedQuery(model, guard(preset)), Cancellation.never()).costs();
                    double guard = costs.of(GUARD).nanos();
                    if (i >= WARM || i == runs - 1) {
                        shares.add(100 * guard / (guard + costs.of(INFERENCE).nanos()));
                    }
                }
                Traffic guard = costs.of(GUARD);
                out.add(new Result(profile.equals(NetworkProfile.IN_PROCESS) ? name : name + "/" + profile.name(), Timing.median(shares),
                        Unit.SHARE, shares.size(), guard.rounds(), guard.bytes(), new Peer("SIGuard's paper", 24.8)));
            }
            return out;
        }
    }

    /** The costs of the last of some queries: those before it are for the JVM to warm up. */
    private static Costs asked(Model model, OutputGuard guard, Protocol protocol, NetworkProfile network, int repetitions) {
        Computation computation = new Computation(protocol, FixedPoint.STANDARD, network, Seed.of(1));
        Costs costs = null;
        for (int i = 0; i < repetitions; i++) {
            costs = computation.run(new GuardedQuery(model, guard), Cancellation.never()).costs();
        }
        return costs;
    }

    /** One query through a network, or straight into the guard where there is none. */
    private record GuardedQuery(Model model, OutputGuard guard) implements SecureProgram<RingTensor> {
        @Override
        public void own(Outsider owner) {
            if (model != null) {
                SharedModel.own(owner, model, FixedPoint.STANDARD);
            }
            guard.own(owner, FixedPoint.STANDARD);
        }

        @Override
        public RingTensor ask(Outsider client) {
            RingTensor query = logits(1);
            if (model != null) {
                query = FixedPoint.STANDARD.encode(batch(), Networks.records(model, 1).get(0));
            }
            client.share(query);
            return client.receive(Shape.of(1, CLASSES));
        }

        private Shape batch() {
            int[] record = model.spec().input().toArray();
            int[] one = new int[record.length + 1];
            one[0] = 1;
            System.arraycopy(record, 0, one, 1, record.length);
            return Shape.of(one);
        }

        @Override
        public void serve(FullRing engine) {
            SharedModel shared = model == null ? null : SharedModel.take(engine, model.spec());
            OutputGuard.Guarding guarding = guard.serve(engine);
            Shared records = engine.input(Outside.CLIENT, model == null ? Shape.of(1, CLASSES) : batch());
            Shared logits = shared == null ? records : engine.meter().in(INFERENCE, () -> shared.logits(records));
            engine.reveal(engine.meter().in(GUARD, () -> guarding.protect(logits)), Outside.CLIENT);
        }
    }
}
