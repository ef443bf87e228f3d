package org.siguard.experiment.audit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.siguard.attack.Evidence;
import org.siguard.attack.Observation;
import org.siguard.attack.Preparation;
import org.siguard.attack.Shadow;
import org.siguard.base.UserMistake;
import org.siguard.data.Dataset;
import org.siguard.data.Draws;
import org.siguard.ring.Seed;
import org.siguard.train.sample.Sample;

/** The records that an audit draws: those under attack, members first, and some of them for attacks that ask many times. */
final class AuditedRecords {
    private static final int LEAST = 20;
    private static final int FOR_SPREAD = 500;

    private final Seed seed;
    private final Sample sample;
    private final AuditResult.Records all;
    private final int each;
    private final int often;

    AuditedRecords(Audit audit, Sample sample) {
        this.seed = Seed.of(audit.seed());
        this.sample = sample;
        int[] members = sample.splits().evaluationMembers();
        int[] others = sample.splits().evaluationNonMembers();
        this.each = Math.min(audit.records(), Math.min(members.length, others.length));
        if (each < LEAST) {
            throw new UserMistake("The sample " + sample.name() + " has " + members.length + " members and " + others.length
                    + " non-members that no membership classifier was trained on; an audit takes " + LEAST
                    + " of each. Give its recipe larger splits.");
        }
        this.often = Math.min(audit.askedOften(), each);
        int[] rows = IntStream.concat(Arrays.stream(drawn(members, each, "members")), Arrays.stream(drawn(others, each, "non-members")))
                .toArray();
        boolean[] member = new boolean[rows.length];
        Arrays.fill(member, 0, each, true);
        this.all = new AuditResult.Records(rows, sample.data().rows(rows).labels(), member);
    }

    /** Some rows of many, at random; the first of them are as random as all. */
    int[] drawn(int[] from, int count, String what) {
        int[] order = Draws.of(seed.derive(what)).order(from.length);
        return IntStream.range(0, count).map(i -> from[order[i]]).toArray();
    }

    AuditResult.Records all() {
        return all;
    }

    int[] every() {
        return IntStream.range(0, all.size()).toArray();
    }

    /** The places of some. */
    int[] some() {
        return IntStream.concat(IntStream.range(0, often), IntStream.range(each, each + often)).toArray();
    }

    boolean[] members(int[] places) {
        boolean[] out = new boolean[places.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = all.member()[places[i]];
        }
        return out;
    }

    /** The same evidence of some records, and of some of the attacker's own. */
    Evidence some(Evidence evidence) {
        return new Evidence(evidence.target().only(some()), some(evidence.own()),
                evidence.guardedOwn() == null ? null : some(evidence.guardedOwn()), evidence.randomOutputs());
    }

    private Preparation some(Preparation own) {
        return Preparation.NONE.withShadows(
                own.shadows().stream().map(shadow -> new Shadow(first(shadow.members()), first(shadow.nonMembers()))).toList());
    }

    private Observation first(Observation seen) {
        return seen.only(IntStream.range(0, Math.min(often, seen.size())).toArray());
    }

    /** The deviation of a feature, over all features and some of the records. */
    double spread() {
        List<float[]> known = sample.data().records().subList(0, Math.min(FOR_SPREAD, sample.data().size()));
        int width = known.get(0).length;
        double squares = 0;
        for (int i = 0; i < width; i++) {
            int feature = i;
            double mean = known.stream().mapToDouble(record -> record[feature]).average().orElseThrow();
            squares += known.stream().mapToDouble(record -> (record[feature] - mean) * (record[feature] - mean)).average().orElseThrow();
        }
        return Math.sqrt(squares / width);
    }

    Dataset data(int[] rows) {
        return sample.data().rows(rows);
    }
}
