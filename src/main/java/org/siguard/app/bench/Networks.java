package org.siguard.app.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.model.InferenceSession;
import org.siguard.model.Model;
import org.siguard.mpc.Costs;
import org.siguard.mpc.Protocol;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;

/** What the benchmarks of inference have in common. */
final class Networks {
    private Networks() {
    }

    static InferenceSession open(Model model, Protocol protocol, NetworkProfile network) {
        return InferenceSession.open(model, protocol, FixedPoint.STANDARD, network, Seed.of(1), Cancellation.never());
    }

    static Costs infer(InferenceSession session, List<float[]> records) {
        return session.infer(records, Progress.none(), Cancellation.never()).costs();
    }

    /** Numbers spread as those of normalised pictures. */
    static List<float[]> records(Model model, int count) {
        int width = model.spec().input().size();
        Random random = new Random(1);
        List<float[]> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] record = new float[width];
            for (int k = 0; k < width; k++) {
                record[k] = 4 * random.nextFloat() - 2;
            }
            out.add(record);
        }
        return out;
    }
}
