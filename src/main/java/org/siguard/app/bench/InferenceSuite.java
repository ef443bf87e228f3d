package org.siguard.app.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.model.InferencePlan;
import org.siguard.model.InferenceSession;
import org.siguard.model.Model;
import org.siguard.model.Zoo;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.dealer.DealerProtocol;
import org.siguard.mpc.replicated.ReplicatedProtocol;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;

/**
 * Whole networks on shares, in-process, the weights shared beforehand. CrypTen's figures are the medians over loopback, its triples
 * made while it ran.
 */
final class InferenceSuite {
    private static final String CRYPTEN = "CrypTen 0.4, triples inline";

    private InferenceSuite() {
    }

    static Suite suite() {
        Protocol replicated = new ReplicatedProtocol();
        return new Suite("inference",
                List.of(new Inference("mlp-600-256-128-100", "", 256, replicated, Unit.ITEMS_A_SECOND, null),
                        new Inference("chmnist-cnn", "", 32, replicated, Unit.ITEMS_A_SECOND, null),
                        new Inference("resnet18-cifar", "", 1, replicated, Unit.SECONDS, new Peer(CRYPTEN, 1.92)),
                        new Inference("resnet34-cifar", "", 1, replicated, Unit.SECONDS, new Peer(CRYPTEN, 3.65)),
                        new Inference("resnet34-cifar", "-dealer", 1, new DealerProtocol(), Unit.SECONDS, new Peer(CRYPTEN, 3.65))));
    }

    private record Inference(String network, String suffix, int batch, Protocol protocol, Unit unit, Peer peer) implements Benchmark {
        @Override
        public String name() {
            return network + suffix;
        }

        @Override
        public Result run(Effort effort) {
            Model model = Zoo.build(network, 1, 1);
            List<float[]> records = records(model.spec().input().size());
            try (InferenceSession session = InferenceSession.open(model, protocol, FixedPoint.STANDARD, NetworkProfile.IN_PROCESS,
                    Seed.of(1), Cancellation.never())) {
                InferencePlan.Step plan = session.plan(batch).total();
                Timing timing = Timing.of(() -> session.infer(records, Progress.none(), Cancellation.never()), effort);
                return new Result(name(), unit.figure(timing.nanos(), batch), unit, timing.runs(), plan.rounds(), plan.bytes(), peer);
            }
        }

        private List<float[]> records(int width) {
            Random random = new Random(1);
            List<float[]> out = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
                float[] record = new float[width];
                for (int k = 0; k < width; k++) {
                    record[k] = 4 * random.nextFloat() - 2;
                }
                out.add(record);
            }
            return out;
        }
    }
}
