package org.siguard.train.sample;

import java.util.Locale;
import java.util.stream.Collectors;
import org.siguard.base.Parameter;
import org.siguard.data.DataSource;
import org.siguard.data.Splits;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.ring.Shape;
import org.siguard.train.RenyiAccountant;
import org.siguard.train.TrainingSettings;

/** The page that tells a person what a sample is. Made of the sample itself, so that it cannot say anything else. */
final class SampleCard {
    private static final double ROUNDING = 1e-9;

    private SampleCard() {
    }

    static String of(Sample sample) {
        SampleRecipe recipe = sample.recipe();
        Splits splits = sample.splits();
        SampleFigures figures = sample.figures();
        int freshMembers = splits.evaluationMembers().length;
        int freshOthers = splits.evaluationNonMembers().length;
        return """
                # %s

                %s

                **Data.** %d records of %s: %s each, %d classes. %s

                **Target and shadow.** %s, %,d parameters, each trained on %d records of its own: %s.%s

                **Membership classifiers.** h (the owner's) and h' (the attacker's own), one for each softmax that an inference may end with:
                %d → 128 → 64 → 1, each trained on what secure inference makes of %d members and %d non-members; above 0 means member.%s

                | The target | |
                |---|---|
                | accuracy on its %d training records (members) | %s |
                | accuracy on %d other records (non-members) | %s |
                | gap attack, balanced accuracy | %s |

                Telling members from non-members by the outputs, balanced accuracy on %d + %d records that nothing was fitted on (95 %%: about
                ± %s points); beside h, the threshold on the largest probability that is best on h's training records:

                | softmax | h | threshold |%s
                |---|---|---|%s
                %s
                %s
                **Expected leakage.** %s

                Rebuild it with `./siguard train %s`. The same recipe gives the same weights on one machine; libtorch on another processor
                may differ in the last digits, and so in everything that follows from them.
                """.formatted(recipe.name(), recipe.about(), sample.data().size(), recipe.source().line(), inWords(sample.data().record()),
                sample.data().classes(), origin(recipe.source()), recipe.network().name(), parameters(recipe), splits.targetTrain().length,
                settings(recipe.target()), privacy(recipe, splits), sample.data().classes(), splits.defenderMembers().length,
                splits.defenderNonMembers().length, augmented(recipe), splits.targetTrain().length, percent(figures.memberAccuracy()),
                splits.targetTest().length,
                percent(figures.nonMemberAccuracy()), percent(figures.gap()), freshMembers, freshOthers,
                uncertainty(figures, freshMembers, freshOthers), recipe.augmented() ? " augmented h |" : "",
                recipe.augmented() ? "---|" : "",
                table(figures), below(figures, freshMembers, freshOthers) + KnownRecipes.remark(recipe), expected(figures),
                KnownRecipes.names().contains(recipe.name()) ? recipe.name() : SampleFiles.RECIPE);
    }

    private static String inWords(Shape record) {
        return record.rank() == 3 ? record.extent(0) + " × " + record.extent(1) + " × " + record.extent(2) + " numbers"
                : record.size() + " numbers";
    }

    private static String origin(DataSource source) {
        return switch (source) {
            case DataSource.Generated generated ->
                "Generated, not collected: about nobody, and no measure of what leaks from real data (see "
                        + "`org.siguard.data`). Not stored\nhere: made anew from the seed, and checked by its SHA-256.";
            case DataSource.Files files -> "Not stored here: read anew from there, and checked by its SHA-256.";
        };
    }

    private static long parameters(SampleRecipe recipe) {
        return recipe.network().weights().values().stream().mapToLong(Shape::size).sum();
    }

