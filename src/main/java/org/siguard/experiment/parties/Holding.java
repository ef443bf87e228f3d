package org.siguard.experiment.parties;

import java.util.List;
import org.siguard.net.Party;

/**
 * What one server holds of one secret: words that are uniformly random as long as it is alone with them.
 *
 * @param secret a path such as {@link org.siguard.experiment.GuardedInference#QUERY}
 * @param parts  by what they are
 */
public record Holding(Party server, String secret, List<Part> parts) {
    public Holding {
        parts = List.copyOf(parts);
    }

    /** One tensor of words. */
    public record Part(String name, long[] words) {
    }
}
