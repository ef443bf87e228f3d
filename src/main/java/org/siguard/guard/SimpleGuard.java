package org.siguard.guard;

import java.util.stream.IntStream;
import org.siguard.base.Parameter;
import org.siguard.base.Settings;
import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Shared;
import org.siguard.mpc.math.Rows;
import org.siguard.mpc.math.Softmax;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * Guards without a search and without secrets, which every other must be better than to be worth its cost. All keep the label and release
 * what sums to exactly 1.
 */
public final class SimpleGuard implements OutputGuard {
    public static final Parameter<Integer> TOP = new Parameter.Whole("guard.top", "Entries kept", 3, 1, 100, "classes",
            "How many of the largest probabilities are released as they are; the others share what is left evenly.");
    public static final Parameter<Integer> BITS = new Parameter.Whole("guard.bits", "Rounding", 3, 1, 6, "bits",
            "Probabilities are rounded down to so many binary places, and the label's entry takes up what is left.");
    public static final Parameter<Double> TEMPERATURE = new Parameter.Real("guard.temperature", "Temperature", 4.0, 1, 100, true, "",
            "Logits are divided by it before the softmax: the higher, the nearer all probabilities are to each other.");

    public static final String LABEL = "label";
    public static final String TOP_K = "top-k";
    public static final String ROUNDING = "rounding";
    public static final String COOLING = "temperature";

    private final String name;
    private final Rule rule;

    private interface Rule {
        Shared release(FullRing engine, Shared logits);
    }

    private SimpleGuard(String name, Rule rule) {
        this.name = name;
        this.rule = rule;
    }

    /** Releases 1 for the label and 0 for all others. 6 rounds. */
    public static SimpleGuard labelOnly() {
        return new SimpleGuard(LABEL,
                (engine, logits) -> engine.scale(Label.of(engine, logits).place(), engine.fixedPoint().one()));
    }

    /** Releases the {@link #TOP} largest probabilities. */
    public static SimpleGuard topK(Settings settings) {
        return new SimpleGuard(TOP_K, (engine, logits) -> topK(engine, logits, settings.get(TOP)));
    }

    /** Releases probabilities of {@link #BITS} binary places. */
    public static SimpleGuard rounding(Settings settings) {
        return new SimpleGuard(ROUNDING, (engine, logits) -> rounded(engine, logits, settings.get(BITS)));
    }

    /** Releases the softmax of logits divided by {@link #TEMPERATURE}. */
    public static SimpleGuard temperature(Settings settings) {
        return new SimpleGuard(COOLING, (engine, logits) -> {
            int f = engine.fixedPoint().fractionalBits();
            long factor = Math.round(engine.fixedPoint().one() / settings.get(TEMPERATURE));
            Shared cooled = engine.truncate(engine.scale(logits, factor), f);
            return Label.of(engine, logits).seal(Softmax.of(engine, cooled).probabilities());
        });
    }

    private static Shared topK(FullRing engine, Shared logits, int top) {
        Softmax softmax = Softmax.of(engine, logits);
        Shared p = new Label(engine, softmax.oneHot()).seal(softmax.probabilities());
        int classes = p.shape().extent(-1);
        if (top >= classes) {
            return p;
        }
        Shared rank = Ranks.of(engine, logits);
        Bits kept = engine.negative(engine.add(rank, RingTensor.filled(p.shape(), -top)));
        Shared large = engine.select(kept, p);
        Shared rest = engine.add(engine.scale(engine.sumLast(large), -1),
                RingTensor.filled(Shape.of(p.shape().rows(), 1), engine.fixedPoint().one()));
        int f = engine.fixedPoint().fractionalBits();
        Shared share = engine.truncate(engine.scale(rest, Math.round((double) engine.fixedPoint().one() / (classes - top))), f);
        Shared small = engine.select(engine.not(kept), Rows.widen(engine, share, classes));
        return new Label(engine, softmax.oneHot()).seal(engine.add(large, small));
    }

    private static Shared rounded(FullRing engine, Shared logits, int bits) {
        Softmax softmax = Softmax.of(engine, logits);
        Label label = new Label(engine, softmax.oneHot());
        Shared p = label.seal(softmax.probabilities());
        long unit = engine.fixedPoint().one() >> bits;
        long[] thresholds = IntStream.rangeClosed(1, 1 << bits).mapToLong(i -> i * unit).toArray();
        Shared floor = engine.reshape(engine.scale(engine.sumLast(Ranks.reached(engine, p, thresholds)), unit), p.shape());
        return label.seal(floor);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void own(Outsider owner, FixedPoint fixedPoint) {
        // None of them has secrets.
    }

    @Override
    public Guarding serve(FullRing engine) {
        return logits -> engine.meter().in(name, () -> rule.release(engine, logits));
    }
}
