package org.siguard.cli;

import java.nio.file.Path;
import org.siguard.base.UserMistake;
import org.siguard.data.DataSource;
import org.siguard.data.files.DataFiles;
import org.siguard.data.files.FileFormat;
import org.siguard.data.files.FileOptions;
import picocli.CommandLine.Option;

/** What a file of data does not say of itself: the same options wherever a command reads one. */
final class DataOptions {
    @Option(names = "--format", paramLabel = "F", description = "The format of the file, where it is not recognised.")
    private String format;

    @Option(names = "--label", paramLabel = "COLUMN", description = "The label column of a CSV table: first, last or a name of its header.")
    private String label;

    @Option(names = "--labels", paramLabel = "HOW", description = "How the labels of a table count: auto, from-zero, from-one or names.")
    private String labels;

    @Option(names = "--classes", paramLabel = "K", description = "How many classes a table has, where the first rows do not hold all.")
    private int classes;

    @Option(names = "--size", paramLabel = "WxH", description = "Brings all pictures of a folder to this size, for example 32x32.")
    private String size;

    /** Whether any of them was given. */
    boolean given() {
        return format != null || label != null || labels != null || classes != 0 || size != null;
    }

    /** The source that a person named, read as the options say. */
    DataSource source(String source) {
        FileOptions options = FileOptions.DEFAULTS.withClasses(classes);
        if (labels != null) {
            options = options.withLabels(FileOptions.labels(labels));
        }
        if (label != null) {
            options = options.withLabel(label);
        }
        if (size != null) {
            if (!size.matches("[0-9]{1,4}x[0-9]{1,4}")) {
                throw new UserMistake("--size: '" + size + "' is not a size; give width and height, for example 32x32.");
            }
            String[] sides = size.split("x");
            options = options.withSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        }
        if (format != null) {
            return new DataSource.Files(DataFiles.meant(Path.of(source)), FileFormat.named(format), options);
        }
        DataSource recognised = DataSource.parse(source);
        if (recognised instanceof DataSource.Files files) {
            return new DataSource.Files(files.path(), files.format(), options);
        }
        if (given()) {
            throw new UserMistake(source + " is made by a generator; --label, --labels, --classes and --size say how files are read: leave "
                    + "them out.");
        }
        return recognised;
    }
}
