package org.siguard.experiment.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import org.siguard.base.JsonObject;
import org.siguard.experiment.Output;
import org.siguard.experiment.RecordScores;
import org.siguard.train.Fingerprint;

/**
 * What became of each record in a trial, in as little space as it takes: decisions as bits, distances to four places.
 *
 * @param asked      a fingerprint of which records were asked for, and who is a member: only equal ones can be compared record by record
 * @param member     who is one
 * @param right      by competing attack, whether it was right about the record
 * @param rightLabel whether the released label is the true one
 * @param distortion of the released vector
 */
record TrialRecords(String asked, boolean[] member, List<boolean[]> right, boolean[] rightLabel, double[] distortion) {
    private static final int MOST = 1 << 20;
    private static final double PLACES = 1e4;

    TrialRecords {
        right = List.copyOf(right);
    }

    static TrialRecords of(RecordScores scores) {
        List<boolean[]> right = new ArrayList<>();
        for (RecordScores.Trial trial : scores.trials()) {
            if (trial.competes() && trial.output() == Output.GUARDED) {
                boolean[] decisions = new boolean[scores.size()];
                for (int i = 0; i < decisions.length; i++) {
                    decisions[i] = trial.trial().saysMember(i) == scores.member()[i];
                }
                right.add(decisions);
            }
        }
        double[] distortion = Arrays.stream(scores.distortion()).map(d -> Math.round(d * PLACES) / PLACES).toArray();
        return new TrialRecords(Fingerprint.of(Arrays.toString(scores.rows()) + Arrays.toString(scores.member())), scores.member(), right,
                scores.rightLabel(), distortion);
    }

    int size() {
        return member.length;
    }

    void write(ObjectNode node) {
        node.put("asked", asked).put("size", size()).put("member", packed(member)).put("rightLabel", packed(rightLabel));
        var list = node.putArray("right");
        right.forEach(decisions -> list.add(packed(decisions)));
        var distances = node.putArray("distortion");
        for (double d : distortion) {
            distances.add(Math.round(d * PLACES));
        }
    }

    static TrialRecords read(JsonObject json) {
        int size = (int) json.whole("size", 0, MOST);
        double[] distortion = Arrays.stream(json.wholes("distortion", 0, 1 << 20)).mapToDouble(d -> d / PLACES).toArray();
        if (distortion.length != size) {
            throw json.mistake("distortion", "must have " + size + " numbers, and has " + distortion.length + ".");
        }
        return new TrialRecords(json.text("asked"), unpacked(json, "member", json.text("member"), size),
                json.texts("right").stream().map(text -> unpacked(json, "right", text, size)).toList(),
                unpacked(json, "rightLabel", json.text("rightLabel"), size), distortion);
    }

    private static String packed(boolean[] bits) {
        BitSet set = new BitSet(bits.length);
        for (int i = 0; i < bits.length; i++) {
            set.set(i, bits[i]);
        }
        return Base64.getEncoder().encodeToString(set.toByteArray());
    }

    private static boolean[] unpacked(JsonObject json, String key, String text, int size) {
        try {
            BitSet set = BitSet.valueOf(Base64.getDecoder().decode(text));
            boolean[] bits = new boolean[size];
            for (int i = 0; i < size; i++) {
                bits[i] = set.get(i);
            }
            return bits;
        } catch (IllegalArgumentException e) {
            throw json.mistake(key, "is no text of bits; delete the file and resume the sweep.");
        }
    }
}
