package org.siguard.train.sample;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.model.Folding;
import org.siguard.model.Model;
import org.siguard.model.SharedModel;
import org.siguard.mpc.Computation;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.SecureProgram;
import org.siguard.mpc.Shared;
import org.siguard.mpc.clear.ClearProtocol;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.mpc.replicated.ReplicatedProtocol;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/**
 * What secure inference gives its clients, with one softmax or another: a membership classifier is trained on this and on nothing
 * smoother, since fixed point and approximations leave marks of their own. Computed on the clear twin, whose arithmetic is the
 * servers'.
 */
final class SecureOutputs {
    private static final FixedPoint FIXED = FixedPoint.STANDARD;
    private static final int BATCH_NUMBERS = 1 << 18;

    private SecureOutputs() {
    }

    /** For each kind one vector a record. */
    static Map<SoftmaxKind, double[][]> of(Model model, List<float[]> records, Set<SoftmaxKind> kinds, Progress progress,
            Cancellation cancellation) {
        Model folded = Folding.of(model);
        int classes = model.spec().classes();
        Map<SoftmaxKind, double[][]> out = new EnumMap<>(SoftmaxKind.class);
        kinds.forEach(kind -> out.put(kind, new double[records.size()][classes]));
        int batch = Math.clamp(BATCH_NUMBERS / model.spec().input().size(), 1, 512);
        Computation computation = new Computation(new ClearProtocol(new ReplicatedProtocol().costs()), FIXED,
                NetworkProfile.IN_PROCESS, Seed.of(0));
        for (int from = 0; from < records.size(); from += batch) {
            progress.report("asking " + model.spec().name(), (double) from / records.size());
            List<float[]> some = records.subList(from, Math.min(records.size(), from + batch));
            List<RingTensor> answers = computation.run(new Questions(folded, some, List.copyOf(out.keySet())), cancellation).result();
            int kind = 0;
            for (double[][] vectors : out.values()) {
                long[] data = answers.get(kind++).data();
                for (int i = 0; i < data.length; i++) {
                    vectors[from + i / classes][i % classes] = FIXED.decode(data[i]);
                }
            }
        }
        return out;
    }

    private record Questions(Model model, List<float[]> records, List<SoftmaxKind> kinds) implements SecureProgram<List<RingTensor>> {
        @Override
        public void own(Outsider owner) {
            SharedModel.own(owner, model, FIXED);
        }

        @Override
        public List<RingTensor> ask(Outsider client) {
            Shape shape = shape();
            float[] all = new float[shape.size()];
            int width = all.length / records.size();
            for (int i = 0; i < records.size(); i++) {
                System.arraycopy(records.get(i), 0, all, i * width, width);
            }
            client.share(FIXED.encode(shape, all));
            return kinds.stream().map(kind -> client.receive(Shape.of(records.size(), model.spec().classes()))).toList();
        }

        @Override
        public void serve(FullRing engine) {
            SharedModel shared = SharedModel.take(engine, model.spec());
            Shared logits = shared.logits(engine.input(Outside.CLIENT, shape()));
            kinds.forEach(kind -> engine.reveal(kind.of(engine, logits).probabilities(), Outside.CLIENT));
        }

        private Shape shape() {
            int[] record = model.spec().input().toArray();
            int[] batch = new int[record.length + 1];
            batch[0] = records.size();
            System.arraycopy(record, 0, batch, 1, record.length);
            return Shape.of(batch);
        }
    }
}
