package org.siguard.attack.labelonly;

import java.util.List;
import java.util.function.UnaryOperator;
import org.siguard.attack.Needs;
import org.siguard.attack.Observation;
import org.siguard.attack.network.NetworkAttack;
import org.siguard.base.UserMistake;

/**
 * Label-only, by augmentation (Choquette-Choo et al., ICML 2021): the bits 1[f(aug_j(x)) = y], that of x itself first, are what
 * an attack network sees. A model has often learned copies of its members as well.
 */
public final class AugmentationAttack extends NetworkAttack {
    public static final String NAME = "label-only, augmentation";

    private final List<UnaryOperator<float[]>> augmentations;

    /** @param augmentations such as {@link NoisyCopies#shifted} */
    public AugmentationAttack(List<UnaryOperator<float[]>> augmentations, long seed) {
        super(seed);
        if (augmentations.isEmpty()) {
            throw new UserMistake("Attack " + NAME + ": there are no augmentations; give at least one.");
        }
        this.augmentations = List.copyOf(augmentations);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String explanation() {
        return "A small network reads which changed copies of the record keep its label; it looks at labels alone.";
    }

    @Override
    public Needs needs() {
        return Needs.VECTORS.withLabels().withShadows(1).withQueries(augmentations.size() + 1);
    }

    @Override
    public double[][] features(Observation seen) {
        double[][] bits = new double[seen.size()][augmentations.size() + 1];
        for (int record = 0; record < bits.length; record++) {
            bits[record][0] = seen.release().right(record) ? 1 : 0;
        }
        for (int j = 0; j < augmentations.size(); j++) {
            int[] said = seen.oracle().labels(seen.records().stream().map(augmentations.get(j)).toList());
            for (int record = 0; record < bits.length; record++) {
                bits[record][j + 1] = said[record] == seen.release().labels()[record] ? 1 : 0;
            }
        }
        return bits;
    }
}
