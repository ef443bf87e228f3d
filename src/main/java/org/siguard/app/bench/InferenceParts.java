package org.siguard.app.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.siguard.model.Folding;
import org.siguard.model.InferencePlan;
import org.siguard.model.InferenceSession;
import org.siguard.model.Layer;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.model.Zoo;
import org.siguard.mpc.Costs;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Shared;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * Where the time of an inference goes, held against what the kernel does alone, and against a million comparisons at once. Products are
 * the plain ones of all parties together, which are {@value #PLAIN_PRODUCTS} for each of the network's own multiply-adds.
 *
 * <ul>
 * <li>{@code /linear-layers}: the network's products by the parties' time in its linear layers, added up ({@link LinearLayers}), which is
 * products a second and core if every party has a core of its own.
 * <li>{@code /without-relu}: the same network with its ReLU taken out.
 * <li>{@code /without-relu/products-a-core}: its products by its time and the cores that this machine has for it. Whatever else such a
 * network does is in there: additions, pooling, input and release, and cores that wait because one party is ahead of another.
 * <li>{@code /comparisons}: a difference, that of the two networks' comparisons by that of their times; so are its rounds and bytes.
 * </ul>
 * Rounds and bytes of all are planned; tests hold that as many are counted.
 */
record InferenceParts(String network, Protocol protocol) implements Benchmark {
    /** A product of two masked values takes the evaluators two plain ones each, and the assistant one. */
    private static final int PLAIN_PRODUCTS = 5;
    private static final int MANY = 1_000_000;

    @Override
    public String name() {
        return network + "/parts";
    }

    @Override
    public List<Result> run(Effort effort) {
        Model whole = Zoo.build(network, 1, 1);
        Model linear = withoutRelu(whole);
        InferencePlan wholePlan = plan(whole);
        LinearLayers layers = LinearLayers.of(wholePlan);
        List<Double> inLayers = new ArrayList<>();
        Timing[] times = sideBySide(whole, linear, costs -> inLayers.add((double) layers.nanos(costs, protocol.servers())), effort);
        Timing with = times[0];
        Timing without = times[1];
        // Those before were warming up.
        double nanos = Timing.median(inLayers.subList(inLayers.size() - with.runs(), inLayers.size()));
        InferencePlan.Step all = wholePlan.total();
        InferencePlan.Step rest = plan(linear).total();
        double cores = Math.min(protocol.servers().size(), Runtime.getRuntime().availableProcessors());
        Peer kernel = new Peer("gemm-long here", Machine.PRODUCTS / RingSuite.longProduct(effort).nanos());
        Peer comparisons = new Peer("relu-1m here", MANY / relus(effort).nanos() * 1e9);
        String bare = network + "/without-relu";
        return List.of(
                new Result(network + "/linear-layers", PLAIN_PRODUCTS * layers.multiplyAdds() / nanos, Unit.GIGA_PRODUCTS_A_SECOND,
                        with.runs(), layers.rounds(), layers.bytes(), kernel),
                new Result(bare, Unit.SECONDS.figure(without.nanos(), 1), Unit.SECONDS, without.runs(), rest.rounds(), rest.bytes(),
                        null),
                new Result(bare + "/products-a-core", PLAIN_PRODUCTS * rest.multiplyAdds() / without.nanos() / cores,
                        Unit.GIGA_PRODUCTS_A_SECOND, without.runs(), rest.rounds(), rest.bytes(), kernel),
                new Result(network + "/comparisons", all.comparisons() / (with.nanos() - without.nanos()) * 1e9, Unit.ITEMS_A_SECOND,
                        with.runs(), all.rounds() - rest.rounds(), all.bytes() - rest.bytes(), comparisons));
    }

    /** Dropout is what does nothing. */
    private static Model withoutRelu(Model model) {
        ModelSpec spec = model.spec();
        List<ModelSpec.Node> nodes = spec.nodes().stream()
                .map(node -> node.layer() instanceof Layer.Relu ? new ModelSpec.Node(node.name(), new Layer.Dropout(0), node.inputs())
                        : node)
                .toList();
        return new Model(new ModelSpec(spec.name(), spec.input(), nodes), model.weights());
    }

    /**
     * By turns, so that whatever else the machine does falls on both.
     *
     * @param watcher told what every query of the first cost, those of the warm-up too
     */
    private Timing[] sideBySide(Model first, Model second, Consumer<Costs> watcher, Effort effort) {
        List<float[]> records = Networks.records(first, 1);
        try (InferenceSession one = Networks.open(first, protocol, NetworkProfile.IN_PROCESS);
                InferenceSession other = Networks.open(second, protocol, NetworkProfile.IN_PROCESS)) {
            return Timing.byTurns(() -> watcher.accept(Networks.infer(one, records)), () -> Networks.infer(other, records), effort);
        }
    }

    private InferencePlan plan(Model model) {
        return InferencePlan.of(Folding.of(model).spec(), 1, protocol.costs(), FixedPoint.STANDARD);
    }

    private Timing relus(Effort effort) {
        List<RingTensor> numbers = List.of(RingTensor.of(Shape.of(MANY), Machine.numbers(MANY)));
        return LiveComputation.measure(protocol, numbers, (seat, inputs) -> {
            FullRing engine = seat.engine();
            Shared x = inputs.get(0);
            engine.select(engine.not(engine.negative(x)), x);
        }, effort).timing();
    }
}
