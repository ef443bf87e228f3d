package org.siguard.data.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.siguard.data.Dataset;
import org.siguard.ring.Shape;

/**
 * Tables of text: a record a line, columns parted by commas, semicolons or tabs (whichever the first line has most of), a header or
 * none, plain or gzip. One column is the label, all others are numbers. A first column without a name is refused: it numbers the rows.
 *
 * <p>Three tables that attacks are published with have layouts of their own, all without header (Shokri et al., 2017):
 * Purchase-100, a label 1 to 100 and then 600 zeros and ones; Location-30, a label 1 to 30 in quotes and then 446; Texas-100, 6169 a
 * line in a file {@code feats} and the labels 1 to 100 in a file {@code labels} beside it.
 */
final class TableReader implements DataReader {
    private static final Set<String> LABEL_NAMES = Set.of("label", "labels", "class", "target", "outcome", "y");
    static final String FEATURES = "feats";
    static final String LABELS = "labels";

    private final Optional<Published> published;

    /** A layout that needs no asking. */
    enum Published {
        PURCHASE_100("purchase-100", 600, 100), TEXAS_100("texas-100", 6169, 100), LOCATION_30("location-30", 446, 30);

        final String title;
        final int features;
        final int classes;

        Published(String title, int features, int classes) {
            this.title = title;
            this.features = features;
            this.classes = classes;
        }
    }

    private TableReader(Optional<Published> published) {
        this.published = published;
    }

    static TableReader any() {
        return new TableReader(Optional.empty());
    }

    static TableReader of(Published layout) {
        return new TableReader(Optional.of(layout));
    }

    @Override
    public Dataset read(Path path, FileOptions options, RowLimit limit) {
        if (published.isEmpty()) {
            return read(path, Optional.empty(), options, limit, String.valueOf(path.getFileName()));
        }
        Published layout = published.get();
        FileOptions fixed = options.withLabel("first").withLabels(FileOptions.Labels.FROM_ONE).withClasses(layout.classes);
        if (layout == Published.TEXAS_100) {
            Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
            return read(folder.resolve(FEATURES), Optional.of(folder.resolve(LABELS)), fixed, limit, layout.title);
        }
        return read(path, Optional.empty(), fixed, limit, layout.title);
    }

    private Dataset read(Path file, Optional<Path> labelFile, FileOptions options, RowLimit limit, String name) {
        try (TextLines lines = new TextLines(file); TextLines labelLines = labelFile.map(TextLines::new).orElse(null)) {
            List<TextLines.Field> fields = lines.next();
            if (fields == null) {
                throw Damage.atLine(file, 1, "a record expected, and the file is empty.");
            }
            int columns = fields.size();
            if (published.isEmpty()) {
                requireNamed(file, fields);
            }
            boolean header = published.isEmpty() && isHeader(fields, options);
            int labelColumn = labelLines != null ? -1 : labelColumn(file, fields, header, options.label());
            int features = labelLines != null ? columns : columns - 1;
            requireWidth(file, features);
            if (header) {
                fields = lines.next();
            }
            Gathering gathering = new Gathering(file.toString(), Shape.of(features), limit);
            LabelTexts texts = LabelTexts.inLines(labelFile.orElse(file));
            while (fields != null) {
                if (fields.size() != columns) {
                    throw Damage.atLine(file, lines.number(),
                            columns + " columns expected, as in the first line, not " + fields.size() + ".");
                }
                String label = labelLines == null ? fields.get(labelColumn).text() : label(labelLines, lines);
                int place = texts.place(label, labelLines == null ? lines.number() : labelLines.number());
                gathering.add(record(lines, fields, labelColumn, features), place);
                fields = gathering.full() ? null : lines.next();
            }
            if (gathering.size() == 0) {
                throw Damage.atLine(file, lines.number(), "a record expected after the header, and the file ends.");
            }
            if (labelLines != null && !gathering.full() && labelLines.next() != null) {
                throw Damage.atLine(labelLines.file(), labelLines.number(), "no more labels than the " + gathering.size() + " records of "
                        + file.getFileName() + " expected.");
            }
            LabelTexts.Numbering numbering = texts.number(gathering.labels(), options.labels(), options.classes());
            return gathering.dataset(name, numbering.classes(), numbering.labels(), numbering.names());
        }
    }

