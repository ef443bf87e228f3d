package org.siguard.experiment;

import java.nio.file.Path;
import java.util.List;
import org.siguard.attack.metric.AttackTrial;

/**
 * What attacks and guard made of each record: what a paired test of two runs, or a bootstrap over records, is computed from.
 *
 * @param rows       of the records in the sample's data, in the order in which they were asked for
 * @param member     who is one
 * @param trials     by attack and output
 * @param rightLabel whether the released label is the true one, by record, behind the guard
 * @param distortion the sum of |p* - p|, by record
 */
public record RecordScores(int[] rows, boolean[] member, List<Trial> trials, boolean[] rightLabel, double[] distortion) {
    /** A vector that is moved by less is as it was: more than rounding makes. */
    public static final double ROUNDING = 0.002;

    /** Nothing is known by record. */
    public static final RecordScores NONE = new RecordScores(new int[0], new boolean[0], List.of(), new boolean[0], new double[0]);

    public RecordScores {
        trials = List.copyOf(trials);
    }

    /**
     * One attack on one kind of output.
     *
     * @param competes whether it is one of those that the strongest is picked from
     */
    public record Trial(String attack, Output output, boolean competes, AttackTrial trial) {
    }

    /** As a table of comma-separated values, a line a record. */
    public void write(Path file) {
        ScoreTable.write(file, this);
    }

    /** Reads what {@link #write} wrote. */
    public static RecordScores read(Path file) {
        return ScoreTable.read(file);
    }

    public int size() {
        return rows.length;
    }

    /** Whether the guard left this record as it was. */
    public boolean undefended(int record) {
        return distortion[record] < ROUNDING;
    }
}
