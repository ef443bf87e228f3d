package org.siguard.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.siguard.attack.Release;
import org.siguard.attack.Shadow;
import org.siguard.base.Cancellation;
import org.siguard.base.HeapShortage;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.data.Dataset;
import org.siguard.guard.NoGuard;
import org.siguard.guard.OutputGuard;
import org.siguard.model.PlainInference;
import org.siguard.mpc.Computation;
import org.siguard.mpc.Costs;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.PartyFailure;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.clear.ClearProtocol;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.net.Prediction;
import org.siguard.net.Traffic;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;
import org.siguard.train.sample.Sample;

/**
 * Runs experiments in this process. A preview and a measured run are the same code; a preview computes on the clear twin and
 * predicts latency from the chosen engine's declared costs.
 */
public final class LocalRunner implements Runner {
    private static final FixedPoint FIXED_POINT = FixedPoint.STANDARD;

    private final SampleFinder samples;
    private final Map<String, Calibration> calibrations = new ConcurrentHashMap<>();

    public LocalRunner(SampleFinder samples) {
        this.samples = samples;
    }

    @Override
    public RunResult run(Experiment experiment, Fidelity fidelity, Consumer<RunEvent> listener, Cancellation cancellation) {
        listener.accept(new RunEvent.Started(experiment, fidelity));
        try {
            RunResult result = new Run(experiment, fidelity, listener, cancellation).toTheEnd();
            listener.accept(new RunEvent.Finished(result));
            return result;
        } catch (CancellationException e) {
            listener.accept(new RunEvent.Cancelled());
        } catch (RuntimeException | OutOfMemoryError e) {
            listener.accept(failed(e));
        }
        return null;
    }

    private static RunEvent.Failed failed(Throwable e) {
        Optional<UserMistake> shortage = HeapShortage.behind(e);
        if (shortage.isPresent() || e instanceof UserMistake) {
            return new RunEvent.Failed(shortage.map(Throwable::getMessage).orElse(e.getMessage()), false);
        }
        return new RunEvent.Failed(
                e instanceof PartyFailure ? e.getMessage() : "The run ended because of a fault in this program: " + e + ".", true);
    }

    /** Finds a sample by its name, or makes it, which may take a while. */
    @FunctionalInterface
    public interface SampleFinder {
        Sample find(String name, Progress progress, Cancellation cancellation);
    }

    /** What a batch cost, asked without the guard and with it. */
    private record Asked(Costs without, Costs with, int records) {
    }

    /** One run, from the first record to the last. */
    private final class Run {
        private final Experiment experiment;
        private final Fidelity fidelity;
        private final Consumer<RunEvent> listener;
        private final Cancellation cancellation;
        private final Sample sample;
        private final Protocol engine;
        private final Computation computation;
        private final Defence defence;
        private final OutputGuard guard;
        private final Population population;
        private final Map<String, Traffic> costs = new LinkedHashMap<>();
        private final int batch;
        private final List<Asked> asked = new ArrayList<>();

        Run(Experiment experiment, Fidelity fidelity, Consumer<RunEvent> listener, Cancellation cancellation) {
            this.experiment = experiment;
            this.fidelity = fidelity;
            this.listener = listener;
            this.cancellation = cancellation;
            advance("loading the model", 0);
            sample = samples.find(experiment.get(Experiment.MODEL), this::advance, cancellation);
            engine = Engines.byName(experiment.get(Experiment.ENGINE));
            defence = new Defence(sample, experiment);
            guard = defence.owners();
            if (fidelity == Fidelity.MEASURED && !guard.worksOnShares()) {
                throw new UserMistake("guard: " + guard.name() + " sees every prediction, so it has no measured run on shares; ask for a "
                        + "preview, or choose another guard.");
            }
            computation = new Computation(fidelity == Fidelity.PREVIEW ? new ClearProtocol(engine.costs()) : engine, FIXED_POINT,
                    experiment.network(), seed("servers"));
            population = Population.asked(sample, experiment);
            batch = Math.min(experiment.get(Experiment.BATCH), population.size());
        }

        RunResult toTheEnd() {
            Scoreboard scoreboard = scoreboard();
            PlainInference plain = new PlainInference(sample.target());
            warmUp();
            for (int from = 0; from < population.size(); from += batch) {
                int to = Math.min(from + batch, population.size());
                List<float[]> records = population.between(from, to);
                scoreboard.add(Output.PLAIN, softmax(plain.logits(records)));
                askBoth(records, scoreboard);
                listener.accept(new RunEvent.Measured(scoreboard.figures(fidelity, latency())));
                advance("asking " + population.size() + " records", 0.1 + 0.9 * to / population.size());
            }
            measureSpeed();
            List<RunResult.Cost> byOperation = new ArrayList<>();
            costs.forEach((operation, traffic) -> byOperation.add(new RunResult.Cost(operation, traffic)));
            return new RunResult(experiment, fidelity, scoreboard.figures(fidelity, latency()), byOperation);
        }

