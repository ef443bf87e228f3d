package org.siguard.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.siguard.base.AtomicFiles;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.data.DataSource;
import org.siguard.data.Dataset;
import org.siguard.data.files.DataFiles;
import org.siguard.data.files.FileFormat;
import org.siguard.data.files.FileOptions;
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
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]{1,30}\\.?[0-9]{0,30}|\\.[0-9]{1,30})([eE][+-]?[0-9]{1,3})?");

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
        Optional<DataSource.Files> table = table(chosen);
        if (table.isPresent()) {
            warnOfFractions(data);
        }
        Optional<String> labels = table.map(file -> DataFiles.labelColumn(file.path(), file.options()));
        PrintWriter out = spec.commandLine().getOut();
        int[] counts = counts(data);
        if (json) {
            out.println(asJson(chosen, labels, data, counts).toPrettyString());
        } else {
            labels.ifPresent(column -> out.println("Labels:      " + column
                    + (table.get().options().label().equals(FileOptions.DEFAULTS.label()) ? "; --label names another column" : "")));
            print(out, chosen, data, counts);
        }
        out.flush();
        return 0;
    }

    /** A table in which any column could be the label: which one it is was said by the options, or guessed. */
    private static Optional<DataSource.Files> table(DataSource source) {
        return source instanceof DataSource.Files files && files.format() == FileFormat.CSV ? Optional.of(files) : Optional.empty();
    }

    /** Measurements taken for labels make a class of nearly every record; whoever sees only their number may not notice. */
    private void warnOfFractions(Dataset data) {
        data.classNames().stream().filter(DataShowCommand::isFraction).findFirst().ifPresent(label -> {
            PrintWriter err = spec.commandLine().getErr();
            err.println("Labels are fractional, such as " + label + ", and each different one counts as a class: if they are measurements, "
                    + "name the label column with --label.");
            err.flush();
        });
    }

    private static boolean isFraction(String label) {
        return DECIMAL.matcher(label).matches() && Double.parseDouble(label) % 1 != 0;
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

    private static ObjectNode asJson(DataSource source, Optional<String> labels, Dataset data, int[] counts) {
        ObjectNode json = JsonObject.create();
        json.set("source", source.json());
        labels.ifPresent(column -> json.put("labelColumn", column));
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
