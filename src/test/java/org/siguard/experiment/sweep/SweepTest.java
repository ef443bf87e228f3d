package org.siguard.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.attack.metric.Estimate;
import org.siguard.base.Cancellation;
import org.siguard.base.JsonObject;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Figures;
import org.siguard.experiment.Output;
import org.siguard.experiment.RecordScores;
import org.siguard.experiment.RunResult;
import org.siguard.guard.Siguard;

@Timeout(60)
class SweepTest {
    @TempDir
    Path folder;

    private final Pretended pretended = new Pretended();

    /** A trial that takes no time: longer steps leave less to attack and distort more, and more iterations take longer. */
    private static final class Pretended implements Trials {
        private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
        private final AtomicLong now = new AtomicLong();
        private final AtomicLong most = new AtomicLong();
        private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

        @Override
        public void prepare(Experiment experiment, Progress progress, Cancellation cancellation) {
            // Nothing is better done once.
        }

        @Override
        public long memory(Experiment experiment, Fidelity fidelity, Cancellation cancellation) {
            return 100;
        }

        @Override
        public RunResult run(Experiment experiment, Fidelity fidelity, Cancellation cancellation) {
            if (left.getAndDecrement() <= 0) {
                throw new CancellationException("the machine went off");
            }
            most.accumulateAndGet(now.addAndGet(100), Math::max);
            asked.add(experiment.get(Siguard.STEP) + "/" + experiment.get(Siguard.INNER) + "/" + experiment.get(Experiment.QUERIES));
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            now.addAndGet(-100);
            if (experiment.get(Siguard.INNER) == 13) {
                throw new UserMistake("guard.inner: 13 is no number for this test.");
            }
            return result(experiment, fidelity);
        }
    }

    private static RunResult result(Experiment experiment, Fidelity fidelity) {
        double step = experiment.get(Siguard.STEP);
        int records = experiment.get(Experiment.QUERIES);
        boolean[] member = new boolean[records];
        double[] scores = new double[records];
        double[] distortion = new double[records];
        boolean[] label = new boolean[records];
        for (int i = 0; i < records; i++) {
            member[i] = i % 2 == 0;
            boolean right = i % 100 >= step * 40;
            scores[i] = member[i] == right ? 1 : 0;
            distortion[i] = i % 50 < 2 ? 0 : step;
            label[i] = i % 10 != 0;
        }
        double strongest = 1 - 0.4 * step;
        Figures figures = new Figures(fidelity, records / 2, records / 2, List.of(), List.of(new Figures.Top1(Output.GUARDED, around(0.9))),
                0.5, new Figures.Latency(0.1, 0.01 * experiment.get(Siguard.INNER), true, "LAN", 100, 10, 1000),
                List.of(new Figures.StrongestFigure(Output.GUARDED, "confidence", around(strongest), 3)),
                new Figures.Change(around(step), around(0.04), around(1)));
        int[] rows = new int[records];
        RecordScores byRecord = new RecordScores(rows, member,
                List.of(new RecordScores.Trial("confidence", Output.GUARDED, true, new AttackTrial(scores, 0.5, member))), label,
                distortion);
        return new RunResult(experiment, fidelity, figures, List.of(), byRecord, List.of(new RunResult.Repetition(1, figures)), null,
                List.of());
    }

