package org.siguard.mpc.dealer;

import java.util.List;
import java.util.Set;
import org.siguard.mpc.CommonStreams;
import org.siguard.mpc.CostSheet;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.masked.Trio;
import org.siguard.net.Endpoint;
import org.siguard.net.Party;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;

/** Two servers that do not collude, and a dealer who colludes with neither. */
public final class DealerProtocol implements Protocol {
    public static final String NAME = "dealer";

    static final Party LEFT = new Party("server 0");
    static final Party RIGHT = new Party("server 1");
    static final Party DEALER = new Party("dealer");

    private final CommonStreams streams;

    public DealerProtocol() {
        this(CommonStreams.DERIVED);
    }

    /** With streams from elsewhere. */
    public DealerProtocol(CommonStreams streams) {
        this.streams = streams;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Party> servers() {
        return List.of(LEFT, RIGHT, DEALER);
    }

    @Override
    public Set<Party> offline() {
        return Set.of(DEALER);
    }

    @Override
    public CostSheet costs() {
        return new DealerCosts();
    }

    @Override
    public FullRing engine(Party server, Endpoint endpoint, FixedPoint fixedPoint, Seed session) {
        return new DealerEngine(trio(server, endpoint, session), endpoint, fixedPoint, role -> halves(role, session));
    }

    @Override
    public Outsider outsider(Outside role, Endpoint endpoint, Seed session) {
        return new DealerOutsider(endpoint, halves(role, session));
    }

    private Trio trio(Party server, Endpoint endpoint, Seed session) {
        if (server.equals(LEFT)) {
            return Trio.left(endpoint.channelTo(RIGHT), endpoint.channelTo(DEALER), streams.of(session, LEFT, DEALER),
                    streams.of(session, LEFT, RIGHT));
        }
        if (server.equals(RIGHT)) {
            return Trio.right(endpoint.channelTo(LEFT), endpoint.channelTo(DEALER), streams.of(session, RIGHT, DEALER),
                    streams.of(session, LEFT, RIGHT));
        }
        return Trio.assistant(endpoint.channelTo(LEFT), endpoint.channelTo(RIGHT), streams.of(session, LEFT, DEALER),
                streams.of(session, RIGHT, DEALER));
    }

    /** Server 0's halves of an outsider's secrets. */
    private RandomStream halves(Outside role, Seed session) {
        return streams.of(session, role.party(), LEFT);
    }
}
