package org.siguard.mpc;

import java.util.List;
import java.util.Set;
import org.siguard.net.Endpoint;
import org.siguard.net.Party;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;

/**
 * A way of computing on shares: who the servers are, and what each party runs.
 *
 * <p>The session seed stands for the key exchange at the start of a session. A protocol derives from it the keys that pairs
 * of parties have in common and gives each party its own, never the session seed.
 */
public interface Protocol {
    /** The name users choose it by. */
    String name();

    List<Party> servers();

    /** Those of the servers whose work depends on no input and can be done beforehand. */
    default Set<Party> offline() {
        return Set.of();
    }

    /** What its operations cost. */
    CostSheet costs();

    FullRing engine(Party server, Endpoint endpoint, FixedPoint fixedPoint, Seed session);

    Outsider outsider(Outside role, Endpoint endpoint, Seed session);
}