    /** What differs from the defaults, and how long and fast. */
    private static String settings(TrainingSettings settings) {
        return TrainingSettings.PARAMETERS.stream()
                .filter(parameter -> parameter.equals(TrainingSettings.EPOCHS) || parameter.equals(TrainingSettings.BATCH)
                        || parameter.equals(TrainingSettings.LEARNING_RATE) || parameter.equals(TrainingSettings.OPTIMISER)
                        || !settings.values().get(parameter).equals(parameter.defaultValue()))
                .map(parameter -> lowerCase(parameter) + " " + settings.values().get(parameter)).collect(Collectors.joining(", "));
    }

    private static String lowerCase(Parameter<?> parameter) {
        return parameter.label().toLowerCase(Locale.ROOT);
    }

    private static String privacy(SampleRecipe recipe, Splits splits) {
        return recipe.target().differentiallyPrivate()
                ? String.format(Locale.ROOT, " (ε, δ) = (%.2f, %s) by the Rényi accountant.",
                        RenyiAccountant.epsilon(recipe.target(), splits.targetTrain().length),
                        recipe.target().values().get(TrainingSettings.DELTA))
                : "";
    }

    private static String augmented(SampleRecipe recipe) {
        return recipe.augmented()
                ? "\nBeside each an *augmented* one, which was shown a quarter of these outputs twice more: sharpened, as members, and "
                        + "softened, as non-members.\nThe guards `siguard-strong`, `-fast` and `-brief` search with it."
                : "";
    }

    private static String table(SampleFigures figures) {
        return figures.telling().entrySet().stream().map(
                entry -> "| " + entry.getKey() + " | " + percent(entry.getValue().classifier()) + " | "
                        + percent(entry.getValue().threshold()) + " |"
                        + (entry.getValue().augmented().isPresent() ? " " + percent(entry.getValue().augmented().getAsDouble()) + " |"
                                : ""))
                .collect(Collectors.joining("\n"));
    }

    /** Where h does not reach the threshold, said as plainly as the table allows. */
    private static String below(SampleFigures figures, int members, int others) {
        // Equal shares may differ in their last bits, being sums of others.
        String kinds = figures.telling().entrySet().stream()
                .filter(entry -> entry.getValue().classifier() < entry.getValue().threshold() - ROUNDING)
                .map(entry -> String.format(Locale.ROOT, "%s (by %.1f)", entry.getKey(),
                        100 * (entry.getValue().threshold() - entry.getValue().classifier())))
                .collect(Collectors.joining(", "));
        if (kinds.isEmpty()) {
            return "";
        }
        double most = figures.telling().values().stream().mapToDouble(each -> each.threshold() - each.classifier()).max().orElseThrow();
        return String.format(Locale.ROOT, """

                h is below the threshold for %s points: %s than the ± %s by which either would vary on other records. Both judge
                the same records, though; how sure the difference is, and why there is one, stands in docs/decisions/0008-training.md.
                """, kinds, 100 * most <= Double.parseDouble(uncertainty(figures, members, others)) ? "less" : "more",
                uncertainty(figures, members, others));
    }

    private static String expected(SampleFigures figures) {
        double gap = figures.gap();
        double most = figures.telling().values().stream().mapToDouble(SampleFigures.Telling::classifier).max().orElse(gap);
        String label = String.format(Locale.ROOT, "The label alone tells %.1f %%; ", 100 * gap);
        return label + (most > gap + 0.02
                ? String.format(Locale.ROOT,
                        "whoever sees probabilities tells %.1f %% and more, and a guard can take away what lies between.",
                        100 * most)
                : "probabilities tell hardly more, and a guard that keeps the label has little to take away.");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** 1.96 standard errors of a balanced accuracy of that size. */
    private static String uncertainty(SampleFigures figures, int members, int others) {
        double p = figures.telling().getOrDefault(SoftmaxKind.EXACT, figures.telling().values().iterator().next()).classifier();
        double error = Math.sqrt(p * (1 - p) * (1.0 / members + 1.0 / others)) / 2;
        return String.format(Locale.ROOT, "%.1f", 100 * 1.96 * error);
    }
}
