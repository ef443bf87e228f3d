package org.siguard.experiment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.siguard.attack.Attack;
import org.siguard.attack.Shadow;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.guard.NoGuard;
import org.siguard.guard.OutputGuard;
import org.siguard.guard.Remembering;
import org.siguard.model.Model;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.net.Traffic;
import org.siguard.ring.Seed;
import org.siguard.train.sample.Sample;

/** An experiment done once, from the first record to the last. */
final class SingleRun {
    private static final long BETWEEN_FIGURES = 150_000_000L;
    private static final int LEAST_BATCHES = 5;
    private static final long LONGEST_AGAIN = 8_000_000_000L;
    /** As many batches as find room in this are hardly waited for. */
    private static final int MOST_BATCHES = 50;
    private static final long SHORT_AGAIN = 200_000_000L;

    private final Experiment experiment;
    private final Fidelity fidelity;
    private final Subject subject;
    private final Protocol engine;
    private final MachineSpeed speeds;
    private final Telling telling;
    private final Conduct conduct;
    private final Defence defence;
    private final OutputGuard guard;
    private final OutputGuard unguarded;
    private final Population population;
    private final int batch;
    private final Scoreboard scoreboard;
    /** The attacker's own guard may take as long as the owner's: it waits until its outputs are wanted. */
    private Supplier<Shadow> guardedShadow;
    private boolean first;
    private long lastTold = System.nanoTime() - BETWEEN_FIGURES;

    SingleRun(Experiment experiment, Fidelity fidelity, Subject subject, Protocol engine, MachineSpeed speeds, Telling telling,
            Conduct conduct) {
        this.experiment = experiment;
        this.fidelity = fidelity;
        this.subject = subject;
        this.engine = engine;
        this.speeds = speeds;
        this.telling = telling;
        this.conduct = conduct;
        Sample sample = subject.sample();
        defence = Defence.of(subject, experiment);
        unguarded = defence.none();
        guard = guard(true);
        if (fidelity == Fidelity.MEASURED && !guard.worksOnShares()) {
            throw new UserMistake("guard: " + guard.name() + " sees every prediction, so it has no measured run on shares; ask for a "
                    + "preview, or choose another guard.");
        }
        population = Population.asked(sample, experiment);
        batch = Math.min(experiment.get(Experiment.BATCH), population.size());
        if (population.size() < experiment.get(Experiment.QUERIES) - 1) {
            telling.warn("The sample " + sample.name() + " has only " + population.size() + " such records, members and non-members alike: "
                    + "so many are asked for.");
        }
        scoreboard = scoreboard();
    }

    /**
     * What came out.
     *
     * @param latency by what is known of this machine's speed
     */
    record Done(Figures provisional, Latencies latency, List<RunResult.Cost> costs, RecordScores scores, RunResult.Foreseen foreseen) {
        Figures figures(MachineSpeed speeds) {
            Figures f = provisional;
            return new Figures(f.fidelity(), f.members(), f.nonMembers(), f.attacks(), f.top1(), f.gapFloor(), latency.figure(speeds),
                    f.strongest(), f.change());
        }
    }

    /** Made anew each time: one that remembers is not to remember what it was warmed up or rehearsed with. */
    private OutputGuard guard(boolean owners) {
        OutputGuard made = owners ? defence.owners() : defence.attackers();
        return made instanceof NoGuard ? unguarded : made;
    }

    /** The attacker's preparations: its own model's outputs, plain, in fixed point, and guarded with its own classifier. */
    private Scoreboard scoreboard() {
        advance("preparing the attacks", 0.02);
        Population own = Population.attackers(subject.sample(), experiment);
        Twin twin = twin("attacker");
        first = !subject.shadow().asked();
        double[][] logits = subject.shadow().fixedLogits(own.rows(), cancellation());
        Map<Output, Shadow> shadows = new EnumMap<>(Output.class);
        double[][] secure = twin.of(unguarded, logits, batch, false).vectors();
        shadows.put(Output.PLAIN, shadow(own, Subject.softmax(subject.shadow().plainLogits(own.rows()))));
        shadows.put(Output.SECURE, shadow(own, secure));
        guardedShadow = () -> {
            OutputGuard copy = guard(false);
            return shadow(own, copy.equals(unguarded) ? secure : twin.of(copy, logits, batch, QueryPlan.wantsWholeBatches(copy)).vectors());
        };
        return new Scoreboard(population, shadows, attacks(), experiment.get(Experiment.SEED));
    }

