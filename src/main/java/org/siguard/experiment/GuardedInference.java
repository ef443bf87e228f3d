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
 * One batch of queries: the owner shares the model and the guard's secrets; when they are in place, the client shares its
 * records; the servers compute the logits, let the guard perturb them, and open the result to the client alone.
 */
public final class GuardedInference implements SecureProgram<double[][]> {
    public static final String WEIGHTS = "weights";
    /** The client's wait: from the moment it shares its records, the weights being in place, to the answer. */
    public static final String QUERY = "query";
    public static final String INFERENCE = "inference";
    public static final String GUARD = "guard";
    public static final String RELEASE = "release";

    /** What the servers tell the client when the weights are in place: one zero. */
    private static final Shape READY = Shape.of(1);

    private final Model model;
    private final OutputGuard guard;
    private final List<float[]> records;
    private final FixedPoint fixedPoint;
    private final Onlooker onlooker;

    /**
     * Is shown what each party holds, by the party's own thread: for whoever wants to see what shares look like. A party alone could
     * tell no more than this of itself, so all of them together can only be shown where all run in one process.
     */
    public interface Onlooker {
        /** A party begins; its costs are counted here. */
        void begins(TrafficMeter meter);

        /** A server holds its part of a secret: of the {@link #QUERY}, of the logits ({@link #INFERENCE}) or of what is released. */
        void holds(TrafficMeter meter, String secret, Shared part);

        /** Looks away. */
        Onlooker NOBODY = new Onlooker() {
            @Override
            public void begins(TrafficMeter meter) {
                // nothing to see
            }

            @Override
            public void holds(TrafficMeter meter, String secret, Shared part) {
                // nothing to see
            }
        };
    }

    public GuardedInference(Model model, OutputGuard guard, List<float[]> records, FixedPoint fixedPoint) {
        this(Folding.of(model), guard, records, fixedPoint, Onlooker.NOBODY);
    }

    private GuardedInference(Model folded, OutputGuard guard, List<float[]> records, FixedPoint fixedPoint, Onlooker onlooker) {
        this.model = folded;
        this.guard = guard;
        this.records = records;
        this.fixedPoint = fixedPoint;
        this.onlooker = onlooker;
    }

    /** The same, with somebody who looks on. */
    public GuardedInference watched(Onlooker by) {
        return new GuardedInference(model, guard, records, fixedPoint, by);
    }

    @Override
    public void own(Outsider owner) {
        onlooker.begins(owner.meter());
        owner.meter().in(WEIGHTS, () -> {
            SharedModel.own(owner, model, fixedPoint);
            guard.own(owner, fixedPoint);
        });
    }

    @Override
    public double[][] ask(Outsider client) {
        onlooker.begins(client.meter());
        int width = model.spec().input().size();
        float[] all = new float[records.size() * width];
        for (int i = 0; i < records.size(); i++) {
            System.arraycopy(records.get(i), 0, all, i * width, width);
        }
        RingTensor query = fixedPoint.encode(recordShape(), all);
        int classes = model.spec().classes();
        client.receive(READY);
        RingTensor released = client.meter().in(QUERY, () -> {
            client.share(query);
            return client.receive(Shape.of(records.size(), classes));
        });
        return decoded(released, fixedPoint);
    }

    /** Rows of numbers. */
    static double[][] decoded(RingTensor released, FixedPoint fixedPoint) {
        int classes = released.shape().extent(-1);
        double[][] vectors = new double[released.size() / classes][classes];
        for (int i = 0; i < released.size(); i++) {
            vectors[i / classes][i % classes] = fixedPoint.decode(released.data()[i]);
        }
        return vectors;
    }

    @Override
    public void serve(FullRing engine) {
        TrafficMeter meter = engine.meter();
        onlooker.begins(meter);
        SharedModel shared = meter.in(WEIGHTS, () -> SharedModel.take(engine, model.spec()));
        OutputGuard.Guarding guarding = meter.in(WEIGHTS, () -> guard.serve(engine));
        meter.in(WEIGHTS, () -> engine.reveal(engine.constant(RingTensor.zeros(READY)), Outside.CLIENT));
        Shared logits = meter.in(INFERENCE, () -> {
            Shared query = engine.input(Outside.CLIENT, recordShape());
            onlooker.holds(meter, QUERY, query);
            return shared.logits(query);
        });
        onlooker.holds(meter, INFERENCE, logits);
        Shared released = meter.in(GUARD, () -> guarding.protect(logits));
        onlooker.holds(meter, RELEASE, released);
        meter.in(RELEASE, () -> engine.reveal(released, Outside.CLIENT));
    }

    private Shape recordShape() {
        return batchOf(model.spec().input(), records.size());
    }

    /** The shape of so many records, one after another. */
    static Shape batchOf(Shape record, int records) {
        int[] one = record.toArray();
        int[] batch = new int[one.length + 1];
        batch[0] = records;
        System.arraycopy(one, 0, batch, 1, one.length);
        return Shape.of(batch);
    }
}
