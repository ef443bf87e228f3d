package org.siguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.cli.PageReaders;
import org.siguard.experiment.ExperimentReaders;
import org.siguard.experiment.audit.AuditReaders;
import org.siguard.experiment.saved.SavedRunReaders;
import org.siguard.experiment.sweep.SweepReaders;
import org.siguard.hostile.HostileReader;
import org.siguard.mpc.simc.MaterialReaders;
import org.siguard.train.TrainingReaders;
import org.siguard.train.sample.SampleReaders;
import org.siguard.ui.WindowReaders;

/**
 * Every reader of files, each given thousands of files that were right before something happened to them. Models are in
 * {@code HostileFilesTest} and {@code HostileGraphsTest}, data sets in {@code HostileDataTest}.
 */
class HostileReadersTest {
    @TempDir
    Path folder;

    private List<HostileReader> readers() throws IOException {
        List<HostileReader> all = new ArrayList<>();
        all.addAll(ExperimentReaders.in(folder));
        all.addAll(AuditReaders.in(folder));
        all.addAll(SavedRunReaders.in(folder));
        all.addAll(SweepReaders.in(folder));
        all.addAll(SampleReaders.in(folder));
        all.addAll(TrainingReaders.in(folder));
        all.addAll(WindowReaders.in(folder));
        all.addAll(MaterialReaders.in(folder));
        all.addAll(PageReaders.in(folder));
        return all;
    }

    @Test
    @Timeout(120)
    void someFilesForEachReader() throws IOException {
        attack(100, 91);
    }

    @Test
    @Tag("full")
    @Timeout(7200)
    void thousandsOfFilesForEachReader() throws IOException {
        attack(2_000, 92);
    }

    /** Every reader has its turn, and the failure tells each that broke: its case and what it ended in, with the traces as suppressed ones. */
    private void attack(int cases, long seed) throws IOException {
        assertAll("broken readers", readers().stream().map(reader -> () -> attack(reader, cases, seed)));
    }

    private static void attack(HostileReader reader, int cases, long seed) throws IOException {
        HostileReader.Tally tally = reader.attack(cases / reader.slowness(), seed);
        System.out.printf("| %s | %d | %d | %d |%n", reader.name(), tally.accepted() + tally.refused(), tally.accepted(), tally.refused());
        // Were one of them nil, the damage would be too coarse or too fine to test anything.
        assertThat(tally.refused()).as(reader.name() + ": refused").isPositive();
    }
}
