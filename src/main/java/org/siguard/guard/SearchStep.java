package org.siguard.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.siguard.base.Settings;
import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.mpc.math.Jointly;
import org.siguard.mpc.math.Rows;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.mpc.math.Stride;
import org.siguard.ring.Bilinear;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * One look at a noisy prediction: h forwards and backwards, the distortion, the validator's verdict. On a network rounds are what
 * costs, so everything rides along with h's layers: with the first comparison the signs of p* - p and whether the label is
 * held; with the first selection c3 and the distances by those signs; with the last hidden layer's selection the first step
 * back; with the sign of h the validator's questions; with the way back through the first layer its answers.
 */
final class SearchStep {
    /** Two softmaxes of the same logits differ by less than this many units in the last place: a distance within has the sign 0. */
    static final int ROUNDING = 4;
    /** More fractional bits than the engine's: of gradients with respect to p*, and with respect to the logits. */
    private static final int FINER = 8;
    private static final int GRADIENT_FINER = 4;
    private static final int MOST_GRADIENT_BITS = 20;
    private static final int MOST_FINER_BITS = 24;

    private final FullRing engine;
    private final SharedMembership h;
    private final SharedMembership.Turned turned;
    private final Shared original;
    private final Shared place;
    private final Examination examination;
    private final SoftmaxKind kind;
    private final Stride stride;
    private final boolean whole;
    private final long c2;
    private final int fraction;
    private final int finer;
    private final int gradientBits;
    private final int rows;
    private final int classes;

    /**
     * @param original the prediction before any noise
     * @param place    its label, one-hot integers
     */
    SearchStep(FullRing engine, Settings settings, SharedMembership h, SharedMembership.Turned turned, Shared original, Shared place) {
        this.engine = engine;
        this.h = h;
        this.turned = turned;
        this.original = original;
        this.place = place;
        this.examination = new Examination(engine, settings.get(Siguard.KEEP).equals(Siguard.LEAST), settings.get(Siguard.BUDGET));
        this.kind = SoftmaxKind.named(settings.get(Siguard.SOFTMAX));
        this.stride = settings.get(Siguard.NORM).equals(Stride.EUCLIDEAN.label()) ? Stride.EUCLIDEAN : Stride.LARGEST;
        this.whole = settings.get(Siguard.UPDATE).equals(Siguard.PAPER);
        this.fraction = engine.fixedPoint().fractionalBits();
        this.finer = Math.min(fraction + FINER, MOST_FINER_BITS);
        this.gradientBits = Math.max(fraction, Math.min(fraction + GRADIENT_FINER, MOST_GRADIENT_BITS));
        this.c2 = Math.round(Math.scalb(settings.get(Siguard.C2), gradientBits));
        this.rows = original.shape().rows();
        this.classes = original.shape().extent(-1);
    }

    /**
     * What was seen.
     *
     * @param prediction p*, as it would be released
     * @param opinion    turned h: positive while it thinks as at the start
     * @param gradient   with respect to the logits; null if it was not wanted
     * @param kept       null if nothing was examined
     */
    record Look(Shared prediction, Shared opinion, Shared gradient, Examination.Kept kept) {
    }

    Examination.Kept nothing(Shared fallback) {
        return examination.nothing(fallback);
    }

    /** step * g / |g|. */
    Shared stride(Shared gradient, Shared step, double longest) {
        return stride.of(engine, gradient, step, longest);
    }

    /** What 1 stands as in {@link Look#opinion}. */
    double opinionUnit() {
        int bits = fraction;
        for (int layer = 0; layer < h.layers(); layer++) {
            bits = h.after(bits);
        }
        return Math.scalb(1.0, bits);
    }

    /**
     * @param kept what to examine against; null where nothing is to be examined
     */
    Look look(Shared logits, Shared c3, boolean wantGradient, Examination.Kept kept) {
        return engine.meter().in(kept == null ? "step" : "examined step", () -> new Seeing(c3, wantGradient, kept).at(logits));
    }

    /** One look, while it lasts. */
    private final class Seeing {
        private final Shared c3;
        private final boolean wantGradient;
        private final Examination.Kept kept;
        private final List<Bits> active = new ArrayList<>();
        private SearchPoint point;
        /** c3 * sign(p* - p), as fine as gradients. */
        private Shared towardsOriginal;
        private Shared distortion;
        private Shared held;
        /** The last layer's weights where the units before it are active. */
        private Shared passed;

