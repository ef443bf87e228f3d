package org.siguard.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.siguard.base.AtomicFiles;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.data.DataSource;
import org.siguard.data.Dataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code siguard data show}: what a data set is. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a data set: its shape, its classes and how often each occurs, and its first pictures.")
final class DataShowCommand implements Callable<Integer> {
    private static final int MOST_LINES = 100;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SOURCE", description = "A generator (NAME or NAME:SEED), or a file or folder of data.")
    private String source;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "1000", description = "How many of the first records are looked at. Default: 1000.")
    private int rows;

    @Mixin
    private DataOptions options;

    @Option(names = "--picture", paramLabel = "FILE", description = "Writes the first pictures to a PNG file.")
    private Path picture;

    @Option(names = "--json", description = "Prints the answer as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (rows < 1) {
            throw new UserMistake("--rows: " + rows + " is not allowed; give at least 1.");
        }
        DataSource chosen = options.source(source);
        Dataset data = chosen.loadAtMost(rows);
        if (picture != null) {
            AtomicFiles.write(picture, ContactSheet.png(data));
        }
        PrintWriter out = spec.commandLine().getOut();
        int[] counts = counts(data);
        if (json) {
            out.println(asJson(chosen, data, counts).toPrettyString());
        } else {
            print(out, chosen, data, counts);
        }
        out.flush();
        return 0;
    }

    private static int[] counts(Dataset data) {
        int[] counts = new int[data.classes()];
        for (int each : data.labels()) {
            counts[each]++;
        }
        return counts;
    }

    private void print(PrintWriter out, DataSource source, Dataset data, int[] counts) {
        out.println("Source:      " + source.line());
        out.println("Records:     " + (data.size() == rows ? "the first " : "") + data.size() + " of " + data.record()
                + (data.size() == rows ? "; what stands below is of these, and --rows looks at more" : ""));
        out.println("Classes:     " + data.classes());
        for (int i = 0; i < Math.min(MOST_LINES, counts.length); i++) {
            out.printf("  %-16s %d%n", data.className(i), counts[i]);
        }
        if (counts.length > MOST_LINES) {
            out.println("  … and " + (counts.length - MOST_LINES) + " more");
        }
        out.println("Fingerprint: " + data.fingerprint() + " (of these records)");
    }

    private static ObjectNode asJson(DataSource source, Dataset data, int[] counts) {
        ObjectNode json = JsonObject.create();
        json.set("source", source.json());
        json.put("records", data.size());
        ArrayNode record = json.putArray("record");
        for (int extent : data.record().toArray()) {
            record.add(extent);
        }
        ArrayNode classes = json.putArray("classes");
        for (int i = 0; i < counts.length; i++) {
            classes.addObject().put("label", i).put("name", data.className(i)).put("records", counts[i]);
        }
        json.put("fingerprint", data.fingerprint());
        return json;
    }
}
