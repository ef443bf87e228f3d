package org.siguard.attack.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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
        boolean[][] out = new boolean[models.size()][];
        for (int model = 0; model < in.length; model++) {
            List<Release> views = new ArrayList<>();
            views.add(release(model, rows));
            for (UnaryOperator<float[]> augmentation : augmentations) {
                views.add(release(model, rows, augmentation));
            }
            released.add(views);
            in[model] = among(rows, models.get(model).members());
            out[model] = neither(in[model], among(rows, models.get(model).heldOut()));
        }
        return References.of(released, in, out);
    }

    /**
     * What some of the models say of each row: so many of those that had it in training, and as many that had not, which ones going
     * round from row to row. For answers that take long. A model that was not asked about a row stands on neither side of it.
     *
     * @param each models on either side, at most
     */
    public References references(int[] rows, int each) {
        boolean[][] in = new boolean[models.size()][];
        boolean[][] out = new boolean[models.size()][];
        for (int model = 0; model < in.length; model++) {
            in[model] = among(rows, models.get(model).members());
            out[model] = neither(in[model], among(rows, models.get(model).heldOut()));
        }
        for (int row = 0; row < rows.length; row++) {
            keep(in, row, each);
            keep(out, row, each);
        }
        double[][][] confidence = new double[models.size()][rows.length][1];
        for (int model = 0; model < in.length; model++) {
            int asking = model;
            int[] places = IntStream.range(0, rows.length).filter(row -> in[asking][row] || out[asking][row]).toArray();
            if (places.length > 0) {
                Release release = release(model, Arrays.stream(places).map(place -> rows[place]).toArray());
                for (int i = 0; i < places.length; i++) {
                    confidence[model][places[i]][0] = release.confidence(i);
                }
            }
        }
        return new References(confidence, in, out);
    }

    /** Keeps some of the models on one side of a row, beginning where the row's number points. */
    private static void keep(boolean[][] side, int row, int each) {
        int kept = 0;
        for (int i = 0; i < side.length; i++) {
            int model = (row + i) % side.length;
            side[model][row] &= kept < each;
            kept += side[model][row] ? 1 : 0;
        }
    }

    /** What one model says of some rows, its members among them apart from the others, ready to be asked more. */
    public Shadow shadow(int model, int[] rows) {
        boolean[] in = among(rows, models.get(model).members());
        boolean[] out = neither(in, among(rows, models.get(model).heldOut()));
        return new Shadow(observation(model, IntStream.range(0, rows.length).filter(i -> in[i]).map(i -> rows[i]).toArray()),
                observation(model, IntStream.range(0, rows.length).filter(i -> out[i]).map(i -> rows[i]).toArray()));
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

    private static boolean[] among(int[] rows, int[] known) {
        Set<Integer> set = Arrays.stream(known).boxed().collect(Collectors.toSet());
        boolean[] out = new boolean[rows.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = set.contains(rows[i]);
        }
        return out;
    }

    /** Records that training only watched itself by are no members, and no outsiders either. */
    private static boolean[] neither(boolean[] members, boolean[] watched) {
        boolean[] out = new boolean[members.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = !members[i] && !watched[i];
        }
        return out;
    }
}
