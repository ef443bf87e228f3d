package org.siguard.experiment.saved;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.siguard.attack.metric.Estimate;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Figures;

/** Runs as comma-separated values, a line each: settings, then figures with their limits; empty where a run has no such figure. */
final class RunTable {
    private RunTable() {
    }

    static String of(List<SavedRun> runs) {
        Set<String> columns = new LinkedHashSet<>();
        List<Map<String, String>> lines = runs.stream().map(RunTable::line).toList();
        lines.forEach(line -> columns.addAll(line.keySet()));
        StringBuilder out = new StringBuilder();
        row(out, List.copyOf(columns));
        lines.forEach(line -> row(out, columns.stream().map(column -> line.getOrDefault(column, "")).toList()));
        return out.toString();
    }

    private static Map<String, String> line(SavedRun run) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("run", run.id());
        line.put("name", run.name());
        line.put("saved", run.saved().toString());
        line.put("fidelity", run.result().fidelity().label());
        Experiment.PARAMETERS.forEach(parameter -> line.put(parameter.key(), run.result().experiment().settings().text(parameter)));
        figures(line, run.result().figures());
        return line;
    }

    /** The figures of a run by name, each with its limits. */
    static void figures(Map<String, String> line, Figures figures) {
        line.put("members", String.valueOf(figures.members()));
        line.put("non-members", String.valueOf(figures.nonMembers()));
        line.put("gap floor", String.valueOf(figures.gapFloor()));
        figures.strongest().forEach(each -> {
            line.put("strongest attack (" + each.output().label() + ")", each.attack());
            put(line, "strongest (" + each.output().label() + ")", each.accuracy());
        });
        figures.top1().forEach(each -> put(line, "top-1 (" + each.output().label() + ")", each.accuracy()));
        if (figures.change() != null) {
            put(line, "distortion", figures.change().distortion());
            put(line, "undefended", figures.change().undefended());
        }
        Figures.Latency latency = figures.latency();
        line.put("latency is", latency.predicted() ? "predicted" : "measured");
        line.put("inference s", String.valueOf(latency.inference()));
        line.put("guard s", String.valueOf(latency.guard()));
        if (latency.spread() != null && latency.spread().known()) {
            line.put("whole s low", String.valueOf(latency.spread().low()));
            line.put("whole s high", String.valueOf(latency.spread().high()));
        }
        line.put("rounds", String.valueOf(latency.rounds()));
        line.put("bytes", String.valueOf(latency.bytes()));
        figures.attacks().forEach(each -> put(line, each.attack() + " (" + each.output().label() + ")", each.accuracy()));
    }

    private static void put(Map<String, String> line, String name, Estimate estimate) {
        line.put(name, String.valueOf(estimate.value()));
        line.put(name + " low95", String.valueOf(estimate.low()));
        line.put(name + " high95", String.valueOf(estimate.high()));
    }

    private static void row(StringBuilder out, List<String> cells) {
        out.append(String.join(",", cells.stream().map(RunTable::quoted).toList())).append('\n');
    }

    /** A cell that begins as a formula would be computed by a spreadsheet. */
    static String quoted(String cell) {
        String safe = cell.matches("[=+@\\t-][^0-9.].*") ? "'" + cell : cell;
        return safe.matches("[^,\"\\r\\n]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
