package org.siguard.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.guard.Siguard;
import org.siguard.train.sample.Sample;
import org.siguard.train.sample.SampleFiles;

@Timeout(60)
class LocalRunnerTest {
    private static final Experiment SMALL = Experiment.standard().with(Experiment.QUERIES, 40).with(Experiment.BATCH, 15)
            .with(Siguard.OUTER, 2).with(Siguard.INNER, 2);

    /** Found out once: that takes seconds. */
    private static final MachineSpeed SPEEDS = MachineSpeed.forgotten();

    private final List<RunEvent> events = new ArrayList<>();

    @TempDir
    Path folder;

    private static LocalRunner runner(Function<String, Sample> samples) {
        return new LocalRunner((name, progress, cancellation) -> samples.apply(name), SPEEDS);
    }

    private static LocalRunner runner() {
        return runner(name -> SampleFiles.load(Path.of("sample-models").resolve(name)));
    }

    @Test
    void theSameSeedGivesTheSameResultApartFromTimes() throws Exception {
        LocalRunner runner = runner();
        String first = preview(runner, "first");
        assertThat(first).isEqualTo(preview(runner, "second"));
        assertThat(events.get(0)).isInstanceOf(RunEvent.Started.class);
        assertThat(events).filteredOn(RunEvent.Measured.class::isInstance).isNotEmpty();
        assertThat(events.getLast()).isInstanceOf(RunEvent.Finished.class);
        Figures figures = ((RunEvent.Finished) events.getLast()).result().figures();
        assertThat(figures.members()).isEqualTo(20);
        assertThat(figures.attacks()).as("nine on each output, and seven adapted").hasSize(3 * 9 + 7);
        assertThat(figures.latency().predicted()).isTrue();
        assertThat(figures.latency().guard()).isPositive();
    }

    private String preview(LocalRunner runner, String name) throws Exception {
        return withoutTimes(runner.run(SMALL, Fidelity.PREVIEW, events::add, Cancellation.never()), name);
    }

    private String withoutTimes(RunResult result, String name) throws Exception {
        Path file = folder.resolve(name + ".json");
        ExperimentFiles.write(file, result);
        String text = Files.readString(file);
        return text.substring(0, text.indexOf("\"times\"")) + ScoreTable.text(result.scores());
    }

    /** On shares too, whatever the thread timing, and in other processes: nothing is kept between these runners. */
    @Test
    void theSameSeedGivesTheSameMeasuredResultApartFromTimes() throws Exception {
        Experiment experiment = SMALL.with(Experiment.REPETITIONS, 2).with(Experiment.QUERIES, 20);
        String first = withoutTimes(runner().run(experiment, Fidelity.MEASURED, events::add, Cancellation.never()), "first");
        String second = withoutTimes(runner().run(experiment, Fidelity.MEASURED, events::add, Cancellation.never()), "second");
        assertThat(first).isEqualTo(second);
        assertThat(events).hasAtLeastOneElementOfType(RunEvent.Measured.class);
    }

    /** After the first batch there is one record, which no attack can be judged by. */
    @Test
    void recordsAreAskedOneByOneToo() {
        Experiment experiment = SMALL.with(Experiment.BATCH, 1).with(Experiment.QUERIES, 20);
        for (Fidelity fidelity : Fidelity.values()) {
            RunResult result = runner().run(experiment, fidelity, events::add, Cancellation.never());
            assertThat(result).as("%s: %s", fidelity, events.getLast()).isNotNull();
            assertThat(result.figures().members()).isEqualTo(10);
        }
    }

    @Test
    void repetitionsDrawOtherRecordsAndAreAveraged() {
        RunResult result = runner().run(SMALL.with(Experiment.REPETITIONS, 3), Fidelity.PREVIEW, events::add, Cancellation.never());
        assertThat(result.repetitions()).extracting(RunResult.Repetition::seed).containsExactly(1, 2, 3);
        double mean = result.repetitions().stream().mapToDouble(each -> each.figures().strongest(Output.GUARDED).accuracy().value())
                .average().orElseThrow();
        assertThat(result.figures().strongest(Output.GUARDED).accuracy().value()).isEqualTo(mean, within(1e-12));
        assertThat(result.repetitions().get(0).figures().attacks()).isNotEqualTo(result.repetitions().get(1).figures().attacks());
        RunResult alone = runner().run(SMALL.with(Experiment.SEED, 2), Fidelity.PREVIEW, events::add, Cancellation.never());
        assertThat(alone.figures().attacks()).isEqualTo(result.repetitions().get(1).figures().attacks());
    }

