package org.siguard.attack.metric;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.siguard.attack.Attack;
import org.siguard.base.UserMistake;

/**
 * An attack's scores on records of which it is known who was a member: what every metric is computed from. There is at least one
 * member and one non-member, and every score is finite.
 *
 * @param scores    one a record
 * @param threshold the attack says "member" from here on
 * @param member    who was
 */
public record AttackTrial(double[] scores, double threshold, boolean[] member) {
    public AttackTrial {
        if (scores.length != member.length) {
            throw new UserMistake("Attack trial: " + scores.length + " scores for " + member.length + " records; give one a record.");
        }
        for (int record = 0; record < scores.length; record++) {
            if (!Double.isFinite(scores[record])) {
                throw new UserMistake("Attack trial, record " + record + ": the score " + scores[record]
                        + " is no finite number and cannot be ranked; check what was released for that record.");
            }
        }
        if (Double.isNaN(threshold)) {
            throw new UserMistake("Attack trial: the threshold is not a number; check the shadow outputs it was fitted on.");
        }
        int members = count(member);
        if (members == 0 || members == member.length) {
            throw new UserMistake("Attack trial: " + members + " members and " + (member.length - members)
                    + " non-members; an attack is judged by both, give at least one of each.");
        }
    }

    public static AttackTrial of(Attack.Scores scores, boolean[] member) {
        return new AttackTrial(scores.values(), scores.threshold(), member);
    }

    /** Of two sides that were scored apart, members first. */
    public static AttackTrial of(Attack.Scores members, Attack.Scores nonMembers) {
        int in = members.values().length;
        double[] all = Arrays.copyOf(members.values(), in + nonMembers.values().length);
        System.arraycopy(nonMembers.values(), 0, all, in, nonMembers.values().length);
        boolean[] member = new boolean[all.length];
        Arrays.fill(member, 0, in, true);
        return new AttackTrial(all, members.threshold(), member);
    }

    public int size() {
        return scores.length;
    }

    public int members() {
        return count(member);
    }

    public int nonMembers() {
        return size() - members();
    }

    public boolean saysMember(int record) {
        return scores[record] >= threshold;
    }

    /** Members said to be members. */
    public int found() {
        return (int) IntStream.range(0, size()).filter(record -> member[record] && saysMember(record)).count();
    }

    /** Non-members said to be members. */
    public int falseAlarms() {
        return (int) IntStream.range(0, size()).filter(record -> !member[record] && saysMember(record)).count();
    }

    /** Read the other way round: it says "member" where this one does not. */
    public AttackTrial turned() {
        return new AttackTrial(Arrays.stream(scores).map(score -> -score).toArray(), Math.nextUp(-threshold), member);
    }

    /** The scores of one side. */
    double[] scores(boolean members) {
        return IntStream.range(0, size()).filter(record -> member[record] == members).mapToDouble(record -> scores[record]).toArray();
    }

    /** Some of the records. */
    AttackTrial only(IntPredicate chosen) {
        int[] rows = IntStream.range(0, size()).filter(chosen).toArray();
        boolean[] sides = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            sides[i] = member[rows[i]];
        }
        return new AttackTrial(Arrays.stream(rows).mapToDouble(record -> scores[record]).toArray(), threshold, sides);
    }

    private static int count(boolean[] member) {
        int count = 0;
        for (boolean is : member) {
            count += is ? 1 : 0;
        }
        return count;
    }
}