        Seeing(Shared c3, boolean wantGradient, Examination.Kept kept) {
            this.c3 = c3;
            this.wantGradient = wantGradient;
            this.kept = kept;
        }

        Look at(Shared logits) {
            point = SearchPoint.of(engine, kind, logits);
            Shared hidden = engine.meter().in("h", () -> throughHiddenLayers(firstLayer()));
            int last = h.layers() - 1;
            int bits = hiddenBits;
            int shift = h.shift(bits);
            Shared opinion;
            Shared back = passed;
            int backBits = fraction;
            boolean joined = wantGradient && last >= 2 && h.shift(fraction) == shift;
            // Both start with the engine's fractional bits when there are two hidden layers: then one product does for both.
            if (joined) {
                List<Shared> both = engine.meter().in("h", () -> Jointly.product(engine, shift, List.of(
                        new Jointly.Factors(Bilinear.ROW_DOT, hidden, turned.weights()),
                        new Jointly.Factors(Bilinear.MATRIX, passed, h.weight(last - 1)))));
                opinion = both.get(0);
                back = both.get(1);
                backBits = h.after(fraction);
            } else {
                opinion = engine.product(Bilinear.ROW_DOT, hidden, turned.weights(), shift);
            }
            int opinionBits = h.after(bits);
            Shared h0 = engine.add(opinion, engine.scale(turned.bias(), 1L << opinionBits - fraction));
            return answered(h0, opinionBits, back, backBits, joined);
        }

        private int hiddenBits;

        /** h's first layer, and beside it the label's entry of p*. */
        private Shared firstLayer() {
            int shift = h.shift(fraction);
            Shared labels = engine.scale(place, 1L << shift);
            List<Jointly.Factors> products = new ArrayList<>();
            products.add(new Jointly.Factors(Bilinear.MATRIX_TRANSPOSED, point.p(), h.weight(0)));
            if (kept != null) {
                products.add(new Jointly.Factors(Bilinear.ROW_DOT, point.p(), labels));
            }
            List<Shared> out = Jointly.product(engine, shift, products);
            hiddenBits = h.after(fraction);
            Shared value = engine.add(out.get(0), h.bias(0, rows, hiddenBits));
            return gated(value, kept == null ? null : out.get(1));
        }

        /** The first layer's ReLU, and with it what depends on p* - p. */
        private Shared gated(Shared value, Shared own) {
            Shared distance = engine.subtract(point.p(), original);
            RingTensor margin = RingTensor.filled(distance.shape(), ROUNDING);
            boolean signs = wantGradient && whole || kept != null;
            List<Shared> questions = new ArrayList<>(List.of(value));
            if (signs) {
                questions.add(engine.add(distance, margin));
                questions.add(engine.add(engine.scale(distance, -1), margin));
            }
            if (kept != null) {
                Shared lead = engine.subtract(Rows.widen(engine, own, classes), point.p());
                questions.add(engine.add(engine.add(lead, engine.scale(place, 2)), RingTensor.filled(lead.shape(), -1)));
            }
            List<Bits> answers = Jointly.negative(engine, questions);
            active.add(engine.not(answers.get(0)));
            Selection selection = new Selection();
            int gate = selection.add(active.get(0), value);
            int remainder = wantGradient && point.exact()
                    ? selection.add(point.oneHot(), Rows.widen(engine, point.remainder(), classes))
                    : -1;
            int pull = wantGradient && whole ? selection.add(answers.get(1), Rows.widen(engine, c3, classes)) : -1;
            int push = wantGradient && whole ? selection.add(answers.get(2), Rows.widen(engine, c3, classes)) : -1;
            int less = kept != null ? selection.add(answers.get(1), distance) : -1;
            int more = kept != null ? selection.add(answers.get(2), distance) : -1;
            int count = kept != null
                    ? selection.add(engine.not(answers.get(3)), engine.constant(RingTensor.filled(distance.shape(), 1)))
                    : -1;
            int back = h.layers() == 2 && wantGradient ? selection.add(active.get(0), turned.gradient()) : -1;
            selection.run();
            point = remainder < 0 ? point : point.completed(engine, selection.get(remainder));
            towardsOriginal = pull < 0 ? null
                    : engine.scale(engine.subtract(selection.get(push), selection.get(pull)), 1L << finer - fraction);
            if (kept != null) {
                RingTensor unseen = RingTensor.filled(Shape.of(rows, 1), (long) ROUNDING * classes);
                distortion = engine.add(engine.sumLast(engine.subtract(selection.get(more), selection.get(less))), unseen);
                held = engine.sumLast(selection.get(count));
            }
            passed = back < 0 ? null : selection.get(back);
            return selection.get(gate);
        }

