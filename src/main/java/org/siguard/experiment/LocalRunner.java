package org.siguard.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.siguard.attack.Release;
import org.siguard.attack.Shadow;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.data.Dataset;
import org.siguard.guard.NoGuard;
import org.siguard.guard.OutputGuard;
import org.siguard.model.Model;
import org.siguard.model.PlainInference;
import org.siguard.mpc.Computation;
import org.siguard.mpc.Costs;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.PartyFailure;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.clear.ClearProtocol;
import org.siguard.net.Prediction;
import org.siguard.net.Traffic;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;
import org.siguard.train.Sample;

/**
 * Runs experiments in this process. A preview and a measured run are the same code; a preview computes on the clear twin and
 * predicts latency from the chosen engine's declared costs.
 */
public final class LocalRunner implements Runner {
    private static final FixedPoint FIXED_POINT = FixedPoint.STANDARD;

    private final Function<String, Sample> samples;
    private final Map<String, Calibration> calibrations = new ConcurrentHashMap<>();

    /**
     * @param samples finds a sample by its name
     */
    public LocalRunner(Function<String, Sample> samples) {
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
        } catch (UserMistake | PartyFailure e) {
            listener.accept(new RunEvent.Failed(e.getMessage()));
        } catch (RuntimeException e) {
            listener.accept(new RunEvent.Failed("The run ended because of a fault in this program: " + e + "."));
        }
        return null;
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
        private final OutputGuard guard;
        private final Population population;
        private final Map<String, Traffic> costs = new LinkedHashMap<>();
        private final int batch;
        private final LatencyMean latency;
        private Prediction lastSecure = Prediction.NONE;
        private Prediction lastGuarded = Prediction.NONE;

        Run(Experiment experiment, Fidelity fidelity, Consumer<RunEvent> listener, Cancellation cancellation) {
            this.experiment = experiment;
            this.fidelity = fidelity;
            this.listener = listener;
            this.cancellation = cancellation;
            advance("loading the model", 0);
            sample = samples.apply(experiment.get(Experiment.MODEL));
            engine = Engines.byName(experiment.get(Experiment.ENGINE));
            guard = Guards.of(experiment.get(Experiment.GUARD), experiment.settings(), sample.membership());
            computation = new Computation(fidelity == Fidelity.PREVIEW ? new ClearProtocol(engine.costs()) : engine, FIXED_POINT,
                    experiment.network(), seed("servers"));
            population = Population.draw(sample.data(), sample.splits().evaluationMembers(), sample.splits().evaluationNonMembers(),
                    experiment.get(Experiment.QUERIES), random("queries"));
            batch = Math.min(experiment.get(Experiment.BATCH), population.size());
            latency = new LatencyMean(fidelity == Fidelity.PREVIEW, experiment.get(Experiment.NETWORK), batch);
        }

        RunResult toTheEnd() {
            Scoreboard scoreboard = scoreboard();
            PlainInference plain = new PlainInference(sample.target());
            Figures figures = null;
            for (int from = 0; from < population.size(); from += batch) {
                int to = Math.min(from + batch, population.size());
                List<float[]> records = population.between(from, to);
                scoreboard.add(Output.PLAIN, softmax(plain.logits(records)));
                Outcome<double[][]> secure = ask(sample.target(), new NoGuard(), records);
                scoreboard.add(Output.SECURE, secure.result());
                Outcome<double[][]> guarded = ask(sample.target(), guard, records);
                scoreboard.add(Output.GUARDED, guarded.result());
                note(secure.costs(), guarded.costs(), records.size());
                figures = scoreboard.figures(fidelity, latency.figure());
                listener.accept(new RunEvent.Measured(figures));
                advance("asking " + population.size() + " records", 0.1 + 0.9 * to / population.size());
            }
            figures = scoreboard.figures(fidelity, finalLatency());
            List<RunResult.Cost> byOperation = new ArrayList<>();
            costs.forEach((operation, traffic) -> byOperation.add(new RunResult.Cost(operation, traffic)));
            return new RunResult(experiment, fidelity, figures, byOperation);
        }

