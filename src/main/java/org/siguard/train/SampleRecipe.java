package org.siguard.train;

import java.util.List;
import org.siguard.base.Names;
import org.siguard.base.UserMistake;
import org.siguard.data.Clusters;
import org.siguard.data.Dataset;
import org.siguard.data.Generators;
import org.siguard.data.Splits;
import org.siguard.model.ModelSpec;

/**
 * Everything that decides what a sample is: the same recipe gives the same data and splits anywhere, and the same models on one
 * machine.
 *
 * @param name       what users call the sample
 * @param about      one sentence on what it is for
 * @param generator  the data set's generator
 * @param dataSeed   its seed
 * @param splitSeed  the seed of the splits
 * @param sizes      how many records each set has
 * @param widths     of the target and the shadow, a multilayer perceptron, from input to output
 * @param seed       of the trainings
 * @param target     how target and shadow are trained
 * @param membership how both membership classifiers are trained
 */
public record SampleRecipe(String name, String about, String generator, long dataSeed, long splitSeed, Splits.Sizes sizes,
        List<Integer> widths, long seed, TrainingSettings target, TrainingSettings membership) {
    /** The sample that everything starts with. */
    public static final SampleRecipe CLUSTERS_10_MLP = new SampleRecipe("clusters-10-mlp",
            "A small network that has learnt its training records by heart, labels that are wrong included: it leaks, and quickly.",
            Clusters.NAME, 1, 1, new Splits.Sizes(1500, 1000, 1000, 1000), List.of(Clusters.FEATURES, 128, 64, Clusters.CLASSES), 1,
            new TrainingSettings(80, 64, 0.002, 0.1, 1), new TrainingSettings(20, 64, 0.001, 1, 2));

    private static final List<SampleRecipe> KNOWN = List.of(CLUSTERS_10_MLP);

    public SampleRecipe {
        widths = List.copyOf(widths);
        if (widths.size() < 2) {
            throw new UserMistake("Sample " + name + ": a network of the widths " + widths + " has no layers; give at least two widths.");
        }
    }

    public static List<String> names() {
        return KNOWN.stream().map(SampleRecipe::name).toList();
    }

    public static SampleRecipe named(String name) {
        return KNOWN.stream().filter(recipe -> recipe.name().equals(name)).findFirst()
                .orElseThrow(() -> new UserMistake(Names.unknown("sample", name, names())));
    }

    /** The records, made anew. */
    public Dataset data() {
        return Generators.generate(generator, dataSeed, Math.toIntExact(sizes.rows()));
    }

    /** Who is in which set, cut anew. */
    public Splits splits() {
        return Splits.cut(splitSeed, Math.toIntExact(sizes.rows()), sizes);
    }

    /** The target's architecture, under a name of one's choice. */
    public ModelSpec spec(String as) {
        return ModelSpec.mlp(as, widths.stream().mapToInt(Integer::intValue).toArray());
    }
}