    private static Shadow shadow(Population own, double[][] vectors) {
        return new Shadow(own.release(vectors, true), own.release(vectors, false));
    }

    private Map<Output, List<Attack>> attacks() {
        Map<Output, List<Attack>> out = new EnumMap<>(Output.class);
        Map<Output, SoftmaxKind> kinds = Map.of(Output.PLAIN, SoftmaxKind.EXACT, Output.SECURE, experiment.softmax(), Output.GUARDED,
                experiment.guardedSoftmax());
        List<String> ticked = new ArrayList<>(experiment.get(Experiment.ATTACKS));
        if (!ticked.contains(TickedAttacks.GAP)) {
            ticked.addFirst(TickedAttacks.GAP);
        }
        kinds.forEach((output, kind) -> out.put(output, ticked.stream().map(name -> TickedAttacks.of(name,
                Subject.classifier(classifier(output, kind)), experiment.get(Experiment.SEED))).toList()));
        return out;
    }

    /** What an attacker gets hold of who has the owner's classifier: behind a guard the very one that the guard works with. */
    private Model classifier(Output output, SoftmaxKind kind) {
        return output == Output.GUARDED ? defence.membership()
                : subject.sample().membership(kind);
    }

    Done toTheEnd(Consumer<Figures> soFar) {
        Latencies latency = new Latencies(fidelity, engine, experiment.network(), batch);
        QueryPlan planned = plan(guard(true), batch);
        latency.plan(plan(unguarded, batch), planned);
        Map<String, Traffic> costs = new LinkedHashMap<>();
        RunResult.Foreseen foreseen = null;
        if (fidelity == Fidelity.PREVIEW) {
            new Preview(latency, planned, costs, soFar).run();
        } else {
            foreseen = latency.foreseen(speeds);
            scoreboard.prepare(Output.GUARDED, guardedShadow.get());
            measure(latency, costs, soFar);
            latency.teach(speeds);
        }
        List<RecordScores.Trial> trials = scoreboard.trials(true);
        Figures figures = scoreboard.figures(fidelity, latency.figure(speeds), trials);
        soFar.accept(figures);
        List<RunResult.Cost> byOperation = new ArrayList<>();
        costs.forEach((operation, traffic) -> byOperation.add(new RunResult.Cost(operation, traffic)));
        return new Done(figures, latency, byOperation, scoreboard.scores(trials), foreseen);
    }

    /** Null where what it takes is known only afterwards. To be given a guard of its own: one that remembers would remember outlines. */
    private QueryPlan plan(OutputGuard which, int queries) {
        return QueryPlan.canBeMade(which)
                ? QueryPlan.of(subject.target().plan(queries, engine), which, engine, LocalRunner.FIXED_POINT)
                : null;
    }

    /** All at once on the clear twin, and what the engine would send from a rehearsal. */
    private final class Preview {
        private final Latencies latency;
        private final QueryPlan planned;
        private final Map<String, Traffic> costs;
        private final Consumer<Figures> soFar;

        /** @param planned for a full batch; null where that is known only afterwards */
        Preview(Latencies latency, QueryPlan planned, Map<String, Traffic> costs, Consumer<Figures> soFar) {
            this.latency = latency;
            this.planned = planned;
            this.costs = costs;
            this.soFar = soFar;
        }

        void run() {
            Twin twin = twin("servers");
            double[][] plain = Subject.softmax(subject.target().plainLogits(population.rows()));
            double[][] logits = subject.target().fixedLogits(population.rows(), cancellation());
            advance("asking " + population.size() + " records", 0.2);
            double[][] unguardedVectors = twin.of(unguarded, logits, batch, false).vectors();
            boolean whole = QueryPlan.wantsWholeBatches(guard);
            scoreboard.add(Output.PLAIN, plain);
            scoreboard.add(Output.SECURE, unguardedVectors);
            if (first && QueryPlan.canBeMade(guard)) {
                // Nothing was seen of this model before: what leaks without a guard need not wait for the guard.
                soFar.accept(scoreboard.figures(fidelity, latency.figure(speeds), false));
            }
            scoreboard.prepare(Output.GUARDED, guardedShadow.get());
            advance("asking " + population.size() + " records", 0.5);
            // What knows its batches goes by them; anything else all at once, over all processors.
            int step = whole ? batch : population.size();
            for (int from = 0, to = Math.min(step, population.size()); from < population.size(); from = to, to =
                    Math.min(from + step, population.size())) {
                conduct.beforeStep();
                double[][] some = java.util.Arrays.copyOfRange(logits, from, to);
                Twin.Answers answers = guard.equals(unguarded)
                        ? new Twin.Answers(java.util.Arrays.copyOfRange(unguardedVectors, from, to), Map.of())
                        : twin.of(guard, some, batch, whole);
                scoreboard.add(Output.GUARDED, answers.vectors());
                count(answers, to - from);
                conduct.stepDone();
                if (to < population.size()) {
                    tell(latency, soFar);
                }
                advance("asking " + population.size() + " records", 0.5 + 0.5 * to / population.size());
            }
            plannedCosts();
        }

