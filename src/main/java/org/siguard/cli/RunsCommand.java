package org.siguard.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.siguard.base.AtomicFiles;
import org.siguard.base.JsonObject;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Figures;
import org.siguard.experiment.Output;
import org.siguard.experiment.saved.Comparison;
import org.siguard.experiment.saved.SavedRun;
import org.siguard.experiment.saved.SavedRuns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code siguard runs}: what was kept by {@code siguard run --save}. */
@Command(name = "runs", mixinStandardHelpOptions = true, description = "Lists, compares, exports and deletes saved runs; siguard run --save keeps one. They are in SIGUARD_WORKSPACE, or in ~/siguard.")
final class RunsCommand implements Runnable {
    private static final int COLUMN = 24;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        list(List.of(), null, false);
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "The saved runs, newest first.")
    void list(
            @Parameters(arity = "0..*", paramLabel = "WORD", description = "Only runs that have all these words in their name or settings.") List<String> words,
            @Option(names = "--workspace", paramLabel = "DIR", description = "Another folder of runs.") Path workspace,
            @Option(names = "--json", description = "As JSON.") boolean json) {
        SavedRuns.Listing listing = runs(workspace).list().with(words == null ? List.of() : words);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode root = JsonObject.create();
            ArrayNode list = root.putArray("runs");
            for (SavedRun run : listing.runs()) {
                list.addObject().put("run", run.id()).put("name", run.name()).put("saved", run.saved().toString())
                        .put("fidelity", run.result().fidelity().label()).put("folder", run.folder().toString());
            }
            ArrayNode unreadable = root.putArray("unreadable");
            listing.unreadable().forEach(unreadable::add);
            out.print(JsonObject.readable(root));
        } else {
            listing.runs().forEach(run -> out.println(line(run)));
            listing.unreadable().forEach(problem -> out.println("not readable: " + problem));
            if (listing.runs().isEmpty() && listing.unreadable().isEmpty()) {
                out.println("There are no saved runs" + (words == null || words.isEmpty() ? "" : " with these words") + ".");
            }
        }
        out.flush();
    }

    private static String line(SavedRun run) {
        Figures figures = run.result().figures();
        Figures.StrongestFigure strongest = figures.strongest(Output.GUARDED);
        return String.format(Locale.ROOT, "%s  %s, %s behind %s, %s: strongest attack %s, %.2f s a batch (%s)", run.id(), run.name(),
                run.result().experiment().get(Experiment.MODEL), run.result().experiment().get(Experiment.GUARD),
                run.result().fidelity().label(),
                strongest == null ? "unknown" : String.format(Locale.ROOT, "%.1f %%", 100 * strongest.accuracy().value()),
                figures.latency().total(), figures.latency().predicted() ? "predicted" : "measured");
    }

    @Command(name = "compare", mixinStandardHelpOptions = true, description = "Two runs or more side by side: what differs, and paired tests against the first.")
    void compare(
            @Parameters(arity = "2..*", paramLabel = "RUN", description = "By the names that siguard runs list prints.") List<String> names,
            @Option(names = "--workspace", paramLabel = "DIR", description = "Another folder of runs.") Path workspace,
            @Option(names = "--json", description = "As JSON.") boolean json) {
        SavedRuns runs = runs(workspace);
        Comparison comparison = Comparison.of(names.stream().map(runs::find).toList());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(JsonObject.readable(comparison.json()));
        } else {
            print(comparison, out);
        }
        out.flush();
    }

    private static void print(Comparison comparison, PrintWriter out) {
        row(out, "", comparison.runs().stream().map(SavedRun::name).toList());
        out.println("Settings that differ" + (comparison.settings().isEmpty() ? ": none" : ""));
        comparison.settings().forEach((key, values) -> row(out, "  " + key, values));
        out.println("Figures");
        for (Map.Entry<String, List<String>> figure : comparison.figures().entrySet()) {
            if (!figure.getKey().endsWith("95")) {
                row(out, "  " + figure.getKey(), figure.getValue());
            }
        }
        List<Comparison.Test> significant = comparison.tests().stream().filter(test -> test.difference().significant()).toList();
        if (!comparison.tests().isEmpty()) {
            out.println("Attacks that differ from the first run's by the paired test (McNemar, 5 %; each by itself): " + significant.size()
                    + " of " + comparison.tests().size());
        }
        significant.forEach(test -> out.printf(Locale.ROOT, "  %s, %s (%s): %+.1f points of accuracy, p = %.2g%n", test.later().name(),
                test.attack(), test.output().label(), 100 * test.difference().value(), test.difference().p()));
        comparison.notes().forEach(out::println);
    }

    private static void row(PrintWriter out, String name, List<String> values) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-44s", name));
        for (String value : values) {
            String cell =
                    value.matches("-?\\d+\\.\\d{5,}(E-?\\d+)?") ? String.format(Locale.ROOT, "%.4f", Double.parseDouble(value)) : value;
            line.append(
                    String.format(Locale.ROOT, " %" + COLUMN + "s", cell.length() > COLUMN ? cell.substring(0, COLUMN - 1) + "…" : cell));
        }
        out.println(line.toString().stripTrailing());
    }

    @Command(name = "export", mixinStandardHelpOptions = true, description = "All saved runs as one table of comma-separated values: every setting, every figure.")
    void export(
            @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "Where to write. Without it, the table is printed.") Path file,
            @Option(names = "--workspace", paramLabel = "DIR", description = "Another folder of runs.") Path workspace) {
        SavedRuns.Listing listing = runs(workspace).list();
        listing.unreadable().forEach(problem -> spec.commandLine().getErr().println("left out: " + problem));
        String table = SavedRuns.csv(listing.runs());
        PrintWriter out = spec.commandLine().getOut();
        if (file == null) {
            out.print(table);
        } else {
            AtomicFiles.write(file, table);
            out.println("Written: " + file);
        }
        out.flush();
    }

    @Command(name = "delete", mixinStandardHelpOptions = true, description = "Deletes saved runs, with all their files.")
    void delete(
            @Parameters(arity = "1..*", paramLabel = "RUN", description = "By the names that siguard runs list prints.") List<String> names,
            @Option(names = "--workspace", paramLabel = "DIR", description = "Another folder of runs.") Path workspace) {
        SavedRuns runs = runs(workspace);
        // All are looked up before the first goes: a misspelt one deletes nothing.
        List<SavedRun> found = new ArrayList<>(names.stream().map(runs::find).distinct().toList());
        for (SavedRun run : found) {
            runs.delete(run);
            spec.commandLine().getOut().println("Deleted: " + run.folder());
        }
        spec.commandLine().getOut().flush();
    }

    private static SavedRuns runs(Path workspace) {
        return workspace == null ? Workspace.runs() : SavedRuns.in(workspace);
    }
}
