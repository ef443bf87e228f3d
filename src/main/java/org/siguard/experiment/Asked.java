package org.siguard.experiment;

import java.util.stream.IntStream;
import org.siguard.data.Splits;

/** Which of a sample's records are asked for. */
enum Asked {
    /** Records that no membership classifier was trained on: what a guard does for them it will do for others. */
    UNSEEN("unseen") {
        @Override
        int[] members(Splits splits) {
            return splits.evaluationMembers();
        }

        @Override
        int[] nonMembers(Splits splits) {
            return splits.evaluationNonMembers();
        }
    },
    /** Records that the owner's membership classifier was trained on: a guard looks better on them than it is. */
    SEEN("seen") {
        @Override
        int[] members(Splits splits) {
            return splits.defenderMembers();
        }

        @Override
        int[] nonMembers(Splits splits) {
            return splits.defenderNonMembers();
        }
    },
    /** Both: all that the model was trained on, and all that it was not and that is the owner's. */
    ALL("all") {
        @Override
        int[] members(Splits splits) {
            return splits.targetTrain();
        }

        @Override
        int[] nonMembers(Splits splits) {
            return IntStream.concat(IntStream.of(splits.evaluationNonMembers()), IntStream.of(splits.defenderNonMembers())).toArray();
        }
    };

    private final String label;

    Asked(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Rows of members in the data. */
    abstract int[] members(Splits splits);

    /** Rows of non-members in the data. */
    abstract int[] nonMembers(Splits splits);

    static Asked named(String label) {
        for (Asked asked : values()) {
            if (asked.label.equals(label)) {
                return asked;
            }
        }
        throw new IllegalArgumentException(label);
    }
}
