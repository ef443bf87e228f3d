package org.siguard.attack;

import java.util.List;
import java.util.stream.IntStream;
import org.siguard.base.UserMistake;

/**
 * RMIA's z: records of the same kind that nobody is asked about, and that neither the target nor the reference models were
 * trained on.
 *
 * @param target     the probability the target released for the true label of each z
 * @param references the same of every reference model, by model and z, the models in the order of {@link References}
 */
public record PopulationSample(double[] target, double[][] references) {
    public PopulationSample {
        if (target.length == 0 || references.length == 0) {
            throw new UserMistake("Population: " + target.length + " records, asked of " + references.length
                    + " reference models; give at least one of each.");
        }
        check("target", target, target.length);
        for (int model = 0; model < references.length; model++) {
            check("reference model " + model, references[model], target.length);
        }
    }

    /** From released vectors, one release a reference model. */
    public static PopulationSample of(Release target, List<Release> references) {
        return new PopulationSample(confidence(target), references.stream().map(PopulationSample::confidence).toArray(double[][]::new));
    }

    private static double[] confidence(Release release) {
        return IntStream.range(0, release.size()).mapToDouble(release::confidence).toArray();
    }

    private static void check(String whose, double[] confidence, int size) {
        if (confidence.length != size) {
            throw new UserMistake("Population, " + whose + ": " + confidence.length + " outputs for " + size
                    + " records; give one a record.");
        }
        for (double p : confidence) {
            if (!Double.isFinite(p)) {
                throw new UserMistake("Population, " + whose + ": holds " + p + ", which is no finite number; check the model.");
            }
        }
    }
}
