package org.siguard.attack.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.siguard.attack.Observation;
import org.siguard.attack.Oracle;
import org.siguard.attack.PopulationSample;
import org.siguard.attack.References;
import org.siguard.attack.Release;
import org.siguard.attack.Shadow;
import org.siguard.attack.adaptive.AdaptedAttack;
import org.siguard.data.Dataset;
import org.siguard.model.Model;
import org.siguard.model.PlainInference;
import org.siguard.train.ShadowModel;

/**
 * Models that the attacker trained itself, and so knows whom they had for members: what it asks of them becomes shadows,
 * references and the population's answers. With answers from behind a guard of the attacker's own the same calls give what an
 * {@link AdaptedAttack} fits on.
 *
 * @param data    whose rows the models' memberships are
 * @param models  in one order for all that is asked of them
 * @param answers what a model says of records
 */
public record ReferenceModels(Dataset data, List<ShadowModel> models, Answers answers) {
    public ReferenceModels {
        models = List.copyOf(models);
    }

    /** What a model of the attacker's own releases: its softmax, an approximation of it, or what a guard makes of either. */
    @FunctionalInterface
    public interface Answers {
        double[][] of(Model model, List<float[]> records);

        /** The softmax, in double precision. */
        static Answers plain() {
            return (model, records) -> new PlainInference(model).probabilities(records);
        }
    }

    /**
     * What all models say of some rows.
     *
     * @param augmentations for views beside the record itself; may be empty
     */
    public References references(int[] rows, List<UnaryOperator<float[]>> augmentations) {
        List<List<Release>> released = new ArrayList<>();
        boolean[][] in = new boolean[models.size()][];
        for (int model = 0; model < in.length; model++) {
            List<Release> views = new ArrayList<>();
            views.add(release(model, rows));
            for (UnaryOperator<float[]> augmentation : augmentations) {
                views.add(release(model, rows, augmentation));
            }
            released.add(views);
            in[model] = members(model, rows);
        }
        return References.of(released, in);
    }

    /** What one model says of some rows, its members among them apart from the others, ready to be asked more. */
    public Shadow shadow(int model, int[] rows) {
        boolean[] in = members(model, rows);
        return new Shadow(observation(model, IntStream.range(0, rows.length).filter(i -> in[i]).map(i -> rows[i]).toArray()),
                observation(model, IntStream.range(0, rows.length).filter(i -> !in[i]).map(i -> rows[i]).toArray()));
    }

    /** RMIA's z, of rows that no model was trained on. */
    public PopulationSample population(Release target, int[] rows) {
        return PopulationSample.of(target, IntStream.range(0, models.size()).mapToObj(model -> release(model, rows)).toList());
    }

    private Observation observation(int model, int[] rows) {
        Oracle oracle = records -> answers.of(models.get(model).model(), records);
        return Observation.of(release(model, rows)).asking(data.rows(rows).records(), oracle);
    }

    private Release release(int model, int[] rows) {
        return release(model, rows, UnaryOperator.identity());
    }

    private Release release(int model, int[] rows, UnaryOperator<float[]> augmentation) {
        Dataset asked = data.rows(rows);
        return new Release(answers.of(models.get(model).model(), asked.records().stream().map(augmentation).toList()), asked.labels());
    }

    private boolean[] members(int model, int[] rows) {
        Set<Integer> members = new HashSet<>();
        Arrays.stream(models.get(model).members()).forEach(members::add);
        boolean[] in = new boolean[rows.length];
        for (int i = 0; i < in.length; i++) {
            in[i] = members.contains(rows[i]);
        }
        return in;
    }
}