        private Shared throughHiddenLayers(Shared first) {
            Shared value = first;
            for (int layer = 1; layer < h.layers() - 1; layer++) {
                Shared product = engine.product(Bilinear.MATRIX_TRANSPOSED, value, h.weight(layer), h.shift(hiddenBits));
                hiddenBits = h.after(hiddenBits);
                value = engine.add(product, h.bias(layer, rows, hiddenBits));
                Bits positive = engine.not(engine.negative(value));
                active.add(positive);
                if (layer == h.layers() - 2 && wantGradient) {
                    List<Shared> both = Jointly.select(engine, List.of(positive, positive), List.of(value, turned.gradient()));
                    value = both.get(0);
                    passed = both.get(1);
                } else {
                    value = engine.select(positive, value);
                }
            }
            return value;
        }

        /** From h's value on: its sign and the verdict, while the gradient goes back through the first layer. */
        private Look answered(Shared opinion, int opinionBits, Shared back, int backBits, boolean gate) {
            List<Shared> questions = new ArrayList<>(List.of(opinion));
            if (kept != null) {
                questions.addAll(examination.questions(opinion, opinionBits, distortion, held, classes, kept));
            }
            List<Bits> answers = engine.meter().in("verdict", () -> Jointly.negative(engine, questions));
            int layer = gate ? h.layers() - 3 : h.layers() - 2;
            Selection selection = new Selection();
            int verdict = -1;
            if (kept != null) {
                List<Bits> valid = engine.meter().in("verdict", () -> examination.verdict(answers.subList(1, answers.size())));
                List<Bits> by = examination.chosenBy(valid, original.shape());
                List<Shared> changes = examination.changes(point.p(), distortion, kept);
                verdict = selection.add(by.get(0), changes.get(0));
                selection.add(by.get(1), changes.get(1));
                selection.add(by.get(2), changes.get(2));
            }
            int opposite = -1;
            int gated = -1;
            if (wantGradient) {
                opposite = selection.add(answers.get(0), engine.constant(RingTensor.filled(opinion.shape(), 1)));
                gated = gate ? selection.add(active.get(layer), back) : -1;
            }
            if (wantGradient || kept != null) {
                selection.run();
            }
            Examination.Kept now = kept == null ? null
                    : examination.updated(kept, List.of(selection.get(verdict), selection.get(verdict + 1), selection.get(verdict + 2)));
            if (!wantGradient) {
                return new Look(point.p(), opinion, null, now);
            }
            Shared direction = throughLayers(gated < 0 ? back : selection.get(gated), backBits, layer);
            Shared sign = engine.add(engine.scale(selection.get(opposite), -2), RingTensor.filled(opinion.shape(), 1));
            return new Look(point.p(), opinion, gradient(engine.product(Bilinear.ROW_SCALE, direction, sign, 0)), now);
        }

        /** The rest of the way back to p*: from the inputs of a gated layer on. */
        private Shared throughLayers(Shared from, int fromBits, int fromLayer) {
            return engine.meter().in("h backward", () -> {
                Shared back = from;
                int bits = fromBits;
                for (int layer = fromLayer; layer >= 0; layer--) {
                    int wanted = layer == 0 ? finer : h.after(bits);
                    back = engine.product(Bilinear.MATRIX, back, h.weight(layer), bits + fraction - wanted);
                    bits = wanted;
                    back = layer > 0 ? engine.select(active.get(layer - 1), back) : back;
                }
                return back;
            });
        }

        /** Of the whole, with respect to the logits. */
        private Shared gradient(Shared towardsDoubt) {
            Shared w = towardsOriginal == null ? towardsDoubt : engine.add(towardsDoubt, towardsOriginal);
            Shared gradient = point.backward(engine, w, finer, gradientBits);
            return whole ? engine.add(gradient, engine.scale(engine.subtract(point.place(), place), c2)) : gradient;
        }
    }

    /** Selections that are made at once. */
    private final class Selection {
        private final List<Bits> bits = new ArrayList<>();
        private final List<Shared> values = new ArrayList<>();
        private List<Shared> selected = Collections.emptyList();

        int add(Bits by, Shared value) {
            bits.add(by);
            values.add(value);
            return bits.size() - 1;
        }

        void run() {
            selected = Jointly.select(engine, bits, values);
        }

        Shared get(int place) {
            return selected.get(place);
        }
    }
}