    @Test
    void aRunThatIsHeldStandsStillAndGoesOnStepByStep() throws Exception {
        Conduct conduct = new Conduct();
        conduct.hold();
        BlockingQueue<RunEvent> heard = new LinkedBlockingQueue<>();
        Thread run = Thread.ofPlatform().daemon().start(() -> runner().run(SMALL, Fidelity.MEASURED, heard::add, conduct));
        assertThat(batches(heard, 400)).as("held before the first batch").isZero();
        conduct.step();
        assertThat(next(heard)).isNotNull();
        assertThat(batches(heard, 400)).as("one step, and held again").isZero();
        conduct.goOn();
        run.join(20_000);
        assertThat(heard).hasAtLeastOneElementOfType(RunEvent.Finished.class);
        Conduct other = new Conduct();
        other.hold();
        Thread stopped = Thread.ofPlatform().daemon().start(() -> runner().run(SMALL, Fidelity.MEASURED, heard::add, other));
        other.stop();
        stopped.join(20_000);
        assertThat(stopped.isAlive()).isFalse();
        assertThat(heard).hasAtLeastOneElementOfType(RunEvent.Cancelled.class);
    }

    private static RunEvent next(BlockingQueue<RunEvent> heard) throws InterruptedException {
        for (RunEvent event = heard.poll(20, TimeUnit.SECONDS); event != null; event = heard.poll(20, TimeUnit.SECONDS)) {
            if (event instanceof RunEvent.Measured) {
                return event;
            }
        }
        return null;
    }

    private static int batches(BlockingQueue<RunEvent> heard, long millis) throws InterruptedException {
        Thread.sleep(millis);
        List<RunEvent> now = new ArrayList<>();
        heard.drainTo(now);
        return (int) now.stream().filter(RunEvent.Measured.class::isInstance).count();
    }

    /** The same records, a whole search on shares and on the clear twin: rounding differs, what attackers learn does not. */
    @Test
    void attacksBehindTheGuardLearnOnSharesWhatTheyLearnOnTheClearTwin() {
        Experiment experiment = Experiment.standard().with(Experiment.QUERIES, 300).with(Experiment.BATCH, 150);
        Figures clear = runner().run(experiment, Fidelity.PREVIEW, events::add, Cancellation.never()).figures();
        Figures secure = runner().run(experiment, Fidelity.MEASURED, events::add, Cancellation.never()).figures();
        assertThat(secure.attacks()).hasSameSizeAs(clear.attacks());
        for (int i = 0; i < clear.attacks().size(); i++) {
            Figures.AttackFigure expected = clear.attacks().get(i);
            Figures.AttackFigure found = secure.attacks().get(i);
            assertThat(found.attack()).isEqualTo(expected.attack());
            assertThat(found.accuracy().value()).as(found.attack() + " on " + found.output().label() + " outputs")
                    .isBetween(expected.accuracy().low(), expected.accuracy().high());
        }
        assertThat(secure.change().distortion().value()).isBetween(clear.change().distortion().low(), clear.change().distortion().high());
        assertThat(secure.change().undefended().value()).isBetween(clear.change().undefended().low(), clear.change().undefended().high());
        assertThat(secure.change().labelKept().value()).isEqualTo(1);
    }

    /** What was just measured is what is predicted next: the machine's noise between the two is all that is left. */
    @Test
    void aPredictionLearnsFromTheMeasuredRun() {
        LocalRunner runner = new LocalRunner((name, progress, cancellation) -> SampleFiles.load(Path.of("sample-models").resolve(name)));
        Figures.Latency measured = runner.run(SMALL, Fidelity.MEASURED, events::add, Cancellation.never()).figures().latency();
        Figures.Latency predicted = runner.run(SMALL, Fidelity.PREVIEW, events::add, Cancellation.never()).figures().latency();
        assertThat(predicted.total()).isCloseTo(measured.total(), withinPercentage(RunResult.Foreseen.TOLERANCE * 100));
    }

    /** After the first batch there is a member and no non-member. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void batchesMayBeAsSmallAsASingleQuery(int batch) {
        Experiment single = SMALL.with(Experiment.QUERIES, 20).with(Experiment.BATCH, batch).with(Experiment.NETWORK, "in-process")
                .with(Siguard.OUTER, 1).with(Siguard.INNER, 1);
        for (Fidelity fidelity : Fidelity.values()) {
            RunResult result = runner().run(single, fidelity, events::add, Cancellation.never());
            assertThat(result).as(fidelity + ": " + events).isNotNull();
            assertThat(result.figures().latency().batch()).isEqualTo(batch);
        }
    }

    /** First figures are not to wait for a calibration: until there is one, the latency is given with wide limits. */
    @Test
    void aPreviewDoesNotMeasureTheMachineAndSaysHowLittleItKnows() {
        LocalRunner runner = new LocalRunner((name, progress, cancellation) -> SampleFiles.load(Path.of("sample-models").resolve(name)));
        Experiment inProcess = SMALL.with(Experiment.NETWORK, "in-process");
        Figures.Latency assumed = runner.run(inProcess, Fidelity.PREVIEW, events::add, Cancellation.never()).figures().latency();
        assertThat(runner.calibrated(inProcess)).isFalse();
        assertThat(assumed.spread().high()).isGreaterThan(3 * assumed.total());
        runner.calibrate(inProcess, Progress.none(), Cancellation.never());
        assertThat(runner.calibrated(inProcess)).isTrue();
        Figures.Latency known = runner.run(inProcess, Fidelity.PREVIEW, events::add, Cancellation.never()).figures().latency();
        assertThat(known.spread().high() / known.total()).isLessThan(assumed.spread().high() / assumed.total());
    }

