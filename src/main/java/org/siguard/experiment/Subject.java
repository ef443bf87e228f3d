package org.siguard.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.siguard.attack.MembershipClassifier;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.guard.ClassTemplates;
import org.siguard.model.ClearTwin;
import org.siguard.model.Folding;
import org.siguard.model.Model;
import org.siguard.model.PlainInference;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.replicated.ReplicatedProtocol;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;
import org.siguard.train.sample.Sample;

/**
 * A sample under experiment, and all that was once computed about it and does not depend on a guard: what its models say of each record,
 * in floating point and in fixed point. Several runs may ask at once.
 */
final class Subject {
    /** Records that a processor takes at once, in numbers: larger ones go by fewer. */
    private static final int PIECE_NUMBERS = 1 << 17;
    private static final int MOST_RECORDS = 256;
    private static final int MOST_PLANS = 32;

    private final Sample sample;
    private final FixedPoint fixedPoint;
    private final Side target;
    private final Side shadow;

    Subject(Sample sample, FixedPoint fixedPoint) {
        this.sample = sample;
        this.fixedPoint = fixedPoint;
        this.target = new Side(sample.target(), sample.splits().defenderNonMembers());
        this.shadow = new Side(sample.shadow(), sample.splits().attackerNonMembers());
    }

    Sample sample() {
        return sample;
    }

    /** The model that is attacked. */
    Side target() {
        return target;
    }

    /** The attacker's own model. */
    Side shadow() {
        return shadow;
    }

    /** A membership classifier as an attacker who holds it uses it. */
    static MembershipClassifier classifier(Model h) {
        PlainInference plain = new PlainInference(h);
        return vectors -> Arrays.stream(plain.logits(vectors)).mapToDouble(z -> 1 / (1 + Math.exp(-z[0]))).toArray();
    }

    static double[][] softmax(double[][] logits) {
        return Arrays.stream(logits).map(PlainInference::softmax).toArray(double[][]::new);
    }

    /** One of its two models, with what is known of its answers by row of the data. */
    final class Side {
        private final Model model;
        private final int[] templateRows;
        private final Map<Integer, double[]> plain = new ConcurrentHashMap<>();
        private final Map<Integer, double[]> fixed = new ConcurrentHashMap<>();
        private final Map<Planned, QueryPlan.Inference> plans = new ConcurrentHashMap<>();
        private ClassTemplates templates;

        private Side(Model model, int[] templateRows) {
            this.model = model;
            this.templateRows = templateRows;
        }

        Model model() {
            return model;
        }

        /** Whether anything was asked of it before. */
        boolean asked() {
            return !fixed.isEmpty();
        }

        /** What so many records at once take without a guard. */
        QueryPlan.Inference plan(int batch, Protocol engine) {
            if (plans.size() > MOST_PLANS) {
                plans.clear();
            }
            return plans.computeIfAbsent(new Planned(engine.name(), batch),
                    same -> QueryPlan.Inference.of(Folding.of(model).spec(), batch, engine, fixedPoint));
        }

        /** In double precision. */
        double[][] plainLogits(int[] rows) {
            return known(plain, rows, new PlainInference(model)::logits);
        }

        /** In the servers' arithmetic: numbers that the fixed point holds exactly. */
        double[][] fixedLogits(int[] rows, Cancellation cancellation) {
            ClearTwin twin = new ClearTwin(new ReplicatedProtocol(), Seed.of(0), cancellation);
            return known(fixed, rows, records -> twin.logits(model, records, Progress.none()));
        }

        /** Made of records that the model was not trained on: those of members would tell how sure it is of them. */
        Supplier<ClassTemplates> templates() {
            return () -> {
                synchronized (this) {
                    if (templates == null) {
                        templates = ClassTemplates.medians(softmax(plainLogits(templateRows)), model.spec().classes());
                    }
                    return templates;
                }
            };
        }

        private double[][] known(Map<Integer, double[]> shelf, int[] rows, Function<List<float[]>, double[][]> answers) {
            int[] fresh = Arrays.stream(rows).filter(row -> !shelf.containsKey(row)).distinct().toArray();
            int piece = Math.clamp(PIECE_NUMBERS / model.spec().input().size(), 1, MOST_RECORDS);
            List<Callable<Void>> pieces = new ArrayList<>();
            for (int from = 0; from < fresh.length; from += piece) {
                int[] some = Arrays.copyOfRange(fresh, from, Math.min(fresh.length, from + piece));
                pieces.add(() -> {
                    double[][] logits = answers.apply(IntStream.of(some).mapToObj(sample.data().records()::get).toList());
                    for (int i = 0; i < some.length; i++) {
                        shelf.put(some[i], logits[i]);
                    }
                    return null;
                });
            }
            Cores.all(pieces);
            return IntStream.of(rows).mapToObj(shelf::get).toArray(double[][]::new);
        }
    }

    /** What a plan was made for. */
    private record Planned(String engine, int batch) {
    }
}
