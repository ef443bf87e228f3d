package org.siguard.app.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.siguard.attack.Attack;
import org.siguard.attack.Evidence;
import org.siguard.attack.MeteredOracle;
import org.siguard.attack.Observation;
import org.siguard.attack.Oracle;
import org.siguard.attack.PopulationSample;
import org.siguard.attack.Preparation;
import org.siguard.attack.References;
import org.siguard.attack.Release;
import org.siguard.attack.Shadow;
import org.siguard.attack.catalogue.Attacks;
import org.siguard.attack.labelonly.BoundaryAttack;
import org.siguard.attack.metric.AttackFigures;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.attack.network.ShokriAttack;
import org.siguard.model.Model;
import org.siguard.model.PlainInference;
import org.siguard.model.Zoo;

/**
 * The attacks, from the outputs of target, shadow and reference models to the figures with their intervals; no model is trained in
 * them but attack networks. The outputs are made up: what an attack costs does not hang on what they say.
 */
final class AttackSuite {
    private static final int CLASSES = 100;
    private static final int RECORDS = 10_000;
    private static final int MODELS = 16;
    private static final int VIEWS = 2;
    private static final int POPULATION = 2_000;
    private static final int BOUNDARY_RECORDS = 100;
    private static final int BOUNDARY_BUDGET = 1_000;

    private AttackSuite() {
    }

    static Suite suite() {
        return new Suite("attack", List.of(
                new Judged("threshold-attacks-10k", () -> onVectors(Attacks.thresholds())),
                new Judged("shokri-100-classes", () -> onVectors(List.of(new ShokriAttack(1, 1)))),
                new Judged("lira-" + MODELS, () -> onReferences("LiRA")),
                new Judged("rmia-" + MODELS, () -> onReferences("RMIA")),
                new Boundary("boundary-" + BOUNDARY_RECORDS)));
    }

    /** Attacks, with what they attack and who was a member. */
    private record Work(List<Attack> attacks, Evidence evidence, boolean[] member) {
        void run() {
            for (Attack attack : attacks) {
                AttackFigures.of(attack.name(), AttackTrial.of(attack.score(evidence), member), 1);
            }
        }
    }

    private record Judged(String name, Supplier<Work> work) implements Benchmark {
        @Override
        public List<Result> run(Effort effort) {
            Timing timing = Timing.of(work.get()::run, effort);
            return List.of(new Result(name, Unit.SECONDS.figure(timing.nanos(), 1), Unit.SECONDS, timing.runs(), 0, 0, null));
        }
    }

    private static boolean[] everyOther() {
        boolean[] member = new boolean[RECORDS];
        for (int i = 0; i < RECORDS; i += 2) {
            member[i] = true;
        }
        return member;
    }

    private static Work onVectors(List<Attack> attacks) {
        Random random = new Random(1);
        Shadow shadow = new Shadow(outputs(RECORDS / 2, random), outputs(RECORDS / 2, random));
        return new Work(attacks, Evidence.of(outputs(RECORDS, random), shadow), everyOther());
    }

    private static Work onReferences(String family) {
        Random random = new Random(1);
        double[][][] confidence = new double[MODELS][RECORDS][];
        boolean[][] in = new boolean[MODELS][RECORDS];
        for (int model = 0; model < MODELS; model++) {
            for (int record = 0; record < RECORDS; record++) {
                in[model][record] = (model + record / 2) % 2 == 0;
                confidence[model][record] = random.doubles(VIEWS).toArray();
            }
        }
        double[][] onPopulation = new double[MODELS][];
        Arrays.setAll(onPopulation, model -> random.doubles(POPULATION).toArray());
        Observation target = Observation.of(outputs(RECORDS, random)).withViews(List.of(outputs(RECORDS, random)));
        Preparation own = Preparation.NONE.withReferences(new References(confidence, in))
                .withPopulation(new PopulationSample(random.doubles(POPULATION).toArray(), onPopulation));
        List<Attack> attacks = Attacks.references().stream().filter(attack -> attack.name().startsWith(family)).toList();
        return new Work(attacks, Evidence.of(target, own), everyOther());
    }

    /** Probability vectors over all classes. */
    private static Release outputs(int records, Random random) {
        double[][] vectors = new double[records][];
        for (int i = 0; i < records; i++) {
            vectors[i] = PlainInference.softmax(random.doubles(CLASSES, 0, 12).toArray());
        }
        return new Release(vectors, random.ints(records, 0, CLASSES).toArray());
    }

    /**
     * Distances to the boundary of a small network, and the threshold on as many records of a shadow; beside the time, queries a
     * second. Its rounds are the batches that the target's queries go out in.
     */
    private record Boundary(String name) implements Benchmark {
        @Override
        public List<Result> run(Effort effort) {
            Model model = Zoo.build("mlp-32-64-10", 1, 1);
            PlainInference network = new PlainInference(model);
            Attack attack = new BoundaryAttack(BOUNDARY_BUDGET, 1);
            MeteredOracle once = new MeteredOracle(network::probabilities, (long) BOUNDARY_BUDGET * BOUNDARY_RECORDS);
            attack.score(evidence(model, network::probabilities, once));
            Evidence evidence = evidence(model, network::probabilities, network::probabilities);
            Timing timing = Timing.of(() -> attack.score(evidence), effort);
            return List.of(
                    new Result(name, Unit.SECONDS.figure(timing.nanos(), 1), Unit.SECONDS, timing.runs(), (int) once.batches(), 0, null),
                    new Result(name + "/queries", Unit.ITEMS_A_SECOND.figure(timing.nanos(), 2.0 * once.asked()), Unit.ITEMS_A_SECOND,
                            timing.runs(), 0, 0, null));
        }

        private static Evidence evidence(Model model, Oracle shadow, Oracle target) {
            List<float[]> records = Networks.records(model, 2 * BOUNDARY_RECORDS);
            List<float[]> own = records.subList(BOUNDARY_RECORDS, 2 * BOUNDARY_RECORDS);
            return Evidence.of(seen(shadow, records.subList(0, BOUNDARY_RECORDS)).asking(records.subList(0, BOUNDARY_RECORDS), target),
                    Preparation.of(new Shadow(seen(shadow, own.subList(0, BOUNDARY_RECORDS / 2)),
                            seen(shadow, own.subList(BOUNDARY_RECORDS / 2, BOUNDARY_RECORDS)))));
        }

        /** Labelled as the network labels them: none is dismissed as wrong. */
        private static Observation seen(Oracle oracle, List<float[]> records) {
            return Observation.of(new Release(oracle.ask(records), oracle.labels(records))).asking(records, oracle);
        }
    }
}
