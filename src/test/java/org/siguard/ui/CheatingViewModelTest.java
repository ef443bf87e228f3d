package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.cheating.CheatingStage;
import org.siguard.experiment.cheating.StolenRow;
import org.siguard.mpc.simc.Tampering;

/** The person as the client that cheats, without a window. */
class CheatingViewModelTest {
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final Threads threads = new Threads(Runnable::run, background::add, new HandTime());
    private final CheatingViewModel model =
            new CheatingViewModel(new CheatingStage(Laboratories.of(LiveWorkbenchTest.runner()).samples()), threads);

    @BeforeEach
    void open() {
        model.set(Experiment.standard());
        model.mayWork(true);
    }

    private void work() {
        while (!background.isEmpty()) {
            background.poll().run();
        }
    }

    @ParameterizedTest
    @CsvSource({"simc, true", "simc++, true", "muse, true", "delphi, false"})
    void aShiftedShareEndsTheInferenceOrMovesTheOutput(String protocol, boolean ends) {
        model.protocolProperty().set(protocol);
        model.ask();
        assertThat(model.busyProperty().get()).isTrue();
        work();
        assertThat(model.busyProperty().get()).isFalse();
        assertThat(model.verdictProperty().get()).contains(ends ? "was not sent" : "saw the output move");
        assertThat(model.phases().isEmpty()).as("costs are told of whole inferences only").isEqualTo(ends);
    }

    @Test
    void anHonestClientIsToldTheRightOutputAndCostsStandApart() {
        model.protocolProperty().set("simc++");
        model.kindProperty().set(Tampering.Kind.NONE);
        model.ask();
        work();
        assertThat(model.verdictProperty().get()).contains("right output");
        assertThat(model.phases()).extracting(CheatingViewModel.Phase::name).contains("offline", "online", "total");
        CheatingViewModel.Phase linear =
                model.phases().stream().filter(phase -> phase.name().equals("offline/linear")).findFirst().orElseThrow();
        assertThat(linear.counted()).isZero();
        assertThat(linear.modelled()).isPositive();
    }

    @Test
    void theLastLayerIsStolenRowByRow() {
        model.protocolProperty().set("delphi");
        model.steal();
        work();
        assertThat(model.rows()).hasSize(8).allMatch(StolenRow::isLearnt).allMatch(row -> row.error() == 0);
        assertThat(model.detailProperty().get()).startsWith("9 queries").contains("8 of 8");
        model.protocolProperty().set("simc");
        model.steal();
        work();
        assertThat(model.rows()).hasSize(8).noneMatch(StolenRow::isLearnt);
        assertThat(model.verdictProperty().get()).contains("learnt nothing").contains("ended 8 queries");
    }

    @Test
    void theSamePressTwiceIsAskedTwiceAndAStopIsAStop() {
        model.ask();
        work();
        model.ask();
        assertThat(background).hasSize(1);
        model.stop();
        work();
        assertThat(model.busyProperty().get()).isFalse();
        assertThat(model.detailProperty().get()).isEqualTo("Stopped.");
    }

    /** The layer is taken for the last one where the network has fewer, and 0 for the first there is something to cheat at. */
    @ParameterizedTest
    @CsvSource({"0, linear-tag", "60, circuit-share"})
    void layersThatAreNotThereAreTheNearestThatAre(int layer, String kind) {
        model.layerProperty().set(layer);
        model.kindProperty().set(Tampering.Kind.valueOf(kind.toUpperCase(java.util.Locale.ROOT).replace('-', '_')));
        model.ask();
        work();
        assertThat(model.verdictProperty().get()).contains("was not sent");
    }
}
