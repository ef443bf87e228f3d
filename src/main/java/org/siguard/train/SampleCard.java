package org.siguard.train;

import java.util.Locale;
import java.util.stream.Collectors;
import org.siguard.data.Splits;

/** The page that tells a person what a sample is. Made of the sample itself, so that it cannot say anything else. */
final class SampleCard {
    private SampleCard() {
    }

    static String of(Sample sample) {
        SampleRecipe recipe = sample.recipe();
        Splits.Sizes sizes = recipe.sizes();
        SampleFigures figures = sample.figures();
        int fresh = sizes.train() - sizes.classifierMembers();
        return """
                # %s

                %s

                **Data.** %d records of `%s` (seed %d), %d features, %d classes. Generated, not collected: about nobody, and no measure of what
                leaks from real data (see `org.siguard.data`). Not stored here: made anew from the seed, and checked by its SHA-256.

                **Target and shadow.** Multilayer perceptrons of the widths %s, each trained on %d records of its own: Adam, at most
                %d epochs in batches of %d, learning rate %s, weight decay %s, until the training accuracy of an epoch is %s.

                **Membership classifiers.** h (the owner's) and h' (the attacker's own): %d → 128 → 64 → 1, each trained on its model's
                softmax vectors of %d members and %d non-members; above 0 means member.

                | The target | |
                |---|---|
                | accuracy on its %d training records (members) | %s |
                | accuracy on %d other records (non-members) | %s |
                | gap attack, balanced accuracy | %s |

                | Telling members from non-members, balanced accuracy on %d + %d records not fitted on | |
                |---|---|
                | h | %s |
                | the threshold on the largest probability that is best on h's training records | %s |

                The last two differ by chance as much as by merit: with so many records, either is uncertain by about %s points (95 %%).

                Rebuild it with `./siguard train %s`. The same recipe gives the same weights on one machine; libtorch on another processor
                may differ in the last digits, and so in everything that follows from them.
                """.formatted(recipe.name(), recipe.about(), sample.data().size(), recipe.generator(), recipe.dataSeed(),
                sample.data().record().size(), sample.data().classes(),
                recipe.widths().stream().map(String::valueOf).collect(Collectors.joining(" → ")), sizes.train(), recipe.target().epochs(),
                recipe.target().batch(), recipe.target().learningRate(), recipe.target().weightDecay(), percent(recipe.target().enough()),
                sample.data().classes(), sizes.classifierMembers(), sizes.classifierOthers(), sizes.train(),
                percent(figures.memberAccuracy()), sizes.test(), percent(figures.nonMemberAccuracy()), percent(figures.gap()), fresh,
                sizes.test(), percent(figures.membershipAccuracy()), percent(figures.thresholdAccuracy()),
                uncertainty(figures, fresh, sizes),
                recipe.name());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** 1.96 standard errors of a balanced accuracy of that size. */
    private static String uncertainty(SampleFigures figures, int members, Splits.Sizes sizes) {
        double p = figures.membershipAccuracy();
        double error = Math.sqrt(p * (1 - p) * (1.0 / members + 1.0 / sizes.test())) / 2;
        return String.format(Locale.ROOT, "%.1f", 100 * 1.96 * error);
    }
}
