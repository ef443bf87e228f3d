package org.siguard.data;

import java.util.List;
import org.siguard.base.Names;
import org.siguard.base.UserMistake;

/** The generators by name. */
public final class Generators {
    private Generators() {
    }

    public static List<String> names() {
        return List.of(Clusters.NAME);
    }

    /** The first {@code records} records that a generator makes from a seed. */
    public static Dataset generate(String name, long seed, int records) {
        if (!name.equals(Clusters.NAME)) {
            throw new UserMistake(Names.unknown("data generator", name, names()));
        }
        return Clusters.generate(seed, records);
    }
}