        /** The attacker's preparations: its own model's outputs, plain, and guarded with its own classifier. */
        private Scoreboard scoreboard() {
            advance("preparing the attacks", 0.02);
            Population own = Population.draw(sample.data(), sample.splits().shadowEvaluationMembers(),
                    sample.splits().shadowEvaluationNonMembers(), experiment.get(Experiment.QUERIES), random("shadow queries"));
            Dataset records = own.records();
            double[][] plain = softmax(new PlainInference(sample.shadow()).logits(records.records()));
            OutputGuard copy = Guards.of(experiment.get(Experiment.GUARD), experiment.settings(), sample.shadowMembership());
            double[][] guarded = new Computation(new ClearProtocol(engine.costs()), FIXED_POINT, experiment.network(), seed("attacker"))
                    .run(new GuardedInference(sample.shadow(), copy, records.records(), FIXED_POINT), cancellation).result();
            return new Scoreboard(population, shadow(own, plain), shadow(own, guarded));
        }

        private static Shadow shadow(Population own, double[][] vectors) {
            Release members = own.release(vectors, true);
            return new Shadow(members, own.release(vectors, false));
        }

        private Outcome<double[][]> ask(Model model, OutputGuard behind, List<float[]> records) {
            return computation.run(new GuardedInference(model, behind, records, FIXED_POINT), cancellation);
        }

        private void note(Costs secure, Costs guarded, int records) {
            if (fidelity == Fidelity.PREVIEW) {
                guarded.predictions().forEach((operation, prediction) -> costs.merge(operation, traffic(prediction), Traffic::plus));
                lastSecure = online(secure);
                lastGuarded = online(guarded);
                predict(calibrations.getOrDefault(engine.name(), Calibration.ASSUMED), records);
                return;
            }
            guarded.byOperation().forEach((operation, traffic) -> costs.merge(operation, traffic, Traffic::plus));
            Traffic total = measured(guarded);
            latency.add(measured(secure).nanos() / 1e9, total.nanos() / 1e9, total.rounds(), total.bytes(), records);
        }

        /** Adds the latency of a batch whose costs were just declared. */
        private void predict(Calibration calibration, int records) {
            latency.add(calibration.seconds(lastSecure, experiment.network()), calibration.seconds(lastGuarded, experiment.network()),
                    lastGuarded.rounds(), lastGuarded.bytes(), records);
        }

        /**
         * The first preview of a session shows its figures before this machine's speed is known, and puts the predicted latency right
         * at its end. A measured run teaches the next prediction.
         */
        private Figures.Latency finalLatency() {
            if (fidelity == Fidelity.MEASURED) {
                Computation twin = new Computation(new ClearProtocol(engine.costs()), FIXED_POINT, experiment.network(), seed("twin"));
                Prediction work = online(twin.run(new GuardedInference(sample.target(), guard, population.between(0, batch), FIXED_POINT),
                        cancellation).costs());
                calibrations.put(engine.name(), calibrations.getOrDefault(engine.name(), Calibration.ASSUMED).learn(work,
                        experiment.network(), latency.figure().total()));
            } else if (!calibrations.containsKey(engine.name())) {
                advance("measuring this machine's speed", 1);
                calibrations.put(engine.name(),
                        Calibration.measure(engine, sample.target(), sample.membership(), FIXED_POINT, cancellation));
                latency.forget();
                predict(calibrations.get(engine.name()), batch);
            }
            return latency.figure();
        }

        /** All that happens while the client waits: not the weights, which are shared once, nor what is dealt beforehand. */
        private Prediction online(Costs costs) {
            Prediction work = costs.predicted(GuardedInference.INFERENCE).plus(costs.predicted(GuardedInference.GUARD))
                    .plus(costs.predicted(GuardedInference.RELEASE));
            return engine.offline().isEmpty() ? work : work.withoutDealt();
        }

        private static Traffic measured(Costs costs) {
            return costs.online(GuardedInference.INFERENCE).plus(costs.online(GuardedInference.GUARD))
                    .plus(costs.online(GuardedInference.RELEASE));
        }

        private static Traffic traffic(Prediction prediction) {
            return new Traffic(prediction.rounds(), prediction.messages(), prediction.bytes(), 0);
        }

        private Seed seed(String purpose) {
            return Seed.of(experiment.get(Experiment.SEED)).derive(purpose);
        }

        private RandomGenerator random(String purpose) {
            return new SplittableRandom(experiment.get(Experiment.SEED) * 31L + purpose.hashCode());
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
