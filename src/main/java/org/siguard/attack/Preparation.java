package org.siguard.attack;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the attacker made ready with models of its own. It may do so twice: with what its models say, and with what they say
 * behind a guard of its own, once it knows that the target has one.
 *
 * @param shadows    shadow models' outputs on data of the attacker's own; may be empty
 * @param references reference models' outputs on the records under attack; null where there are none
 * @param rehearsal  the same models' outputs on records of the attacker's own, some of each model's members among them: each model
 *                   acts the target in turn, and thresholds are fitted. Null where there is none; then the references serve, if they
 *                   know both sides
 * @param population RMIA's z; null where there is none
 */
public record Preparation(List<Shadow> shadows, References references, References rehearsal, PopulationSample population) {
    public static final Preparation NONE = new Preparation(List.of(), null, null, null);

    public Preparation {
        shadows = List.copyOf(shadows);
    }

    public static Preparation of(Shadow... shadows) {
        return NONE.withShadows(List.of(shadows));
    }

    public Preparation withShadows(List<Shadow> own) {
        return new Preparation(own, references, rehearsal, population);
    }

    /** With every observation of a shadow put through the same. */
    public Preparation each(UnaryOperator<Observation> change) {
        return withShadows(shadows.stream()
                .map(shadow -> new Shadow(change.apply(shadow.members()), change.apply(shadow.nonMembers()))).toList());
    }

    public Preparation withReferences(References onTargets) {
        return new Preparation(shadows, onTargets, rehearsal, population);
    }

    public Preparation withRehearsal(References onOwn) {
        return new Preparation(shadows, references, onOwn, population);
    }

    public Preparation withPopulation(PopulationSample z) {
        return new Preparation(shadows, references, rehearsal, z);
    }
}
