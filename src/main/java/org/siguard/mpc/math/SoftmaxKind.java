package org.siguard.mpc.math;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.siguard.base.Names;
import org.siguard.base.UserMistake;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;

/**
 * The softmax and what secure inference puts in its place. Each works on rows with elements in [-2^10, 2^10] and 8 to 24 fractional
 * bits; {@link PlainSoftmax} computes the same in double precision. Rounds are for 10 classes.
 */
public enum SoftmaxKind {
    /** e^(x - max) over the sum. 16 rounds. */
    EXACT("exact", ExactSoftmax::of),

    /** max(x, 0) over the sum, 1/K where that is 0 (SecureML, Mohassel and Zhang 2017). 18 rounds. */
    SECUREML("secureml", SecureMlSoftmax::of),

    /** max(1 + (x - max) / 2, 0) over the sum (Piranha, Watson et al. 2022). 14 rounds. */
    PIRANHA("piranha", PiranhaSoftmax::of),

    /** e^(x - mean) by powers of two over the sum (Aly and Smart 2019). 28 rounds. */
    AS19("as19", As19Softmax::of),

    /** (1 + (x - max) / 512)^512 by nine squarings over the sum (CrypTen, Knott et al. 2021). 32 rounds, 33 with more than 21
     * fractional bits. */
    CRYPTEN("crypten", CrypTenSoftmax::of);

    private final String label;
    private final BiFunction<FullRing, Shared, Softmax> rule;

    SoftmaxKind(String label, BiFunction<FullRing, Shared, Softmax> rule) {
        this.label = label;
        this.rule = rule;
    }

    /** The kind with this name. */
    public static SoftmaxKind named(String name) {
        List<String> known = Arrays.stream(values()).map(SoftmaxKind::label).toList();
        return Arrays.stream(values()).filter(kind -> kind.label.equals(name)).findFirst()
                .orElseThrow(() -> new UserMistake(Names.unknown("softmax", name, known)));
    }

    /** The name users choose it by. */
    public String label() {
        return label;
    }

    /** The softmax of every row of [n, k]. */
    public Softmax of(FullRing engine, Shared x) {
        return engine.meter().in("softmax", () -> rule.apply(engine, x));
    }

    @Override
    public String toString() {
        return label;
    }
}
