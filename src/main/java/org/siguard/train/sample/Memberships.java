package org.siguard.train.sample;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.siguard.model.Model;
import org.siguard.mpc.math.SoftmaxKind;

/**
 * One side's membership classifiers, a plain one for each softmax that an inference may end with, and an augmented one beside it. The
 * plain one tells members apart best. The augmented one was shown sharpened and softened outputs as well
 * ({@link org.siguard.train.MembershipTraining}): it reads confidence everywhere, so that a guard finds a way across its boundary for
 * outputs that no training record was like.
 *
 * @param augmented may be empty
 */
public record Memberships(Map<SoftmaxKind, Model> plain, Map<SoftmaxKind, Model> augmented) {
    static final Memberships NONE = new Memberships(Map.of(), Map.of());

    public Memberships {
        plain = copy(plain);
        augmented = copy(augmented);
    }

    /** In the order of the kinds. */
    private static Map<SoftmaxKind, Model> copy(Map<SoftmaxKind, Model> models) {
        return Collections.unmodifiableMap(models.isEmpty() ? new EnumMap<>(SoftmaxKind.class) : new EnumMap<>(models));
    }

    /** The plain ones or the augmented ones. */
    public Map<SoftmaxKind, Model> of(boolean wantAugmented) {
        return wantAugmented ? augmented : plain;
    }

    /** Whether both sides have classifiers for the same outputs. */
    boolean matches(Memberships other) {
        return plain.keySet().equals(other.plain.keySet()) && augmented.keySet().equals(other.augmented.keySet());
    }
}
