package org.siguard.experiment;

import java.util.List;
import org.siguard.guard.OutputGuard;
import org.siguard.model.Folding;
import org.siguard.model.Model;
import org.siguard.model.SharedModel;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.SecureProgram;
import org.siguard.mpc.Shared;
import org.siguard.net.TrafficMeter;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * One batch of queries: the owner shares the model and the guard's secrets, the client its records; the servers compute the
 * logits, let the guard perturb them, and open the result to the client alone.
 */
final class GuardedInference implements SecureProgram<double[][]> {
    static final String WEIGHTS = "weights";
    static final String INFERENCE = "inference";
    static final String GUARD = "guard";
    static final String RELEASE = "release";

    private final Model model;
    private final OutputGuard guard;
    private final List<float[]> records;
    private final FixedPoint fixedPoint;

    GuardedInference(Model model, OutputGuard guard, List<float[]> records, FixedPoint fixedPoint) {
        this.model = Folding.of(model);
        this.guard = guard;
        this.records = records;
        this.fixedPoint = fixedPoint;
    }

    @Override
    public void own(Outsider owner) {
        SharedModel.own(owner, model, fixedPoint);
        guard.own(owner, fixedPoint);
    }

    @Override
    public double[][] ask(Outsider client) {
        int width = model.spec().input().size();
        float[] all = new float[records.size() * width];
        for (int i = 0; i < records.size(); i++) {
            System.arraycopy(records.get(i), 0, all, i * width, width);
        }
        client.share(fixedPoint.encode(recordShape(), all));
        int classes = model.spec().classes();
        RingTensor released = client.receive(Shape.of(records.size(), classes));
        double[][] vectors = new double[records.size()][classes];
        for (int i = 0; i < released.size(); i++) {
            vectors[i / classes][i % classes] = fixedPoint.decode(released.data()[i]);
        }
        return vectors;
    }

    @Override
    public void serve(FullRing engine) {
        TrafficMeter meter = engine.meter();
        SharedModel shared = meter.in(WEIGHTS, () -> SharedModel.take(engine, model.spec()));
        OutputGuard.Guarding guarding = meter.in(WEIGHTS, () -> guard.serve(engine));
        Shared logits = meter.in(INFERENCE, () -> shared.logits(engine.input(Outside.CLIENT, recordShape())));
        Shared released = meter.in(GUARD, () -> guarding.protect(logits));
        meter.in(RELEASE, () -> engine.reveal(released, Outside.CLIENT));
    }

    private Shape recordShape() {
        int[] record = model.spec().input().toArray();
        int[] batch = new int[record.length + 1];
        batch[0] = records.size();
        System.arraycopy(record, 0, batch, 1, record.length);
        return Shape.of(batch);
    }
}
