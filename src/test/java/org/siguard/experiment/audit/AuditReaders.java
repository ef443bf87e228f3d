package org.siguard.experiment.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.siguard.attack.Needs;
import org.siguard.attack.metric.AttackFigures;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.attack.metric.Estimate;
import org.siguard.base.UserMistake;
import org.siguard.hostile.HostileReader;

/** What this room reads: the file of an audit, and what an audit that was stopped kept of a channel. */
public final class AuditReaders {
    private static final String AUDIT = """
            {"sample": "clusters-10-mlp", "records": 20, "askedOften": 10, "references": 4, "guards": ["siguard-brief", "label"],
             "thorough": true, "seed": 2, "attacks": ["thresholds", "label-only"]}
            """;

    private AuditReaders() {
    }

    public static List<HostileReader> in(Path folder) throws IOException {
        Path file = Files.createDirectories(folder.resolve("audit-file")).resolve("audit.json");
        Files.writeString(file, AUDIT);
        AuditResult.Records records = new AuditResult.Records(new int[] {1, 2, 3, 4}, new int[] {0, 1, 0, 1},
                new boolean[] {true, true, false, false});
        KeptChannels kept = new KeptChannels(folder.resolve("audit-kept"), "key", records, 1);
        Channel channel = new Channel("plaintext", Channel.Kind.PLAIN, null, null, null, null, null, true, false, 0, 0);
        AttackTrial trial = new AttackTrial(new double[] {0.9, 0.2, 0.4, -7}, 0.5, records.member());
        kept.write(new Measured(channel.name(), false,
                List.of(new AuditResult.Attacked(AttackFigures.of("confidence", trial, 1), "of words", Needs.VECTORS,
                        new Needs.Cost(4, 0, 0),
                        new int[] {0, 1, 2, 3}, trial, Optional.of("another"))),
                new boolean[4], new double[4], new AuditResult.Utility(new Estimate(0.5, 0.4, 0.6), 1, 1, 0, 0.1, 1), 3, 4));
        Path first;
        try (var files = Files.list(kept.folder())) {
            first = files.findFirst().orElseThrow();
        }
        return List.of(new HostileReader("audit file", file.getParent(), file, true, () -> Audit.read(file).sampleName()),
                new HostileReader("a channel of an audit that was stopped", kept.folder(), first, true, () -> {
                    if (kept.read(channel).isEmpty()) {
                        throw new UserMistake("it is as good as not there");
                    }
                }));
    }
}