    /**
     * Nothing before the first separator of a header: so pandas and R write the row numbers. As a feature they would tell every record
     * from all others, and a network could learn the records by heart; attacks would then measure that.
     */
    private static void requireNamed(Path file, List<TextLines.Field> first) {
        if (first.size() > 1 && first.getFirst().text().isBlank()) {
            throw Damage.atLine(file, 1, "the first column has no name; it probably holds row numbers, by which a network would memorise "
                    + "records. Write the table without them (pandas: index=False, R: row.names=FALSE), or give the column a name.");
        }
    }

    private void requireWidth(Path file, int features) {
        if (features < 1) {
            throw Damage.atLine(file, 1, "a label and at least one number expected, parted by commas, semicolons or tabs.");
        }
        if (published.isPresent() && published.get().features != features) {
            throw Damage.atLine(file, 1,
                    published.get().features + " features expected, as " + published.get().title + " has, not " + features
                            + "; if it is another table, read it as csv.");
        }
    }

    private static String label(TextLines labels, TextLines records) {
        List<TextLines.Field> fields = labels.next();
        if (fields == null || fields.size() != 1) {
            throw Damage.atLine(labels.file(), labels.number() + (fields == null ? 1 : 0), "one label for line " + records.number() + " of "
                    + records.file().getFileName() + " expected"
                    + (fields == null ? ", and the file ends." : ", not " + fields.size() + " columns."));
        }
        return fields.get(0).text();
    }

    private float[] record(TextLines lines, List<TextLines.Field> fields, int labelColumn, int features) {
        float[] record = new float[features];
        int at = 0;
        for (int column = 0; column < fields.size(); column++) {
            if (column != labelColumn) {
                float value = number(fields.get(column).text());
                boolean bit = value == 0 || value == 1;
                if (!Float.isFinite(value) || (published.isPresent() && !bit)) {
                    throw Damage.atLine(lines.file(), lines.number(), (published.isPresent() ? "0 or 1" : "a finite number")
                            + " expected in column " + (column + 1) + ", not '" + Damage.shown(fields.get(column).text()) + "'.");
                }
                record[at++] = value;
            }
        }
        return record;
    }

    /** The number that a text is, or NaN. */
    private static float number(String text) {
        if (text.length() == 1 && text.charAt(0) >= '0' && text.charAt(0) <= '9') {
            return text.charAt(0) - '0';
        }
        // Java would also read 1f, 0x1p3 and NaN as numbers.
        if (text.isEmpty() || text.length() > 40 || !text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0)) {
            return Float.NaN;
        }
        try {
            return Float.parseFloat(text);
        } catch (NumberFormatException e) {
            return Float.NaN;
        }
    }

    /** A first line with something other than numbers outside of its label column. */
    private static boolean isHeader(List<TextLines.Field> fields, FileOptions options) {
        int skipped = options.label().equals("last") ? fields.size() - 1 : 0;
        for (int i = 0; i < fields.size(); i++) {
            String text = fields.get(i).text();
            if (i != skipped && !text.isEmpty() && Float.isNaN(number(text))) {
                return true;
            }
        }
        return false;
    }

    /** Which column of a table is taken for the labels, for people. */
    static String labelColumn(Path file, FileOptions options) {
        try (TextLines lines = new TextLines(file)) {
            List<TextLines.Field> first = lines.next();
            if (first == null) {
                throw Damage.atLine(file, 1, "a record expected, and the file is empty.");
            }
            requireNamed(file, first);
            boolean header = isHeader(first, options);
            int column = labelColumn(file, first, header, options.label());
            return "column " + (column + 1) + (header ? " ('" + Damage.shown(first.get(column).text()) + "')" : "");
        }
    }

    private static int labelColumn(Path file, List<TextLines.Field> first, boolean header, String wanted) {
        List<String> names = first.stream().map(TextLines.Field::text).toList();
        return switch (wanted) {
            case "first" -> 0;
            case "last" -> first.size() - 1;
            case "auto" -> {
                // A last column so named is the label even where a feature is called y before it.
                if (header && LABEL_NAMES.contains(names.getLast().toLowerCase(Locale.ROOT))) {
                    yield names.size() - 1;
                }
                for (int i = 0; header && i < names.size(); i++) {
                    if (LABEL_NAMES.contains(names.get(i).toLowerCase(Locale.ROOT))) {
                        yield i;
                    }
                }
                yield 0;
            }
            default -> {
                int at = header ? names.indexOf(wanted) : -1;
                if (at < 0) {
                    throw Damage.atLine(file, 1, "a header with a column '" + Damage.shown(wanted) + "' expected"
                            + (header ? "; it has " + Damage.shown(String.join(", ", names)) + "."
                                    : ", and there is no header; say first or last."));
                }
                yield at;
            }
        };
    }
}