        private void count(Twin.Answers answers, int queries) {
            if (!QueryPlan.canBeMade(guard)) {
                latency.counted(answers.costs(), plan(unguarded, batch), queries);
                answers.costs().forEach((path, prediction) -> costs.merge(path, Latencies.traffic(prediction), Traffic::plus));
            }
        }

        private void plannedCosts() {
            if (planned != null) {
                OutputGuard rehearsed = guard(true);
                for (int from = 0; from < population.size(); from += batch) {
                    int queries = Math.min(batch, population.size() - from);
                    // One that remembers takes more from batch to batch; of any other, full batches are alike.
                    QueryPlan plan = queries < batch || rehearsed instanceof Remembering ? plan(rehearsed, queries) : planned;
                    plan.byOperation().forEach((path, prediction) -> costs.merge(path, Latencies.traffic(prediction), Traffic::plus));
                }
            }
        }
    }

    private void measure(Latencies latency, Map<String, Traffic> costs, Consumer<Figures> soFar) {
        PartyWatch watch = new PartyWatch();
        try (Telling.Watching watching = telling.watching(watch)) {
            Measuring measuring = new Measuring(subject.target().model(), guard, unguarded, engine, experiment.network(),
                    seed("servers"), watch, conduct);
            advance("warming up", 0.05);
            measuring.warmUp(guard(true), population.between(0, batch));
            double[][] plain = Subject.softmax(subject.target().plainLogits(population.rows()));
            long longest = 0;
            for (int from = 0; from < population.size(); from += batch) {
                conduct.beforeStep();
                int to = Math.min(from + batch, population.size());
                long begun = System.nanoTime();
                Measuring.Both both = measuring.ask(population.between(from, to));
                longest = Math.max(longest, System.nanoTime() - begun);
                scoreboard.add(Output.PLAIN, java.util.Arrays.copyOfRange(plain, from, to));
                scoreboard.add(Output.SECURE, both.secure().result());
                scoreboard.add(Output.GUARDED, both.guarded().result());
                latency.measured(both, to - from);
                both.guarded().costs().byOperation(engine.servers()).forEach((path, traffic) -> {
                    if (!path.startsWith(GuardedInference.WEIGHTS)) {
                        costs.merge(path, traffic, Traffic::plus);
                    }
                });
                conduct.stepDone();
                if (to < population.size()) {
                    tell(latency, soFar);
                }
                advance("asking " + population.size() + " records", 0.1 + 0.85 * to / population.size());
            }
            measureAgain(measuring, latency, longest);
        }
    }

    /** Fewer batches than these say nothing of how much their times vary; one that takes long is not asked again. */
    private void measureAgain(Measuring measuring, Latencies latency, long took) {
        OutputGuard other = guard(true);
        long begun = System.nanoTime();
        while (latency.batches() < LEAST_BATCHES && System.nanoTime() - begun + took < LONGEST_AGAIN
                || latency.batches() < MOST_BATCHES && System.nanoTime() - begun + took < SHORT_AGAIN) {
            advance("measuring latency once more", 0.97);
            latency.measured(measuring.again(other, population.between(0, batch)), batch);
        }
    }

    /** All attacks on all that is there take longer than a small batch does: not after each of them. One record alone says nothing yet. */
    private void tell(Latencies latency, Consumer<Figures> soFar) {
        if (scoreboard.asked() > 1 && System.nanoTime() - lastTold > BETWEEN_FIGURES) {
            soFar.accept(scoreboard.figures(fidelity, latency.figure(speeds), false));
            lastTold = System.nanoTime();
        }
    }

    private Twin twin(String purpose) {
        return new Twin(engine, LocalRunner.FIXED_POINT, seed(purpose), cancellation());
    }

    private Cancellation cancellation() {
        return conduct.cancellation();
    }

    private Seed seed(String purpose) {
        return Seed.of(experiment.get(Experiment.SEED)).derive(purpose);
    }

    private void advance(String phase, double fraction) {
        cancellation().check();
        telling.advance(phase, fraction);
    }
}
