package org.siguard.guard;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.siguard.base.Parameter;
import org.siguard.base.Settings;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Shared;
import org.siguard.ring.Bilinear;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * A frontier of this project's: releases the label and the order of the classes next to it, and nothing of how sure the model is. The entry of
 * the class in place r is the r-th largest of the label's class template; those beyond the last place that is told share the rest evenly.
 * So the released vector is one of finitely many, and looks like a prediction. No noise, no search, no classifier; 10 rounds.
 *
 * <ol>
 * <li>The places of all classes by comparison of all pairs ({@link Ranks}).
 * <li>[place &gt;= t] for t from 1 to the number that is told.
 * <li>The label's sorted template, chosen by [place = 0], as differences from place to place.
 * <li>Entry = largest - sum over t of [place &gt;= t] * difference_t.
 * </ol>
 */
public final class OrderGuard implements OutputGuard {
    public static final String NAME = "order";

    public static final Parameter<Integer> PLACES = new Parameter.Whole("guard.places", "Places told", 3, 1, 10, "classes",
            "Of how many classes, from the likeliest on, the order is told; the others share the rest evenly.");

    private final ClassTemplates templates;
    private final int places;

    public OrderGuard(Settings settings, ClassTemplates templates) {
        this.templates = templates;
        this.places = Math.min(settings.get(PLACES), Math.max(1, templates.classes() - 1));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void own(Outsider owner, FixedPoint fixedPoint) {
        owner.share(ladders(fixedPoint));
    }

    /** For every label: the entry of place 0, then by how much each place's entry is below the one before. */
    private RingTensor ladders(FixedPoint fixedPoint) {
        int classes = templates.classes();
        RingTensor encoded = templates.encoded(fixedPoint);
        long[] out = new long[classes * (places + 1)];
        for (int label = 0; label < classes; label++) {
            long[] entries = ladder(Arrays.copyOfRange(encoded.data(), label * classes, (label + 1) * classes), fixedPoint.one());
            out[label * (places + 1)] = entries[0];
            for (int place = 1; place <= places; place++) {
                out[label * (places + 1) + place] = entries[place - 1] - entries[place];
            }
        }
        return RingTensor.of(Shape.of(classes, places + 1), out);
    }

    /** Entries by place, each above the next by a unit at least, and after the last one that of all others; together they sum to 1. */
    private long[] ladder(long[] template, long one) {
        int classes = template.length;
        int others = classes - places;
        long[] sorted = Arrays.stream(template).sorted().toArray();
        long[] out = new long[places + 1];
        if (others > 0) {
            out[places] = Arrays.stream(sorted, 0, others).sum() / others;
        }
        for (int place = places - 1; place > 0; place--) {
            out[place] = Math.max(sorted[classes - 1 - place], out[place + 1] + 1);
        }
        out[0] = one - Arrays.stream(out, 1, places).sum() - others * out[places];
        return out;
    }

    @Override
    public Guarding serve(FullRing engine) {
        Shared ladders = engine.input(Outside.OWNER, Shape.of(templates.classes(), places + 1));
        return logits -> engine.meter().in(NAME, () -> protect(engine, logits, ladders));
    }

    private Shared protect(FullRing engine, Shared logits, Shared ladders) {
        int rows = logits.shape().rows();
        int classes = logits.shape().extent(-1);
        Shared reached = Ranks.reached(engine, Ranks.of(engine, logits), IntStream.rangeClosed(1, places).asLongStream().toArray());
        int[] first = IntStream.range(0, rows * classes).map(i -> i * places).toArray();
        Shared behind = engine.gather(reached, first, logits.shape());
        Shared label = engine.add(engine.scale(behind, -1), RingTensor.filled(logits.shape(), 1));
        Shared ladder = engine.product(Bilinear.MATRIX, label, ladders, 0);
        int[] top = IntStream.range(0, rows * classes).map(i -> i / classes * (places + 1)).toArray();
        int[] steps =
                IntStream.range(0, rows * classes * places).map(i -> i / (classes * places) * (places + 1) + 1 + i % places).toArray();
        Shared drop = engine.product(Bilinear.ROW_DOT, reached, engine.gather(ladder, steps, reached.shape()), 0);
        return engine.subtract(engine.gather(ladder, top, logits.shape()), engine.reshape(drop, logits.shape()));
    }
}
