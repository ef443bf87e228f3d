package org.siguard.attack.threshold;

import java.util.Arrays;
import org.siguard.attack.Attack;
import org.siguard.attack.Evidence;
import org.siguard.attack.Needs;
import org.siguard.base.Largest;
import org.siguard.base.UserMistake;

/**
 * ML-Leaks, adversary 3 (Salem et al., NDSS 2019): no shadow and no label. "Member" where max p ≥ τ, τ being a top percentile of
 * max p on random inputs, which are surely no members: of n such values the ⌈share · n⌉-th largest.
 */
public final class RandomInputAttack implements Attack {
    public static final String NAME = "largest probability (ML-Leaks 3)";

    private final double top;

    /** The top tenth. */
    public RandomInputAttack() {
        this(0.1);
    }

    /** @param top share of random inputs that would pass for members */
    public RandomInputAttack(double top) {
        if (!(top > 0 && top < 1)) {
            throw new UserMistake("Attack " + NAME + ": the top share " + top + " is not allowed; give a number between 0 and 1.");
        }
        this.top = top;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String explanation() {
        return "Says member where the largest probability is as high as for the top tenth of random inputs; needs no model of its own.";
    }

    @Override
    public Needs needs() {
        return Needs.VECTORS.withRandomInputs();
    }

    @Override
    public Scores score(Evidence evidence) {
        needs().check(NAME, evidence);
        double[] values = largest(evidence.target().release().vectors());
        if (values.length == 0) {
            return new Scores(values, 0);
        }
        double[] random = largest(evidence.randomOutputs());
        Arrays.sort(random);
        return new Scores(values, random[random.length - (int) Math.ceil(top * random.length)]);
    }

    private static double[] largest(double[][] vectors) {
        return Arrays.stream(vectors).mapToDouble(p -> p[Largest.of(p)]).toArray();
    }
}
