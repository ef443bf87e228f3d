package org.siguard.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.siguard.attack.metric.Estimate;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.Settings;
import org.siguard.base.UserMistake;
import org.siguard.guard.EarlyExitGuard;
import org.siguard.guard.Siguard;
import org.siguard.train.sample.Sample;
import org.siguard.train.sample.Samples;

/** What a look into the searches shows on samples. */
class GuardStudyTest {
    private static GuardStudy.Result study(String sample, List<String> guards, Settings settings, int records) {
        Sample found = Samples.find(Path.of("sample-models"), sample, Progress.none(), Cancellation.never());
        return GuardStudy.of(found, guards, settings, records, 1, Progress.none(), Cancellation.never());
    }

    /**
     * One outer iteration, from a top margin capped at 6, left at the first valid noise: the search goes one way for members and another
     * for others, and the number of its steps tells. (With the attacker's own h' to learn from; not on every sample, see docs/guards.md.)
     */
    @Test
    void stepsTellMembersBehindTheEarlyExitAndNothingBehindSiguard() {
        Settings settings = Experiment.standard().settings().with(Siguard.OUTER, 1).with(Siguard.INNER, 30).with(Siguard.STEP, 0.5)
                .with(Siguard.CAP, 6.0);
        GuardStudy.Result result = study("mnist-like-lenet", List.of(Siguard.NAME, EarlyExitGuard.NAME), settings, 500);
        Estimate siguard = result.guards().get(0).told().timing();
        Estimate earlyExit = result.guards().get(1).told().timing();
        assertThat(siguard.value()).isEqualTo(0.5);
        assertThat(earlyExit.low()).isGreaterThan(0.5);
    }

    @Test
    void figuresBelongTogetherAndStandInTheTable() {
        Settings settings = Experiment.standard().settings().with(Siguard.OUTER, 2).with(Siguard.INNER, 3);
        GuardStudy.Result result = study("clusters-10-mlp", List.of(Siguard.NAME, "siguard-brief"), settings, 50);
        for (GuardStudy.Finding finding : result.guards()) {
            SearchFigures search = finding.search();
            double undefended = (search.undefended().members().value() + search.undefended().nonMembers().value()) / 2 * 100;
            assertThat(search.byMargin().stream().mapToInt(SearchFigures.Bin::queries).sum()).isEqualTo(100);
            assertThat(search.byMargin().stream().mapToDouble(bin -> bin.queries() * bin.undefended().value()).sum())
                    .isCloseTo(undefended, within(1e-9));
            assertThat(search.infeasible() + search.undecided()).isLessThanOrEqualTo((int) Math.round(undefended));
            assertThat(search.passed()).hasSize(2);
            // Whoever passed in one iteration at least is defended.
            assertThat(search.passed().stream().mapToDouble(Estimate::value).max().orElseThrow())
                    .isLessThanOrEqualTo(1 - undefended / 100 + 1e-9);
            assertThat(search.firstRound()[0]).isPositive();
            assertThat(finding.told().strongest().corrected().low()).isGreaterThan(0.4);
        }
        assertThat(result.guards().get(0).search().firstRound()).hasSize(4);
        assertThat(StudyTables.page(List.of(result))).contains("clusters-10-mlp", "| siguard-brief | ");
    }

    @Test
    void aGuardThatDoesNotSearchIsTheUsersMistake() {
        assertThatThrownBy(() -> study("clusters-10-mlp", List.of("order"), Experiment.standard().settings(), 20))
                .isInstanceOf(UserMistake.class).hasMessageContaining("does not search");
    }
}