    /** A network with much dealt to its many neurons, a guard with many rounds behind it: neither sum tells how long the two take together. */
    @Test
    void onASlowNetworkThePlanAloneTellsHowLongItTakes() {
        Experiment slow = Experiment.standard().with("model", "shapes-10-cnn").with("guard", "siguard-brief").with("network", "WAN")
                .with("attacks", "gap").with(Experiment.QUERIES, 50).with(Experiment.BATCH, 50);
        RunResult result = runner().run(slow, Fidelity.MEASURED, events::add, Cancellation.never());
        Figures.Latency latency = result.figures().latency();
        assertThat(result.foreseen().inference()).isCloseTo(latency.inference(), withinPercentage(5));
        assertThat(result.foreseen().guard()).isCloseTo(latency.guard(), withinPercentage(5));
    }

    @Test
    void resultsAreReadAsTheyWereWritten() {
        RunResult result = runner().run(SMALL, Fidelity.MEASURED, events::add, Cancellation.never());
        ExperimentFiles.write(folder.resolve("result.json"), result);
        result.scores().write(folder.resolve("scores.csv"));
        RunResult read = ResultFiles.read(folder.resolve("result.json"));
        assertThat(read.figures()).isEqualTo(result.figures());
        Figures.Spread spread = result.figures().latency().spread();
        assertThat(spread.batches()).as("one batch says nothing of how much times vary: it is asked again").isGreaterThanOrEqualTo(5);
        assertThat(result.figures().latency().total()).isBetween(spread.low(), spread.high());
        assertThat(result.figures().latency().guard()).isBetween(spread.guardLow(), spread.guardHigh());
        assertThat(read.experiment()).isEqualTo(result.experiment());
        assertThat(read.foreseen()).isEqualTo(result.foreseen());
        assertThat(read.repetitions()).isEqualTo(result.repetitions());
        assertThat(ScoreTable.text(RecordScores.read(folder.resolve("scores.csv")))).isEqualTo(ScoreTable.text(result.scores()));
    }

    @Test
    void aRunThatIsStoppedSaysSo() {
        Cancellation cancellation = new Cancellation();
        assertThat(runner().run(SMALL, Fidelity.PREVIEW, event -> {
            events.add(event);
            if (event instanceof RunEvent.Advanced advanced && advanced.fraction() > 0.2) {
                cancellation.request();
            }
        }, cancellation)).isNull();
        assertThat(events.getLast()).isInstanceOf(RunEvent.Cancelled.class);
    }

    @Test
    void aRunThatCannotGoOnSaysWhy() {
        assertThat(runner(name -> {
            throw new UserMistake("No sample " + name + ".");
        }).run(SMALL, Fidelity.PREVIEW, events::add, Cancellation.never())).isNull();
        assertThat(events.getLast()).isEqualTo(new RunEvent.Failed("No sample clusters-10-mlp.", false));
        assertThat(runner(name -> {
            throw new IllegalStateException("ours");
        }).run(SMALL, Fidelity.PREVIEW, events::add, Cancellation.never())).isNull();
        assertThat(events.getLast()).asString().contains("fault in this program", "ours");
    }

    /** By name, as {@code --set guard=NAME} has it; and all keep the label, so that accuracy stays. */
    @Test
    void everyGuardRunsByItsName() {
        LocalRunner runner = runner();
        Experiment tiny = SMALL.with(Experiment.QUERIES, 20).with(Experiment.BATCH, 20);
        for (String guard : Guards.names()) {
            events.clear();
            RunResult result = runner.run(tiny.with(Experiment.GUARD, guard), Fidelity.PREVIEW, events::add, Cancellation.never());
            assertThat(result).as("%s: %s", guard, events.getLast()).isNotNull();
            assertThat(result.figures().top1()).as(guard).extracting(top1 -> top1.accuracy().value()).containsOnly(
                    result.figures().top1().get(0).accuracy().value());
        }
    }

    @Test
    void aGuardThatSeesEverythingHasNoMeasuredRun() {
        Experiment experiment = SMALL.with(Experiment.GUARD, "memguard");
        assertThat(runner().run(experiment, Fidelity.MEASURED, events::add, Cancellation.never())).isNull();
        assertThat(events.getLast()).asString().contains("memguard", "preview").contains("false");
    }

    @Test
    void everyParameterOfAGuardIsOneOfTheExperiments() {
        for (String guard : Guards.names()) {
            assertThat(Experiment.PARAMETERS).as(guard).containsAll(Guards.parameters(guard));
        }
        assertThat(Guards.parameters("none")).isEmpty();
        assertThat(Guards.parameters("siguard")).containsAll(Siguard.PARAMETERS);
    }
}
