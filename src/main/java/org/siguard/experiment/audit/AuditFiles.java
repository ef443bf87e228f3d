package org.siguard.experiment.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.siguard.base.AtomicFiles;
import org.siguard.base.JsonObject;

/**
 * Everything that an audit leaves in a folder: {@code audit.md} for people, {@code audit.json} for programs, and beside them for every
 * sample a folder with {@code references.json}, the rows that each reference model was given, and {@code scores/}, a CSV a channel with
 * every record's score by every attack.
 */
public final class AuditFiles {
    public static final String PAGE = "audit.md";
    public static final String FIGURES = "audit.json";
    private static final String REFERENCES = "references.json";
    private static final String SCORES = "scores";
    private static final String UNFINISHED = "unfinished";

    private AuditFiles() {
    }

    public static void write(List<AuditResult> results, Path folder) {
        Map<String, Integer> seen = new HashMap<>();
        for (AuditResult result : results) {
            int times = seen.merge(result.audit().sampleName(), 1, Integer::sum);
            Path own = folder.resolve(result.audit().sampleName() + (times == 1 ? "" : "-" + times));
            result.references()
                    .ifPresent(references -> JsonObject.write(own.resolve(REFERENCES), references.rows().json()));
            for (AuditResult.Finding finding : result.channels()) {
                AtomicFiles.write(own.resolve(SCORES).resolve(fileName(finding.channel()) + ".csv"),
                        scores(result.records(), finding));
            }
        }
        JsonObject.write(folder.resolve(FIGURES), AuditJson.of(results));
        AtomicFiles.write(folder.resolve(PAGE), AuditTable.page(results));
        AtomicFiles.removeFolder(unfinished(folder));
    }

    /** Where an audit keeps the channels that it has finished, until all is written. */
    public static Path unfinished(Path folder) {
        return folder.resolve(UNFINISHED);
    }

    /** A channel's name as that of a file. */
    static String fileName(String channel) {
        return channel.replaceAll("[^a-z0-9-]+", "-");
    }

    /** A line a record; empty where an attack was not run on it. */
    private static String scores(AuditResult.Records records, AuditResult.Finding finding) {
        StringBuilder out = new StringBuilder("row,label,member");
        finding.attacks().forEach(attack -> out.append(",\"").append(attack.name().replace("\"", "\"\"")).append('"'));
        out.append('\n');
        List<Map<Integer, Double>> columns = new ArrayList<>();
        for (AuditResult.Attacked attack : finding.attacks()) {
            Map<Integer, Double> column = new HashMap<>();
            for (int i = 0; i < attack.places().length; i++) {
                column.put(attack.places()[i], attack.trial().scores()[i]);
            }
            columns.add(column);
        }
        for (int place = 0; place < records.size(); place++) {
            int at = place;
            out.append(records.rows()[place]).append(',').append(records.labels()[place]).append(',')
                    .append(records.member()[place] ? 1 : 0)
                    .append(',')
                    .append(columns.stream().map(column -> column.containsKey(at) ? String.valueOf(column.get(at)) : "")
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        return out.toString();
    }
}
