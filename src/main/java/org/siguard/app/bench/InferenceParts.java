package org.siguard.app.bench;

import java.util.List;
import org.siguard.model.Folding;
import org.siguard.model.InferencePlan;
import org.siguard.model.InferenceSession;
import org.siguard.model.Layer;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.model.Zoo;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Shared;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * Where the time of an inference goes: the same network with its ReLU taken out spends it on the linear layers, truncations
 * included, and what it spends less went into comparisons. Held against what the kernel does alone, and against a million
 * comparisons at once.
 *
 * <ul>
 * <li>{@code /linear}: the network without ReLU.
 * <li>{@code /products-a-core}: the plain products of all parties together, which are {@value #PLAIN_PRODUCTS} for each of the network's
 * own multiply-adds, by the time of {@code /linear} and the cores they ran on; so it can stand beside a kernel that only multiplies.
 * <li>{@code /comparisons}: a difference, that of the two networks' comparisons by that of their times; so are its rounds and bytes.
 * </ul>
 * Rounds and bytes of all three are planned; tests hold that as many are counted.
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
        Timing[] times = sideBySide(whole, linear, effort);
        Timing with = times[0];
        Timing without = times[1];
        InferencePlan.Step linearPlan = plan(linear);
        InferencePlan.Step wholePlan = plan(whole);
        double cores = Math.min(protocol.servers().size(), Runtime.getRuntime().availableProcessors());
        Peer kernel = new Peer("gemm-long here", Machine.PRODUCTS / RingSuite.longProduct(effort).nanos());
        Peer comparisons = new Peer("relu-1m here", MANY / relus(effort).nanos() * 1e9);
        return List.of(
                new Result(network + "/linear", Unit.SECONDS.figure(without.nanos(), 1), Unit.SECONDS, without.runs(),
                        linearPlan.rounds(), linearPlan.bytes(), null),
                new Result(network + "/products-a-core", PLAIN_PRODUCTS * linearPlan.multiplyAdds() / without.nanos() / cores,
                        Unit.GIGA_PRODUCTS_A_SECOND, without.runs(), linearPlan.rounds(), linearPlan.bytes(), kernel),
                new Result(network + "/comparisons", wholePlan.comparisons() / (with.nanos() - without.nanos()) * 1e9,
                        Unit.ITEMS_A_SECOND, with.runs(), wholePlan.rounds() - linearPlan.rounds(),
                        wholePlan.bytes() - linearPlan.bytes(), comparisons));
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

    /** By turns, so that whatever else the machine does falls on both. */
    private Timing[] sideBySide(Model first, Model second, Effort effort) {
        List<float[]> records = Networks.records(first, 1);
        try (InferenceSession one = Networks.open(first, protocol, NetworkProfile.IN_PROCESS);
                InferenceSession other = Networks.open(second, protocol, NetworkProfile.IN_PROCESS)) {
            return Timing.byTurns(() -> Networks.infer(one, records), () -> Networks.infer(other, records), effort);
        }
    }

    private InferencePlan.Step plan(Model model) {
        return InferencePlan.of(Folding.of(model).spec(), 1, protocol.costs(), FixedPoint.STANDARD).total();
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
