package org.siguard.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.base.AtomicFiles;
import org.siguard.base.UserMistake;

/**
 * The scores of all attacks by record, as comma-separated values: one line a record, a column a trial. Above the names of the columns
 * stands a line with version and thresholds. Names hold no comma nor quotation mark in a line of columns: a comma in an attack's name is written as a
 * semicolon.
 */
final class ScoreTable {
    private static final String FIRST = "# siguard-scores 1";
    private static final int FIXED = 4;
    private static final long MOST_BYTES = 1L << 28;

    private ScoreTable() {
    }

    static void write(Path file, RecordScores scores) {
        AtomicFiles.write(file, text(scores));
    }

    static String text(RecordScores scores) {
        StringBuilder out = new StringBuilder(FIRST).append('\n').append("# thresholds");
        scores.trials().forEach(trial -> out.append(',').append(trial.trial().threshold()));
        out.append("\nrow,member,right label,distortion");
        for (RecordScores.Trial trial : scores.trials()) {
            out.append(',').append(trial.output().label()).append(trial.competes() ? ": " : " (apart): ")
                    .append(trial.attack().replace(',', ';'));
        }
        out.append('\n');
        for (int i = 0; i < scores.size(); i++) {
            out.append(scores.rows()[i]).append(',').append(scores.member()[i] ? 1 : 0).append(',').append(scores.rightLabel()[i] ? 1 : 0)
                    .append(',').append(scores.distortion()[i]);
            for (RecordScores.Trial trial : scores.trials()) {
                out.append(',').append(trial.trial().scores()[i]);
            }
            out.append('\n');
        }
        return out.toString();
    }

    static RecordScores read(Path file) {
        List<String> lines;
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new UserMistake(file + ": is longer than the " + MOST_BYTES + " bytes allowed; check that it is the right file.");
            }
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UserMistake(file + ": cannot be read (" + AtomicFiles.reason(e) + "); check the name and its permissions.", e);
        }
        return read(lines, file.toString());
    }

    /** @param file is for messages */
    static RecordScores read(List<String> lines, String file) {
        if (lines.size() < 3 || !lines.get(0).equals(FIRST)) {
            throw new UserMistake(
                    file + ": must begin with '" + FIRST + "'; it is of another version or another kind. Run its experiment again.");
        }
        try {
            requireTable(lines);
            return parsed(lines);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new UserMistake(file + ": holds a line that is no row of scores (" + e.getMessage() + "); run its experiment again.", e);
        }
    }

    /** Before room is made for it: as many cells in each line as there are columns. */
    private static void requireTable(List<String> lines) {
        long columns = commas(lines.get(2));
        if (columns < FIXED - 1 || lines.stream().skip(3).anyMatch(line -> commas(line) != columns)) {
            throw new NumberFormatException("not as many cells as there are columns");
        }
    }

    private static long commas(String line) {
        return line.chars().filter(letter -> letter == ',').count();
    }

    private static RecordScores parsed(List<String> lines) {
        double[] thresholds = Arrays.stream(lines.get(1).split(",")).skip(1).mapToDouble(Double::parseDouble).toArray();
        String[] columns = lines.get(2).split(",");
        int size = lines.size() - 3;
        int[] rows = new int[size];
        boolean[] member = new boolean[size];
        boolean[] right = new boolean[size];
        double[] distortion = new double[size];
        double[][] scores = new double[columns.length - FIXED][size];
        for (int i = 0; i < size; i++) {
            String[] cells = lines.get(i + 3).split(",");
            rows[i] = Integer.parseInt(cells[0]);
            member[i] = cells[1].equals("1");
            right[i] = cells[2].equals("1");
            distortion[i] = Double.parseDouble(cells[3]);
            for (int k = 0; k < scores.length; k++) {
                scores[k][i] = Double.parseDouble(cells[FIXED + k]);
            }
        }
        List<RecordScores.Trial> trials = new ArrayList<>();
        for (int k = 0; k < scores.length; k++) {
            String column = columns[FIXED + k];
            int colon = column.indexOf(": ");
            String before = column.substring(0, colon);
            trials.add(new RecordScores.Trial(column.substring(colon + 2).replace(';', ','),
                    ResultFiles.output(before.replace(" (apart)", "")), !before.endsWith("(apart)"),
                    new AttackTrial(scores[k], thresholds[k], member)));
        }
        return new RecordScores(rows, member, trials, right, distortion);
    }
}
