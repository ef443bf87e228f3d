package org.siguard.app.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.siguard.base.Cancellation;
import org.siguard.model.FieldNetwork;
import org.siguard.model.Layer;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.model.Tensor;
import org.siguard.model.Zoo;
import org.siguard.mpc.Costs;
import org.siguard.mpc.simc.PreparedProtocol;
import org.siguard.mpc.simc.SimcProtocol;
import org.siguard.mpc.simc.Tampering;
import org.siguard.mpc.simc.TwoPartyProtocol;
import org.siguard.mpc.simc.TwoPartyProtocols;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/**
 * Two parties of which the client may cheat, in-process, each on a thread. Every run is a whole inference with secrets of its own, the transfers on the curve among
 * them. Bytes are those on the wire; homomorphic encryption is modelled, and neither its bytes nor its time are in these figures: of MUSE, whose triples
 * come out of it, that is the larger part.
 */
final class ClientMaliciousSuite {
    private ClientMaliciousSuite() {
    }

    static Suite suite() {
        return new Suite("client-malicious",
                List.of(new TwoPartyInference("relu6-10000", SimcProtocol.NAME, () -> activations(10_000)),
                        new TwoPartyInference("relu6-10000-muse", PreparedProtocol.MUSE, () -> activations(10_000)),
                        new TwoPartyInference("simc-mnist", SimcProtocol.NAME, () -> Zoo.build("simc-mnist", 1, 1)),
                        new TwoPartyInference("simc-cifar10", SimcProtocol.NAME, () -> Zoo.build("simc-cifar10", 1, 1))));
    }

    /** One number to so many activations, and their sum: next to nothing but ReLU6. */
    private static Model activations(int count) {
        ModelSpec spec = new ModelSpec("relu6-" + count, Shape.of(1),
                List.of(new ModelSpec.Node("fan", new Layer.Linear(1, count, false), List.of(ModelSpec.INPUT)),
                        new ModelSpec.Node("relu", new Layer.Relu6(), List.of("fan")),
                        new ModelSpec.Node("sum", new Layer.Linear(count, 1, false), List.of("relu"))));
        float[] weights = new float[count];
        for (int i = 0; i < count; i++) {
            weights[i] = (i % 41 - 20) / 4f;
        }
        return new Model(spec,
                Map.of("fan.weight", new Tensor(Shape.of(count, 1), weights), "sum.weight", new Tensor(Shape.of(1, count), weights)));
    }

    private record TwoPartyInference(String name, String protocol, Supplier<Model> model) implements Benchmark {
        @Override
        public List<Result> run(Effort effort) {
            FieldNetwork network = FieldNetwork.of(model.get());
            float[] record = new float[network.network().inputs()];
            for (int i = 0; i < record.length; i++) {
                record[i] = (float) Math.sin(i);
            }
            long[] input = network.encode(record);
            TwoPartyProtocol inference = TwoPartyProtocols.byName(protocol, Seed.of(1)).apply(Tampering.NONE);
            AtomicReference<Costs> costs = new AtomicReference<>();
            Timing timing = Timing.of(() -> costs
                    .set(inference.infer(network.network(), input, NetworkProfile.IN_PROCESS, new Cancellation()).costs()), effort);
            return List.of(new Result(name, timing.nanos() / 1e9, Unit.SECONDS, timing.runs(), costs.get().total().rounds(),
                    costs.get().total().bytes(), null));
        }
    }
}