        /** The attacker's preparations: its own model's outputs, plain, and guarded with its own classifier. */
        private Scoreboard scoreboard() {
            advance("preparing the attacks", 0.02);
            Population own = Population.attackers(sample, experiment);
            Dataset records = own.records();
            double[][] plain = softmax(new PlainInference(sample.shadow()).logits(records.records()));
            double[][] guarded = new Computation(new ClearProtocol(engine.costs()), FIXED_POINT, experiment.network(), seed("attacker"))
                    .run(new GuardedInference(sample.shadow(), defence.attackers(), records.records(), FIXED_POINT), cancellation).result();
            return new Scoreboard(population, shadow(own, plain), shadow(own, guarded));
        }

        private static Shadow shadow(Population own, double[][] vectors) {
            Release members = own.release(vectors, true);
            return new Shadow(members, own.release(vectors, false));
        }

        private Outcome<double[][]> ask(OutputGuard behind, List<float[]> records) {
            return computation.run(new GuardedInference(sample.target(), behind, records, FIXED_POINT), cancellation);
        }

        /** Asks one batch twice, without the guard and with it, and keeps what the client was given and what it cost. */
        private void askBoth(List<float[]> records, Scoreboard scoreboard) {
            Outcome<double[][]> secure = ask(new NoGuard(), records);
            Outcome<double[][]> guarded = guard instanceof NoGuard ? secure : ask(guard, records);
            scoreboard.add(Output.SECURE, secure.result());
            scoreboard.add(Output.GUARDED, guarded.result());
            asked.add(new Asked(secure.costs(), guarded.costs(), records.size()));
            if (fidelity == Fidelity.PREVIEW) {
                guarded.costs().predictions().forEach((operation, prediction) -> addCost(operation, traffic(prediction)));
            } else {
                guarded.costs().byOperation(engine.servers()).forEach(this::addCost);
            }
        }

        /** The costs of queries; sharing the weights is done once, and is none of them. */
        private void addCost(String operation, Traffic traffic) {
            if (!operation.startsWith(GuardedInference.WEIGHTS)) {
                costs.merge(operation, traffic, Traffic::plus);
            }
        }

        /** The first run of anything is slowed down by the JVM, which compiles as it goes: one batch that does not count. */
        private void warmUp() {
            if (fidelity == Fidelity.MEASURED) {
                advance("warming up", 0.05);
                ask(new NoGuard(), population.between(0, batch));
                ask(guard, population.between(0, batch));
            }
        }

        /** This machine's speed; assumed until it has been measured. */
        private Calibration speed() {
            return calibrations.getOrDefault(engine.name(), Calibration.ASSUMED);
        }

        /** The first preview of a session shows its figures before this machine's speed is known, and puts the prediction right at its end. */
        private void measureSpeed() {
            if (fidelity == Fidelity.PREVIEW && !calibrations.containsKey(engine.name())) {
                advance("measuring this machine's speed", 1);
                calibrations.put(engine.name(),
                        Calibration.measure(engine, sample.target(), sample.membership(SoftmaxKind.EXACT), FIXED_POINT, cancellation));
            }
        }

        private Figures.Latency latency() {
            LatencyMedian median = new LatencyMedian(fidelity == Fidelity.PREVIEW, experiment.get(Experiment.NETWORK), batch);
            asked.forEach(both -> median.add(cost(both.without), cost(both.with), both.records));
            return median.figure();
        }

        private QueryCost cost(Costs of) {
            return fidelity == Fidelity.PREVIEW ? QueryCost.predicted(of, engine, speed(), experiment.network()) : QueryCost.measured(of);
        }

        private static Traffic traffic(Prediction prediction) {
            return new Traffic(prediction.rounds(), prediction.messages(), prediction.bytes(), 0);
        }

        private Seed seed(String purpose) {
            return Seed.of(experiment.get(Experiment.SEED)).derive(purpose);
        }

        private void advance(String phase, double fraction) {
            cancellation.check();
            listener.accept(new RunEvent.Advanced(phase, fraction));
        }
    }

    private static double[][] softmax(double[][] logits) {
        double[][] out = new double[logits.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = PlainInference.softmax(logits[i]);
        }
        return out;
    }
}