    private static Estimate around(double value) {
        return new Estimate(value, Math.max(0, value - 0.03), value + 0.03);
    }

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("sweep.txt"), json);
    }

    private SweepResult run(String json, String to, boolean resume) throws IOException {
        return new SweepRunner(pretended, 3, 250).run(Sweep.read(file(json)), folder.resolve(to), resume, Progress.none(),
                Cancellation.never());
    }

    @Test
    void aGridTriesEveryCombinationOnceWithinItsMemory() throws Exception {
        SweepResult result =
                run("{\"parameters\": {\"guard.step\": [0.5, 1.0, 2], \"guard.inner\": {\"from\": 10, \"to\": 40, \"steps\": 4}}}", "a",
                        false);
        assertThat(result.trials()).hasSize(12);
        assertThat(new HashSet<>(pretended.asked)).hasSize(12).contains("0.5/10/400", "2.0/40/400", "1.0/20/400");
        assertThat(pretended.most.get()).as("of the 250 that there are, 100 a trial").isEqualTo(200);
        assertThat(result.front().on()).extracting(Trial::inWords).as("more iterations only take longer here")
                .containsExactly("guard.step=0.5 guard.inner=10", "guard.step=1.0 guard.inner=10", "guard.step=2 guard.inner=10");
        result.write(folder.resolve("a"));
        assertThat(Files.readAllLines(folder.resolve("a").resolve(SweepResult.CSV))).hasSize(13);
        assertThat(Files.readAllLines(folder.resolve("a").resolve(SweepResult.FRONT))).hasSize(4);
        assertThat(JsonObject.read(folder.resolve("a").resolve(SweepResult.JSON), 1 << 20).wholes("front", 0, 100)).containsExactly(0, 4,
                8);
        assertThat(SweepResult.read(folder.resolve("a")).trials()).usingRecursiveComparison().isEqualTo(result.trials());
    }

    @Test
    void whatIsFinishedIsNotDoneAgainAndTheEndIsTheSame() throws Exception {
        String json =
                "{\"method\": \"sobol\", \"trials\": 24, \"parameters\": {\"guard.step\": {\"from\": 0.1, \"to\": 2, \"scale\": \"log\"}, "
                        + "\"guard.inner\": {\"from\": 1, \"to\": 60}}}";
        SweepResult whole = run(json, "whole", false);
        pretended.asked.clear();
        pretended.left.set(7);
        assertThatThrownBy(() -> run(json, "cut", false)).isInstanceOf(CancellationException.class);
        assertThat(pretended.asked).hasSize(7);
        pretended.left.set(Integer.MAX_VALUE);
        pretended.asked.clear();
        assertThatThrownBy(() -> run(json, "cut", false)).isInstanceOf(UserMistake.class).hasMessageContaining("7 finished trials")
                .hasMessageContaining("--resume");
        Files.writeString(folder.resolve("cut/trials/.00099-0.json.1.2.part"), "{\"format");
        SweepResult resumed = run(json, "cut", true);
        assertThat(pretended.asked).hasSize(whole.trials().size() - 7);
        assertThat(resumed.json()).isEqualTo(whole.json());
        assertThat(folder.resolve("cut/trials/.00099-0.json.1.2.part")).doesNotExist();
    }

    @Test
    void anotherFileIsRefusedAndWhatChangedIsNamed() throws Exception {
        run("{\"parameters\": {\"guard.step\": [0.5, 1.0]}}", "a", false);
        assertThatThrownBy(() -> run("{\"parameters\": {\"guard.step\": [0.5, 1.5]}, \"experiment\": {\"queries\": 60}}", "a", true))
                .isInstanceOf(UserMistake.class).hasMessageContaining("experiment, parameters changed");
    }

    @Test
    void halvingGivesUpWhatIsDominatedAndAsksTheRestMore() throws Exception {
        SweepResult result = run("{\"method\": \"halving\", \"trials\": 16, \"rungs\": 3, \"keep\": 0.5, \"parameters\": "
                + "{\"guard.step\": [1.0], \"guard.inner\": {\"from\": 1, \"to\": 60}}}", "a", false);
        assertThat(result.trials()).extracting(Trial::rung).contains(0, 1, 2);
        long first = result.trials().stream().filter(trial -> trial.rung() == 0).count();
        assertThat(result.trials()).filteredOn(trial -> trial.rung() == 1).hasSize((int) Math.ceil(first / 2.0));
        assertThat(result.complete()).hasSize((int) Math.ceil(Math.ceil(first / 2.0) / 2));
        assertThat(result.givenUp()).hasSize((int) first - result.complete().size());
        assertThat(pretended.asked).anyMatch(one -> one.endsWith("/100")).anyMatch(one -> one.endsWith("/200"))
                .anyMatch(one -> one.endsWith("/400"));
        int longest =
                result.complete().stream().mapToInt(trial -> Integer.parseInt(trial.settings().get("guard.inner"))).max().orElseThrow();
        assertThat(result.trials()).filteredOn(trial -> result.givenUp().contains(trial.number()))
                .allMatch(trial -> Integer.parseInt(trial.settings().get("guard.inner")) > longest);
    }

    @Test
    void whatNothingDominatesIsNeverGivenUp() {
        List<Trial> front = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            front.add(trial(i, 0.5 + 0.01 * i, 1 - 0.1 * i, 1));
        }
        assertThat(SweepRunner.survivors(front, 0.2)).hasSize(10);
        front.add(trial(10, 0.9, 1.5, 2));
        assertThat(SweepRunner.survivors(front, 0.2)).hasSize(10).doesNotContain(10);
        assertThat(SweepRunner.survivors(List.of(), 0.5)).isEmpty();
    }

    private static Trial trial(int number, double strongest, double distortion, double latency) {
        Map<Limits.Aim, Estimate> figures = new EnumMap<>(Limits.Aim.class);
        figures.put(Limits.Aim.STRONGEST, around(strongest));
        figures.put(Limits.Aim.DISTORTION, around(distortion));
        figures.put(Limits.Aim.LATENCY, around(latency));
        figures.put(Limits.Aim.TOP1, around(0.9));
        figures.put(Limits.Aim.UNDEFENDED, around(0.1));
        return new Trial(number, 0, Map.of("guard.step", String.valueOf(number)), figures, "gap", 1, 1, null, "");
    }

    @Test
    void theFrontIsWhatNoOtherBeatsAndIntervalsSayWhatMayBe() {
        Trial best = trial(0, 0.6, 0.5, 1);
        Trial nearly = trial(1, 0.61, 0.5, 1);
        Trial far = trial(2, 0.8, 0.7, 2);
        Trial cheap = trial(3, 0.9, 0.1, 1);
        ParetoFront front = ParetoFront.of(List.of(best, nearly, far, cheap));
        assertThat(front.on()).containsExactly(best, cheap);
        assertThat(front.perhaps()).containsExactly(nearly);
    }

    @Test
    void aTrialThatFailsEndsNothingAndIsTriedAgain() throws Exception {
        SweepResult result = run("{\"parameters\": {\"guard.inner\": [12, 13, 14]}}", "a", false);
        assertThat(result.trials()).extracting(Trial::failure).containsExactly("", "guard.inner: 13 is no number for this test.", "");
        assertThat(result.complete()).hasSize(2);
        pretended.asked.clear();
        run("{\"parameters\": {\"guard.inner\": [12, 13, 14]}}", "a", true);
        assertThat(pretended.asked).hasSize(1);
    }

    /** A second one, of this process or of another; what a killed one leaves behind is a file that holds nothing. */
    @Test
    void twoSweepsInOneFolderDoNotMeet() throws Exception {
        String json = "{\"parameters\": {\"guard.inner\": [12, 14]}}";
        Files.createDirectories(folder.resolve("a"));
        try (FolderLock held = FolderLock.of(folder.resolve("a"))) {
            assertThatThrownBy(() -> run(json, "a", false)).isInstanceOf(UserMistake.class)
                    .hasMessage(folder.resolve("a")
                            + ": another sweep is at work here; wait for its end, or choose another folder with --out.");
            assertThat(pretended.asked).isEmpty();
        }
        assertThat(folder.resolve("a").resolve(FolderLock.FILE)).as("stays").exists();
        assertThat(run(json, "a", false).trials()).hasSize(2);
    }

    /** Both steps do the same here: one is chosen every time, and it is told why. */
    @Test
    void aTieInTheAimIsTold() throws Exception {
        SweepResult result = run("{\"parameters\": {\"guard.step\": [0.5], \"guard.inner\": [10, 60]}}", "a", false);
        Recommendation best = Recommendation.of(result.complete(), Limits.NONE, Limits.Aim.STRONGEST, 1);
        assertThat(best.certain().get(best.ranking().get(0).number())).isEqualTo(1);
        assertThat(best.tied()).isEqualTo(1);
        assertThat(best.level()).isEqualTo(best.ranking()).hasSize(2);
        assertThat(best.inWords())
                .contains("A tie: one other is equal to it in strongest; the least distortion, then the least latency, decided.");
        assertThat(best.inWords()).last().asString().startsWith("In 100 % of cases several settings were equal in strongest");
        assertThat(Recommendation.of(result.complete(), Limits.NONE, Limits.Aim.LATENCY, 1).inWords()).last().asString()
                .startsWith("Latency does not hang on records");
        SweepResult other = run("{\"parameters\": {\"guard.step\": [0.5, 1.0]}}", "b", false);
        assertThat(Recommendation.of(other.complete(), Limits.NONE, Limits.Aim.DISTORTION, 1).tied()).isZero();
        assertThat(Recommendation.of(other.complete(), Limits.NONE, Limits.Aim.DISTORTION, 1).tie()).isEmpty();
    }

    /** 0.68 by other sums is 0.6799999999999999: an attack that is always right where another is wrong is as strong, read the other way round. */
    @Test
    void whatArithmeticErrsByDecidesNothing() {
        boolean[] member = new boolean[100];
        boolean[] right = new boolean[100];
        boolean[] wrong = new boolean[100];
        for (int i = 0; i < 100; i++) {
            member[i] = i < 50;
            right[i] = i % 50 < 34;
            wrong[i] = !right[i];
        }
        Trial small = asked(trial(0, 0.68, 0.1, 1), member, right, 0.1);
        Trial large = asked(trial(1, 1 - 0.32 - 1e-16, 0.2, 1), member, wrong, 0.2);
        assertThat(large.value(Limits.Aim.STRONGEST)).isLessThan(small.value(Limits.Aim.STRONGEST));
        Recommendation best = Recommendation.of(List.of(large, small), new Limits(Map.of(Limits.Aim.STRONGEST, 0.68 - 1e-15)),
                Limits.Aim.STRONGEST, 1);
        assertThat(best.ranking()).as("both keep the limit").containsExactly(small, large);
        assertThat(best.tie()).startsWith("One other is equal to it in strongest");
        assertThat(Recommendation.of(List.of(large, small), Limits.NONE, Limits.Aim.STRONGEST, 1).certain()).containsEntry(0, 1.0);
        assertThat(ParetoFront.of(List.of(small, large)).on()).containsExactly(small);
    }

    private static Trial asked(Trial trial, boolean[] member, boolean[] right, double distortion) {
        double[] distortions = new double[member.length];
        Arrays.fill(distortions, distortion);
        return new Trial(trial.number(), 0, trial.settings(), trial.figures(), trial.attack(), 1, 1,
                new TrialRecords("the same", member, List.of(right), right, distortions), "");
    }

    /** Nobody keeps 0.7 s but fewer than 60 iterations; of those the longest step leaves least to attack, in every resample. */
    @Test
    void theRecommendationKeepsTheLimitsAndSaysHowSureItIs() throws Exception {
        SweepResult result =
                run("{\"parameters\": {\"guard.step\": [0.5, 1.0, 1.1], \"guard.inner\": [10, 60]}, \"limits\": {\"latency\": 0.65}}",
                        "a", false);
        Recommendation best = Recommendation.of(result.complete(), result.sweep().limits(), Limits.Aim.STRONGEST, 1);
        assertThat(best.ranking()).extracting(Trial::inWords).startsWith("guard.step=1.1 guard.inner=10", "guard.step=1.0 guard.inner=10");
        assertThat(best.missed()).hasSize(3);
        assertThat(best.certain().values().stream().mapToDouble(Double::doubleValue).sum() + best.nothing()).isBetween(0.999, 1.001);
        assertThat(best.certain().get(best.ranking().get(0).number())).isGreaterThan(0.6);
        assertThat(String.join("\n", best.inWords())).contains("Best: guard.step=1.1 guard.inner=10").contains("latency at most 0.65 s")
                .contains("paired bootstrap");
        assertThat(best.json()).isEqualTo(Recommendation.of(result.complete(), result.sweep().limits(), Limits.Aim.STRONGEST, 1).json());
        Limits none = result.sweep().limits().with(List.of("undefended=1%"));
        Recommendation nobody = Recommendation.of(result.complete(), none, Limits.Aim.STRONGEST, 1);
        assertThat(nobody.ranking()).isEmpty();
        assertThat(nobody.nothing()).as("4 % are left as they were").isGreaterThan(0.9);
        assertThat(nobody.inWords().get(1)).startsWith("No setting that was tried keeps the limits. Nearest: ");
        assertThatThrownBy(() -> Limits.NONE.with(List.of("latenzy=2"))).isInstanceOf(UserMistake.class).hasMessageContaining("'latency'?");
        assertThatThrownBy(() -> Limits.NONE.with(List.of("latency=fast"))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("--limit latency=2");
    }

    @Test
    void sobolSpreadsMoreEvenlyThanChance() throws Exception {
        List<Axis> axes = Sweep.read(file("{\"parameters\": {\"guard.step\": {\"from\": 0.01, \"to\": 1, \"scale\": \"linear\"}, "
                + "\"guard.c1\": {\"from\": 0.1, \"to\": 10}}}")).axes();
        List<Map<String, String>> points = Method.SOBOL.settings(axes, 64, 1);
        for (int quarter = 0; quarter < 4; quarter++) {
            double low = 0.01 + 0.99 * quarter / 4;
            assertThat(points).filteredOn(point -> {
                double step = Double.parseDouble(point.get("guard.step"));
                return step >= low && step < low + 0.99 / 4;
            }).hasSizeBetween(15, 17);
        }
        List<Map<String, String>> drawn = Method.RANDOM.settings(axes, 64, 1);
        assertThat(Method.RANDOM.settings(axes, 64, 1)).isEqualTo(drawn).isNotEqualTo(Method.RANDOM.settings(axes, 64, 2));
        Set<String> whole = new HashSet<>();
        Method.SOBOL.settings(Sweep.read(file("{\"parameters\": {\"guard.inner\": {\"from\": 1, \"to\": 3}}}")).axes(), 30, 1)
                .forEach(point -> whole.add(point.get("guard.inner")));
        assertThat(whole).containsExactlyInAnyOrder("1", "2", "3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{}                                                        | 'parameters' is missing",
        "{\"parameters\": {}}                                      | must name what to vary",
        "{\"parameters\": {\"guard.stepp\": [1]}}                  | did you mean 'guard.step'?",
        "{\"parameters\": {\"guard.step\": [5]}}                   | guard.step: 5.0 is not allowed; give a number from 0.01 to 2",
        "{\"parameters\": {\"guard.step\": {\"from\": 0.1, \"to\": 5}}} | guard.step: 5.0 is not allowed",
        "{\"parameters\": {\"guard.step\": {\"from\": 1, \"to\": 0.5}}} | 'parameters.guard.step.to' must be a number from 1.0",
        "{\"parameters\": {\"guard\": {\"from\": 0.1, \"to\": 1}}} | guard takes a list of values",
        "{\"parameters\": {\"guard.step\": [1]}, \"method\": \"gird\"} | did you mean 'grid'?",
        "{\"parameters\": {\"guard.step\": [1]}, \"trial\": 3}     | 'trial' is not known here",
        "{\"parameters\": {\"guard.step\": [1]}, \"trials\": 0}    | must be a whole number from 1",
        "{\"parameters\": {\"guard.step\": [1]}, \"limits\": {\"speed\": 1}} | There is no limit 'speed'",
        "{\"parameters\": {\"guard.step\": [1]}, \"experiment\": {\"gard\": 1}} | did you mean 'guard'?"})
    void aMistakeInTheFileIsNamed(String json, String message) throws Exception {
        Path file = file(json);
        assertThatThrownBy(() -> Sweep.read(file)).isInstanceOf(UserMistake.class).hasMessageContaining(message);
    }
}
