package org.siguard.train.sample;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.siguard.base.UserMistake;
import org.siguard.data.DataSource;
import org.siguard.data.Dataset;
import org.siguard.data.Splits;
import org.siguard.model.ModelSpec;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.train.TrainingSettings;

/** A recipe for a user's own data and network, everything else as the samples that come with the program have it. */
public final class OwnRecipe {
    private static final int FEWEST_RECORDS = 40;
    private static final int LARGEST = 1 << 10;

    private OwnRecipe() {
    }

    /**
     * All records of the source, but no more than {@code rows}, are used: in either world half of them train, a fifth tests, the rest are for the membership
     * classifier, which is also shown three fifths of the members.
     */
    public static SampleRecipe of(String name, DataSource source, int rows, ModelSpec network, TrainingSettings target) {
        Dataset data = first(source, rows);
        if (data.size() < FEWEST_RECORDS) {
            throw new UserMistake(
                    source.line() + ": has " + data.size() + " records; a sample needs at least " + FEWEST_RECORDS + ". Bring more.");
        }
        if (Arrays.stream(data.labels()).distinct().limit(2).count() < 2) {
            throw new UserMistake(source.line() + ": has records of one class only (" + data.className(data.labels()[0])
                    + "), so there is nothing to learn and nothing to leak. Bring records of others, or say which column is the label.");
        }
        requireFit(data, network);
        requireInRange(data);
        int world = data.size() / 2;
        int train = world / 2;
        int test = world / 5;
        Splits.Sizes sizes = new Splits.Sizes(train, test, 3 * train / 5, world - train - test);
        return new SampleRecipe(name, "Made of one's own data.", source, 1, sizes, RecipeJson.withClasses(network, data.classes()), 1,
                target,
                KnownRecipes.H, true, Arrays.asList(SoftmaxKind.values()));
    }

    /**
     * The first rows. Where there are more, these must not be sorted by class: the classes further down would be missing, and nobody would
     * notice.
     */
    private static Dataset first(DataSource source, int rows) {
        if (rows < FEWEST_RECORDS || rows == Integer.MAX_VALUE) {
            throw new UserMistake("--rows is " + rows + "; a sample needs at least " + FEWEST_RECORDS + " records.");
        }
        Dataset more = source.loadAtMost(rows + 1);
        if (more.size() <= rows) {
            return more;
        }
        Dataset data = more.rows(IntStream.range(0, rows).toArray());
        int[] labels = data.labels();
        long changes = IntStream.range(1, rows).filter(row -> labels[row] != labels[row - 1]).count();
        if (changes < Arrays.stream(labels).distinct().count()) {
            throw new UserMistake(source.line() + ": is sorted by class and has more than " + rows + " records, so that classes further "
                    + "down would be missing from the first " + rows
                    + ". Shuffle its records first, or read all of them with a larger --rows.");
        }
        return data;
    }

    private static void requireFit(Dataset data, ModelSpec network) {
        if (data.record().size() != network.input().size()) {
            throw new UserMistake("The network " + network.name() + " takes records of " + network.input() + ", and those of " + data.name()
                    + " are " + data.record() + "; choose a network that fits, or describe one in a recipe.");
        }
    }

    /**
     * Secure inference computes with fixed-point numbers of 64 bits, products of which need twice the fraction: features of
     * thousands would drive activations out of that range, where they wrap around and mean nothing.
     */
    static void requireInRange(Dataset data) {
        for (int row = 0; row < data.size(); row++) {
            float[] record = data.records().get(row);
            for (int column = 0; column < record.length; column++) {
                if (!(Math.abs(record[column]) < LARGEST)) {
                    throw new UserMistake(
                            data.name() + ": record " + (row + 1) + " has " + record[column] + " as its feature " + (column + 1)
                                    + "; secure inference computes in fixed point, and features must be below " + LARGEST
                                    + " in size for activations to stay in its range. Scale the features first, for example to 0 to 1.");
                }
            }
        }
    }
}
