package org.siguard.experiment.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.train.sample.Sample;
import org.siguard.train.sample.SampleFiles;

/** Attacks that compare with reference models, behind a guard of many rounds: refitted there, on all records. */
@Timeout(240)
class AdaptedReferencesTest {
    @TempDir
    Path folder;

    @Test
    void likelihoodRatiosAreRefittedBehindGuardsOfManyRoundsToo() {
        Sample sample = SampleFiles.load(Path.of("sample-models", "clusters-10-mlp"));
        Audit audit = new Audit("clusters-10-mlp", 40, 10, 4, List.of("siguard-fast"), false, 1);
        AuditResult result = Auditor.run(audit, sample, folder.resolve("shadows"), folder.resolve("kept"), Progress.none(),
                Cancellation.never());
        AuditResult.References references = result.references().orElseThrow();
        assertThat(references.least()).isEqualTo(references.most()).isEqualTo(references.target()).isEqualTo(1500);
        AuditResult.Finding guarded = result.channels().getLast();
        assertThat(guarded.rounds()).isGreaterThan(1000);
        for (String attack : List.of("LiRA online, fixed variance, adapted", "LiRA offline, fixed variance, adapted",
                "RMIA online, adapted",
                "RMIA offline, adapted", "LiRA online, adapted")) {
            assertThat(guarded.comparable(80)).as("among those the strongest is picked from").containsKey(attack);
        }
        assertThat(guarded.strongest().compared()).isGreaterThan(35);
        assertThat(guarded.strongest().corrected().value()).isGreaterThanOrEqualTo(result.gap().value());
        assertThat(AuditTable.of(result)).contains("4 reference models, trained as the target was, each on 1500 records as it was");
        assertThat(GuardTable.of(List.of(result))).contains("| `siguard-fast` | ", "| none | ");
    }
}
