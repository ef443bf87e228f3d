package org.siguard.experiment.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.siguard.attack.Observation;
import org.siguard.attack.Preparation;
import org.siguard.attack.Shadow;
import org.siguard.attack.reference.ReferenceModels;
import org.siguard.data.Draws;
import org.siguard.ring.Seed;
import org.siguard.train.ShadowModel;
import org.siguard.train.sample.Sample;

/** What the client gets through a channel, and what the attacker makes ready through a copy of it. */
final class Materials {
    private static final int RANDOM_INPUTS = 200;
    /** Behind a guard of many rounds each record is asked of so many models that had it, and of as many that had not. */
    static final int ASKED_THROUGH_SLOW = 4;
    /** And so many records of the population. */
    static final int POPULATION_THROUGH_SLOW = 250;

    private final Audit audit;
    private final Sample sample;
    private final AuditedRecords records;
    private final List<ShadowModel> models;
    private final int[] in;
    private final int[] out;
    private final int[] population;
    private final List<float[]> randomInputs;

    Materials(Audit audit, Sample sample, AuditedRecords records, List<ShadowModel> models) {
        this.audit = audit;
        this.sample = sample;
        this.records = records;
        this.models = models;
        this.in = some(sample.splits().shadowEvaluationMembers(), "in");
        this.out = some(sample.splits().shadowEvaluationNonMembers(), "out");
        this.population = some(sample.splits().shadowTest(), "population");
        this.randomInputs = randomInputs();
    }

    /**
     * @param target        the records under attack
     * @param own           the attacker's shadow and its reference models, asked through its copy of the channel
     * @param byOwner       the shadow through the owner's own guard, for an attacker who holds its classifier; null without a guard
     * @param randomOutputs what the target says of random inputs
     */
    record Material(Observation target, Preparation own, Preparation byOwner, double[][] randomOutputs) {
    }

    Material of(Channel channel) {
        Observation target = channel.owners().observation(sample.target(), records.data(records.all().rows()));
        Preparation own = Preparation.of(shadow(channel.attackers()));
        if (!models.isEmpty()) {
            boolean all = audit.thorough() || channel.quick();
            ReferenceModels references =
                    new ReferenceModels(sample.data(), models, (model, asked) -> channel.attackers().of(model, asked).vectors());
            int[] rows = records.all().rows();
            int[] z = all ? population : Arrays.copyOf(population, Math.min(POPULATION_THROUGH_SLOW, population.length));
            own = own
                    .withReferences(all ? references.references(rows, List.of()) : references.references(rows, ASKED_THROUGH_SLOW))
                    .withPopulation(references.population(channel.owners().observation(sample.target(), records.data(z)).release(), z));
        }
        return new Material(target, own, channel.guarded() ? Preparation.of(shadow(channel.owners())) : null,
                channel.owners().of(sample.target(), randomInputs).vectors());
    }

    private Shadow shadow(Channel.Answers answers) {
        return new Shadow(answers.observation(sample.shadow(), records.data(in)), answers.observation(sample.shadow(), records.data(out)));
    }

    private int[] some(int[] from, String what) {
        return records.drawn(from, Math.min(audit.records(), from.length), "attacker " + what);
    }

    /** Numbers uniform between the least and the greatest that the data has. */
    private List<float[]> randomInputs() {
        Draws draws = Draws.of(Seed.of(audit.seed()).derive("random inputs"));
        List<float[]> known = sample.data().records().subList(0, Math.min(200, sample.data().size()));
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float[] record : known) {
            for (float value : record) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        List<float[]> out = new ArrayList<>();
        for (int i = 0; i < RANDOM_INPUTS; i++) {
            float[] record = new float[sample.data().record().size()];
            for (int k = 0; k < record.length; k++) {
                record[k] = (float) (low + (high - low) * draws.uniform());
            }
            out.add(record);
        }
        return out;
    }
}
