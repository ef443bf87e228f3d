package org.siguard.guard;

import java.util.List;
import org.siguard.base.Settings;
import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.mpc.math.Argmax;
import org.siguard.mpc.math.Jointly;
import org.siguard.mpc.math.Relu;
import org.siguard.mpc.math.Rows;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * SIGuard's search, for a whole batch at once. With logits z, p = softmax(z), h the membership classifier turned so that h(p) is
 * not negative, and p as what is kept (or the class template, if that is the fallback):
 * <ol>
 * <li>A fixed number of times: e = 0 (or what caps the top margin), then a fixed number of steps:
 * <ol>
 * <li>p* = softmax(z + e).
 * <li>Gradients with respect to z + e: L1 = |h(p*)|, so that h loses its certainty; L2, which holds the label: onehot(argmax p*) -
 * onehot(argmax p); L3 = |p* - p|, which holds distortion down.
 * <li>g = c1 grad L1 + c2 grad L2 + c3 grad L3; e = e - step * g / |g|.
 * </ol>
 * <li>p* is valid if it says the label, h says the opposite of it, and it is near enough to p ({@link Examination}). Where it
 * is: p* is kept, and c3 grows. Where not: the step grows. The validator looks at the end of each round, or at every step.
 * <li>What is kept is released.
 * </ol>
 * Which of the two happened is never opened; both are computed, and the secret bit selects. It is p* that is kept and not e: so what the
 * validator examined is, unit by unit, what the client gets, and rounding has no say between the two.
 *
 * <p>Where the top margin is beyond {@code (f + 1) ln 2} it is reduced to that, and what is more than 20 below the top is lifted to 20 below:
 * the prediction is the same to the last place, and the search begins where the softmax still moves.
 */
final class SiguardLoop {
    /** Elements are lifted to this far below the largest: e^-20 is under every last place. */
    private static final int DEEPEST = 20;
    /** The step is not multiplied any more where that would bring it above this. */
    private static final double LONGEST_STEP = 16;
    private static final double MOST_C3 = 1_000;

    private final FullRing engine;
    private final Settings settings;
    private final SharedMembership h;
    private final SharedTemplates templates;
    private final SearchLog log;
    private final Exit exit;
    private final int fraction;

    /** Whether to leave a round early. A guard that keeps membership secret never does. */
    @FunctionalInterface
    interface Exit {
        Exit NEVER = found -> false;

        /** @param found how often valid noise was found in this round: a secret */
        boolean leaves(Shared found);
    }

    /** @param templates null where they are not the fallback */
    SiguardLoop(FullRing engine, Settings settings, SharedMembership h, SharedTemplates templates, SearchLog log) {
        this(engine, settings, h, templates, log, Exit.NEVER);
    }

    SiguardLoop(FullRing engine, Settings settings, SharedMembership h, SharedTemplates templates, SearchLog log, Exit exit) {
        this.exit = exit;
        this.engine = engine;
        this.settings = settings;
        this.h = h;
        this.templates = templates;
        this.log = log;
        this.fraction = engine.fixedPoint().fractionalBits();
    }

    /** What the search carries from round to round: what is kept, and per query the step and c3. */
    private record Search(Examination.Kept kept, Shared step, Shared c3) {
    }

    Shared protect(Shared logits) {
        return engine.meter().in("search", () -> search(logits));
    }

    private Shared search(Shared logits) {
        SoftmaxKind kind = SoftmaxKind.named(settings.get(Siguard.SOFTMAX));
        Label label = Label.of(engine, logits);
        Shared p = label.seal(kind.of(engine, logits).probabilities());
        Shared opinion = h.opinion(p);
        int opinionBits = opinionBits();
        log.begin(opinion, Math.scalb(1.0, opinionBits), p, engine.fixedPoint().one());
        SharedMembership.Turned turned = h.turned(engine.negative(opinion), settings.get(Siguard.C1));
        Shared place = label.place();
        SearchStep step = new SearchStep(engine, settings, h, turned, p, place);
        Start start = start(logits, label);
        Shared fallback = templates == null ? p : templates.of(place);
        Search search =
                new Search(step.nothing(fallback), column(logits, settings.get(Siguard.STEP)), column(logits, settings.get(Siguard.C3)));
        for (int outer = 0; outer < settings.get(Siguard.OUTER); outer++) {
            search = round(step, start, search, outer);
        }
        log.end(search.kept.vector(), engine.fixedPoint().one());
        return search.kept.vector();
    }

