package org.siguard.mpc;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.siguard.net.Party;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;

/**
 * Where parties get the random streams that they, and nobody else, have in common. In a session between machines a key exchange
 * would stand here; in this program the streams are derived from the session's seed, and a party is given only its own.
 */
@FunctionalInterface
public interface CommonStreams {
    /** Every set of parties has a stream of its own, unrelated to all others. */
    CommonStreams DERIVED = (session, parties) -> RandomStream
            .of(session.derive(parties.stream().map(Party::name).collect(Collectors.joining(" and "))));

    /** The stream of these parties in this session, from its beginning. */
    RandomStream of(Seed session, List<Party> parties);

    /** The stream of these parties in this session, from its beginning. */
    default RandomStream of(Seed session, Party... parties) {
        return of(session, Arrays.asList(parties));
    }
}
