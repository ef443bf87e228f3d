package org.siguard.train.sample;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.model.ClearTwin;
import org.siguard.model.Model;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.mpc.replicated.ReplicatedProtocol;
import org.siguard.ring.Seed;

/**
 * What secure inference gives its clients, with one softmax or another: a membership classifier is trained on this and on nothing
 * smoother, since fixed point and approximations leave marks of their own.
 */
final class SecureOutputs {
    private SecureOutputs() {
    }

    /** For each kind one vector a record. */
    static Map<SoftmaxKind, double[][]> of(Model model, List<float[]> records, Set<SoftmaxKind> kinds, Progress progress,
            Cancellation cancellation) {
        ClearTwin twin = new ClearTwin(new ReplicatedProtocol(), Seed.of(0), cancellation);
        double[][] logits = twin.logits(model, records, progress);
        Map<SoftmaxKind, double[][]> out = new EnumMap<>(SoftmaxKind.class);
        kinds.forEach(kind -> out.put(kind, twin.released(ClearTwin.Ending.of(kind), logits)));
        return out;
    }
}
