package org.siguard.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.siguard.base.JsonObject;
import org.siguard.base.Names;
import org.siguard.base.UserMistake;
import org.siguard.data.files.DataFiles;
import org.siguard.data.files.FileFormat;
import org.siguard.data.files.FileOptions;
import org.siguard.data.files.RowLimit;

/**
 * Where data comes from, as a value that can be saved: enough to load the same records again. What pins them, should a file change
 * meanwhile, is {@link Dataset#fingerprint()}, which whoever saves a source saves with it.
 */
public sealed interface DataSource {
    /** The first rows; a mistake where there are fewer. */
    default Dataset load(int rows) {
        Dataset data = loadAtMost(rows);
        if (data.size() < rows) {
            throw new UserMistake(line() + ": has " + data.size() + " records, and " + rows + " are needed; ask for fewer, or bring more.");
        }
        return data;
    }

    /** The first rows, or all where there are fewer. */
    Dataset loadAtMost(int rows);

    /** This source in one line, for people. */
    String line();

    ObjectNode json();

    /** Made by a generator from a seed. */
    record Generated(String generator, long seed) implements DataSource {
        public Generated {
            Generators.named(generator);
        }

        @Override
        public Dataset loadAtMost(int rows) {
            return Generators.generate(generator, seed, rows);
        }

        @Override
        public String line() {
            return generator + " (generated, seed " + seed + ")";
        }

        @Override
        public ObjectNode json() {
            return JsonObject.create().put("kind", "generated").put("generator", generator).put("seed", seed);
        }
    }

    /** Read from a file or folder; a relative path is taken from the current folder, and saved in full, to be found from others. */
    record Files(Path path, FileFormat format, FileOptions options) implements DataSource {
        @Override
        public Dataset loadAtMost(int rows) {
            return DataFiles.read(path, format, options, RowLimit.of(rows));
        }

        @Override
        public String line() {
            return path + " (" + format.title() + ")";
        }

        @Override
        public ObjectNode json() {
            ObjectNode json =
                    JsonObject.create().put("kind", "files").put("path", path.toAbsolutePath().toString()).put("format", format.title());
            options.put(json.putObject("options"));
            return json;
        }
    }

    /** Reads what {@link #json} wrote; anything else in the object is a mistake. */
    static DataSource read(JsonObject json) {
        String kind = json.text("kind");
        DataSource source = switch (kind) {
            case "generated" -> new Generated(json.text("generator"), json.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE));
            case "files" -> new Files(path(json.text("path")), FileFormat.named(json.text("format")),
                    FileOptions.read(json.object("options")));
            default -> throw json.mistake("kind", "must be generated or files.");
        };
        json.requireNothingElse();
        return source;
    }

    /**
     * What a person writes: a generator's name, with a seed after a colon if it is not 1 ({@code shapes-10:7}), or a file or folder,
     * whose format is found out.
     */
    static DataSource parse(String text) {
        int colon = text.lastIndexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        if (Generators.names().contains(name)) {
            try {
                return new Generated(name, colon < 0 ? 1 : Long.parseLong(text.substring(colon + 1)));
            } catch (NumberFormatException e) {
                throw new UserMistake("Data source " + text + ": the seed after the colon must be a whole number.", e);
            }
        }
        Path path = path(text);
        if (!java.nio.file.Files.exists(path) && path.getNameCount() == 1) {
            throw new UserMistake(
                    "There is no file or folder '" + text + "' here. " + Names.unknown("data generator", name, Generators.names()));
        }
        Path meant = DataFiles.meant(path);
        return new Files(meant, DataFiles.recognise(meant), FileOptions.DEFAULTS);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UserMistake("Data source: '" + text.replaceAll("\\p{Cntrl}", "?") + "' is no path; name a file or folder.", e);
        }
    }
}
