package org.siguard.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;

/**
 * Who was in which training set, as row numbers of one data set. Two worlds that share no record: the target's, of which the
 * model owner knows everything, and the shadow's, which the attacker made to resemble it.
 *
 * <p>Each world has the same four sets: the model's training records (its members); other records to ask about (its
 * non-members); and what its membership classifier is trained on, some of the members and non-members of its own. So a
 * classifier is never judged on a record it has seen: {@link #evaluationMembers()} and {@link #evaluationNonMembers()}.
 *
 * @param targetTrain        what the target was trained on: the members
 * @param targetTest         records to judge by that nothing was trained on: the non-members
 * @param defenderMembers    those of the members that the owner's classifier h is trained on
 * @param defenderNonMembers the non-members that h is trained on, in no other set
 * @param shadowTrain        what the attacker's shadow model is trained on
 * @param shadowTest         non-members of the shadow, for fitting thresholds
 * @param attackerMembers    those of the shadow's members that the attacker's own classifier h' is trained on
 * @param attackerNonMembers the non-members that h' is trained on, in no other set
 */
public record Splits(int[] targetTrain, int[] targetTest, int[] defenderMembers, int[] defenderNonMembers, int[] shadowTrain,
        int[] shadowTest, int[] attackerMembers, int[] attackerNonMembers) {

    private static final String FORMAT = "siguard-splits";
    private static final int VERSION = 1;
    /** The sets by name, in the order of {@link #all}. */
    private static final List<String> SETS = List.of("targetTrain", "targetTest", "defenderMembers", "defenderNonMembers", "shadowTrain",
            "shadowTest", "attackerMembers", "attackerNonMembers");

    /**
     * How many rows each set of a world has; both worlds are of the same size.
     *
     * @param train             training records of the model
     * @param test              its non-members
     * @param classifierMembers of the training records, those the membership classifier is trained on
     * @param classifierOthers  non-members the membership classifier is trained on
     */
    public record Sizes(int train, int test, int classifierMembers, int classifierOthers) {
        public Sizes {
            if (train < 2 || test < 1 || classifierMembers < 1 || classifierOthers < 1) {
                throw new UserMistake("Splits: " + train + " training and " + test + " test records with " + classifierMembers + " and "
                        + classifierOthers + " for the membership classifier; give each at least 1, and training at least 2.");
            }
            if (classifierMembers >= train) {
                throw new UserMistake("Splits: the membership classifier takes " + classifierMembers + " of " + train
                        + " members, which leaves none to judge it by; give it fewer.");
            }
        }

        /** The rows that both worlds take together. */
        public long rows() {
            return 2L * ((long) train + test + classifierOthers);
        }
    }

    public Splits {
        targetTrain = targetTrain.clone();
        targetTest = targetTest.clone();
        defenderMembers = defenderMembers.clone();
        defenderNonMembers = defenderNonMembers.clone();
        shadowTrain = shadowTrain.clone();
        shadowTest = shadowTest.clone();
        attackerMembers = attackerMembers.clone();
        attackerNonMembers = attackerNonMembers.clone();
        Map<String, int[]> apart = new LinkedHashMap<>();
        apart.put("targetTrain", targetTrain);
        apart.put("targetTest", targetTest);
        apart.put("defenderNonMembers", defenderNonMembers);
        apart.put("shadowTrain", shadowTrain);
        apart.put("shadowTest", shadowTest);
        apart.put("attackerNonMembers", attackerNonMembers);
        requireDisjoint(apart);
        requireWithin("defenderMembers", defenderMembers, "targetTrain", targetTrain);
        requireWithin("attackerMembers", attackerMembers, "shadowTrain", shadowTrain);
    }

    /** Deals the first rows of a data set, shuffled by the seed, to the sets. */
    public static Splits cut(long seed, int rows, Sizes sizes) {
        return cut(seed, IntStream.range(0, rows).toArray(), sizes);
    }

    /**
     * Deals rows that may hold equal records: these all go to the same set, and on the same side of what the membership classifier is
     * shown. Sets may be a little smaller then than asked for.
     *
     * @param alike one number a row, the same for rows of equal records: {@link Dataset#alike()}
     */
    public static Splits cut(long seed, int[] alike, Sizes sizes) {
        if (sizes.rows() > alike.length) {
            throw new UserMistake("Splits: " + sizes.rows() + " records are needed and the data set has " + alike.length
                    + "; make the sets smaller or the data set larger.");
        }
        int fresh = sizes.train() - sizes.classifierMembers();
        int[][] sets = Deal.rows(seed, alike, new int[] {sizes.classifierMembers(), fresh, sizes.test(), sizes.classifierOthers(),
            sizes.classifierMembers(), fresh, sizes.test(), sizes.classifierOthers()});
        return new Splits(joined(sets[0], sets[1]), sets[2], sets[0], sets[3], joined(sets[4], sets[5]), sets[6],
                sets[4], sets[7]);
    }

    private static int[] joined(int[] first, int[] second) {
        return IntStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    }

    /** Members of the target that h has never seen. */
    public int[] evaluationMembers() {
        return without(targetTrain, defenderMembers);
    }

    /** Non-members of the target that h has never seen. */
    public int[] evaluationNonMembers() {
        return targetTest.clone();
    }

    /** All records of the target's world that its models may be asked about: its members and its non-members. */
    public int[] evaluationPool() {
        return IntStream.concat(Arrays.stream(targetTrain), Arrays.stream(targetTest)).toArray();
    }

    /** Members of the shadow that h' has never seen: what the attacker fits thresholds on. */
    public int[] shadowEvaluationMembers() {
        return without(shadowTrain, attackerMembers);
    }

    /** Non-members of the shadow that h' has never seen. */
    public int[] shadowEvaluationNonMembers() {
        return shadowTest.clone();
    }

    /**
     * The same splits, of models that held some of their records out of the training: these are no members, nor are they outsiders,
     * since the training looked at them. They are in no set.
     */
    public Splits without(Set<Integer> targetHeldOut, Set<Integer> shadowHeldOut) {
        return new Splits(without(targetTrain, targetHeldOut), targetTest, without(defenderMembers, targetHeldOut), defenderNonMembers,
                without(shadowTrain, shadowHeldOut), shadowTest, without(attackerMembers, shadowHeldOut), attackerNonMembers);
    }

    /** Every row is written, not only the seed: the record stays true should the dealing ever change. */
    public ObjectNode json() {
        ObjectNode json = JsonObject.create().put("format", FORMAT).put("version", VERSION);
        for (int i = 0; i < SETS.size(); i++) {
            ArrayNode rows = json.putArray(SETS.get(i));
            Arrays.stream(all()[i]).forEach(rows::add);
        }
        return json;
    }

    /** Reads what {@link #json} wrote, of a data set with so many rows. */
    public static Splits read(JsonObject json, int rows) {
        if (!json.text("format").equals(FORMAT)) {
            throw json.mistake("format", "must be " + FORMAT + "; this is another kind of file.");
        }
        if (json.whole("version", 1, Integer.MAX_VALUE) > VERSION) {
            throw json.mistake("version", "is newer than this program, which reads " + VERSION + ". Use a newer one.");
        }
        int[][] sets = SETS.stream().map(set -> Arrays.stream(json.wholes(set, 0, rows - 1)).mapToInt(row -> (int) row).toArray())
                .toArray(int[][]::new);
        json.requireNothingElse();
        return new Splits(sets[0], sets[1], sets[2], sets[3], sets[4], sets[5], sets[6], sets[7]);
    }

    private static int[] without(int[] rows, int[] taken) {
        return without(rows, setOf(taken));
    }

    private static int[] without(int[] rows, Set<Integer> gone) {
        return Arrays.stream(rows).filter(row -> !gone.contains(row)).toArray();
    }

    private static void requireDisjoint(Map<String, int[]> sets) {
        Map<Integer, String> owners = new LinkedHashMap<>();
        sets.forEach((name, rows) -> {
            if (rows.length == 0) {
                throw new UserMistake("Splits: " + name + " is empty; give it at least one row.");
            }
            for (int row : rows) {
                if (row < 0) {
                    throw new UserMistake("Splits: " + name + " holds row " + row + "; rows count from 0.");
                }
                String other = owners.put(row, name);
                if (other != null) {
                    throw new UserMistake("Splits: row " + row + " stands in " + other + " and in " + name
                            + "; a row may stand in one of them, once.");
                }
            }
        });
    }

    private static void requireWithin(String name, int[] rows, String wholeName, int[] whole) {
        Set<Integer> known = setOf(whole);
        Set<Integer> seen = new HashSet<>();
        for (int row : rows) {
            if (!known.contains(row) || !seen.add(row)) {
                throw new UserMistake("Splits: row " + row + " of " + name + " must stand in " + wholeName + ", and once in " + name + ".");
            }
        }
        if (rows.length == 0 || rows.length == whole.length) {
            throw new UserMistake("Splits: " + name + " takes " + rows.length + " of the " + whole.length + " rows of " + wholeName
                    + "; it must take some and leave some to judge by.");
        }
    }

    private static Set<Integer> setOf(int[] rows) {
        Set<Integer> set = new HashSet<>();
        for (int row : rows) {
            set.add(row);
        }
        return set;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Splits that && Arrays.deepEquals(all(), that.all());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(all());
    }

    @Override
    public String toString() {
        return "Splits[" + targetTrain.length + " members, " + targetTest.length + " non-members, " + shadowTrain.length
                + " shadow members, " + shadowTest.length + " shadow non-members]";
    }

    private int[][] all() {
        return new int[][] {targetTrain, targetTest, defenderMembers, defenderNonMembers, shadowTrain, shadowTest, attackerMembers,
            attackerNonMembers};
    }
}