    private Search round(SearchStep stepper, Start start, Search search, int outer) {
        Shared noise = start.noise;
        Examination.Kept kept = search.kept.newRound(engine);
        boolean every = settings.get(Siguard.VALIDATOR).equals(Siguard.EVERY);
        int steps = settings.get(Siguard.INNER);
        for (int inner = 0; inner <= steps; inner++) {
            boolean examine = every || inner == steps;
            SearchStep.Look look = stepper.look(engine.add(start.logits, noise), search.c3, inner < steps, examine ? kept : null);
            log.look(inner, look.opinion(), stepper.opinionUnit());
            log.point(inner, look.prediction(), examine ? look.kept().found() : null, engine.fixedPoint().one());
            kept = examine ? look.kept() : kept;
            if (exit.leaves(kept.found())) {
                break;
            }
            if (inner < steps) {
                noise = engine.subtract(noise, stepper.stride(look.gradient(), search.step, longest(outer)));
            }
        }
        log.round(kept.found(), noise, engine.fixedPoint().one());
        return adapted(new Search(kept, search.step, search.c3), outer);
    }

    /** Step and c3 for the next round: where noise was found c3 grows, where not the step. */
    private Search adapted(Search search, int outer) {
        return engine.meter().in("adapt", () -> {
            Bits found = engine.negative(engine.scale(search.kept.found(), -1));
            Shared step = engine.truncate(engine.scale(search.step, engine.fixedPoint().encode(stepFactor(outer) - 1)), fraction);
            Shared c3 = engine.truncate(engine.scale(search.c3, engine.fixedPoint().encode(c3Factor(outer) - 1)), fraction);
            List<Shared> more = Jointly.select(engine, List.of(engine.not(found), found), List.of(step, c3));
            return new Search(search.kept, engine.add(search.step, more.get(0)), engine.add(search.c3, more.get(1)));
        });
    }

    /** The most a step can be in this round; it follows from settings alone, so all may know it. */
    private double longest(int outer) {
        double longest = settings.get(Siguard.STEP);
        for (int round = 0; round < outer; round++) {
            longest *= stepFactor(round);
        }
        return longest;
    }

    private double stepFactor(int outer) {
        double growth = settings.get(Siguard.GROWTH);
        return settings.get(Siguard.STEP) * Math.pow(growth, outer + 1) <= LONGEST_STEP ? growth : 1;
    }

    private double c3Factor(int outer) {
        double growth = settings.get(Siguard.C3_GROWTH);
        return settings.get(Siguard.C3) * Math.pow(growth, outer + 1) <= MOST_C3 * 1.001 ? growth : 1;
    }

    private int opinionBits() {
        int bits = fraction;
        for (int layer = 0; layer < h.layers(); layer++) {
            bits = h.after(bits);
        }
        return bits;
    }

    /** Where every round begins. */
    private record Start(Shared logits, Shared noise) {
    }

    private Start start(Shared logits, Label label) {
        return engine.meter().in("start", () -> {
            int classes = logits.shape().extent(-1);
            Shape column = Shape.of(logits.shape().rows(), 1);
            Shared own = engine.select(label.oneHot(), logits);
            Shared top = engine.sumLast(own);
            Shared below = engine.subtract(Rows.widen(engine, top, classes), logits);
            Shared sunk = Relu.of(engine, engine.add(below, filled(logits.shape(), -DEEPEST))).value();
            Shared raised = engine.add(logits, sunk);
            // The runner-up is the largest where the label's own logit is far below all others.
            Shared without = engine.subtract(raised, engine.scale(label.place(), 2L * DEEPEST * engine.fixedPoint().one()));
            Shared second = classes == 1 ? top : Argmax.of(engine, without).maximum();
            Shared margin = engine.subtract(top, second);
            double visible = (fraction + 1) * Math.log(2);
            double cap = settings.get(Siguard.CAP) == 0 ? visible : Math.min(settings.get(Siguard.CAP), visible);
            Shared over = engine.concat(Shape.of(2 * column.size(), 1), List.of(engine.add(margin, filled(column, -visible)),
                    engine.add(margin, filled(column, -cap))));
            Shared excess = Relu.of(engine, over).value();
            int rows = column.size();
            Shared unseen = Rows.widen(engine, Rows.slice(engine, excess, 0, rows), classes);
            Shared capped = Rows.widen(engine, Rows.slice(engine, excess, rows, 2 * rows), classes);
            List<Shared> lowered =
                    Jointly.select(engine, List.of(label.oneHot(), label.oneHot()), List.of(unseen, engine.subtract(capped, unseen)));
            return new Start(engine.subtract(raised, lowered.get(0)), engine.scale(lowered.get(1), -1));
        });
    }

    private RingTensor filled(Shape shape, double value) {
        return RingTensor.filled(shape, engine.fixedPoint().encode(value));
    }

    private Shared column(Shared logits, double value) {
        return engine.constant(filled(Shape.of(logits.shape().rows(), 1), value));
    }
}
