package org.siguard.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.siguard.attack.Release;
import org.siguard.data.Dataset;
import org.siguard.train.sample.Sample;

/**
 * The records that are asked for, members and non-members in turn, so that any stretch of them has both alike.
 *
 * @param records the records, a member at every even place
 * @param rows    where they are in the data they were drawn from
 */
public record Population(Dataset records, int[] rows) {
    /** All records of a set. */
    Population(Dataset records) {
        this(records, IntStream.range(0, records.size()).toArray());
    }

    /** Those of the target that an experiment asks about. */
    public static Population asked(Sample sample, Experiment experiment) {
        Asked asked = Asked.named(experiment.get(Experiment.RECORDS));
        return draw(sample.data(), asked.members(sample.splits()), asked.nonMembers(sample.splits()),
                experiment.get(Experiment.QUERIES), random(experiment, "queries"));
    }

    /** Those of its own model that the attacker fits its thresholds on. */
    public static Population attackers(Sample sample, Experiment experiment) {
        return draw(sample.data(), sample.splits().shadowEvaluationMembers(), sample.splits().shadowEvaluationNonMembers(),
                experiment.get(Experiment.QUERIES), random(experiment, "shadow queries"));
    }

    private static RandomGenerator random(Experiment experiment, String purpose) {
        return new SplittableRandom(experiment.get(Experiment.SEED) * 31L + purpose.hashCode());
    }

    /** As many of each as were asked for and there are, drawn without replacement. */
    static Population draw(Dataset data, int[] members, int[] nonMembers, int queries, RandomGenerator random) {
        int each = Math.min(queries / 2, Math.min(members.length, nonMembers.length));
        int[] in = shuffled(members, random);
        int[] out = shuffled(nonMembers, random);
        int[] rows = new int[2 * each];
        for (int i = 0; i < each; i++) {
            rows[2 * i] = in[i];
            rows[2 * i + 1] = out[i];
        }
        return new Population(data.rows(rows), rows);
    }

    private static int[] shuffled(int[] rows, RandomGenerator random) {
        int[] out = rows.clone();
        for (int i = out.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = out[i];
            out[i] = out[j];
            out[j] = swapped;
        }
        return out;
    }

    public int size() {
        return records.size();
    }

    /** Whether the record at this place is a member. */
    public static boolean isMember(int place) {
        return place % 2 == 0;
    }

    /** The records from one place to another. */
    List<float[]> between(int from, int to) {
        return records.records().subList(from, to);
    }

    /** Who is a member among the first records. */
    boolean[] membership(int count) {
        boolean[] out = new boolean[count];
        for (int i = 0; i < count; i += 2) {
            out[i] = true;
        }
        return out;
    }

    /** What the client was given for the first records. */
    Release release(double[][] vectors) {
        return new Release(vectors, Arrays.copyOf(records.labels(), vectors.length));
    }

    /** What the client was given for the members (or the non-members) among the first records. */
    public Release release(double[][] vectors, boolean members) {
        List<double[]> chosen = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int i = members ? 0 : 1; i < vectors.length; i += 2) {
            chosen.add(vectors[i]);
            labels.add(records.labels()[i]);
        }
        return new Release(chosen.toArray(double[][]::new), labels.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Two arrays of vectors, one after the other. */
    static double[][] append(double[][] first, double[][] second) {
        double[][] out = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, out, first.length, second.length);
        return out;
    }
}
