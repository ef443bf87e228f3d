package org.siguard.experiment.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.siguard.base.UserMistake;
import org.siguard.data.Draws;
import org.siguard.data.ShadowHalves;
import org.siguard.ring.Seed;
import org.siguard.train.TrainingSettings;
import org.siguard.train.sample.Sample;

/**
 * What each reference model is trained on: a random half of the target's records and of its non-members, filled up with records of the
 * attacker's own until it is as many as the target was given. A model of fewer records overfits more than the target, and the
 * likelihood-ratio attacks that compare with it are blunter for it; more records cost the attacker nothing, since it has a whole world of
 * them for its shadow. RMIA's population is not among them: no reference model may know it.
 *
 * @param halves who is given which of the records in question
 * @param own    for each model, the attacker's own records beside them; none where the half is as many as the target had
 */
public record ReferenceRows(ShadowHalves halves, List<int[]> own) {
    public ReferenceRows {
        own = List.copyOf(own);
        if (own.size() != halves.shadows()) {
            throw new UserMistake("Reference models: halves for " + halves.shadows() + " of them and records of the attacker's own for "
                    + own.size() + "; give both for each.");
        }
    }

    static ReferenceRows of(Audit audit, Sample sample) {
        ShadowHalves halves = ShadowHalves.cut("target-train+target-test", audit.seed(), sample.splits().evaluationPool(),
                sample.data().alike(), audit.references());
        int[] attackers =
                IntStream.concat(Arrays.stream(sample.splits().shadowTrain()), Arrays.stream(sample.splits().attackerNonMembers()))
                        .toArray();
        List<int[]> own = new ArrayList<>();
        for (int model = 0; model < halves.shadows(); model++) {
            int missing = Math.clamp(given(sample) - halves.seenBy(model).length, 0, attackers.length);
            int[] order = Draws.of(Seed.of(audit.seed()).derive("reference models' own").derive("model", model)).order(attackers.length);
            own.add(IntStream.range(0, missing).map(i -> attackers[order[i]]).sorted().toArray());
        }
        return new ReferenceRows(halves, own);
    }

    /** Records that the target's training was given: those that it held out to watch itself by are in no set any more. */
    private static int given(Sample sample) {
        double share = sample.recipe().target().values().get(TrainingSettings.VALIDATION_SHARE);
        return Math.toIntExact(Math.round(sample.splits().targetTrain().length / (1 - share)));
    }

    /** All rows that each model is trained on. */
    List<int[]> all() {
        return IntStream.range(0, own.size())
                .mapToObj(model -> IntStream.concat(Arrays.stream(halves.seenBy(model)), Arrays.stream(own.get(model))).toArray()).toList();
    }

    /** Every row is written, so that the audit can be checked without this program. */
    ObjectNode json() {
        ObjectNode json = halves.json();
        ArrayNode models = json.putArray("attackersOwn");
        for (int[] rows : own) {
            ArrayNode mine = models.addObject().putArray("rows");
            Arrays.stream(rows).forEach(mine::add);
        }
        return json;
    }
}
