package org.siguard.mpc.replicated;

import java.util.List;
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

/** Three-server replicated sharing, secure as long as each server follows the protocol and no two pool what they see. */
public final class ReplicatedProtocol implements Protocol {
    public static final String NAME = "replicated";

    static final Party LEFT = new Party("server 0");
    static final Party RIGHT = new Party("server 1");
    static final Party ASSISTANT = new Party("server 2");

    private final CommonStreams streams;

    public ReplicatedProtocol() {
        this(CommonStreams.DERIVED);
    }

    /** With streams from elsewhere. */
    public ReplicatedProtocol(CommonStreams streams) {
        this.streams = streams;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Party> servers() {
        return List.of(LEFT, RIGHT, ASSISTANT);
    }

    @Override
    public CostSheet costs() {
        return new ReplicatedCosts();
    }

    @Override
    public FullRing engine(Party server, Endpoint endpoint, FixedPoint fixedPoint, Seed session) {
        return new ReplicatedEngine(trio(server, endpoint, session), endpoint, fixedPoint, role -> leftMasks(role, session),
                role -> rightMasks(role, session));
    }

    @Override
    public Outsider outsider(Outside role, Endpoint endpoint, Seed session) {
        return new ReplicatedOutsider(endpoint, leftMasks(role, session), rightMasks(role, session));
    }

    private Trio trio(Party server, Endpoint endpoint, Seed session) {
        if (server.equals(LEFT)) {
            return Trio.left(endpoint.channelTo(RIGHT), endpoint.channelTo(ASSISTANT), streams.of(session, LEFT, ASSISTANT),
                    streams.of(session, LEFT, RIGHT));
        }
        if (server.equals(RIGHT)) {
            return Trio.right(endpoint.channelTo(LEFT), endpoint.channelTo(ASSISTANT), streams.of(session, RIGHT, ASSISTANT),
                    streams.of(session, LEFT, RIGHT));
        }
        return Trio.assistant(endpoint.channelTo(LEFT), endpoint.channelTo(RIGHT), streams.of(session, LEFT, ASSISTANT),
                streams.of(session, RIGHT, ASSISTANT));
    }

    /** The left masks of an outsider's secrets. */
    private RandomStream leftMasks(Outside role, Seed session) {
        return streams.of(session, role.party(), LEFT, ASSISTANT);
    }

    /** The right masks of an outsider's secrets. */
    private RandomStream rightMasks(Outside role, Seed session) {
        return streams.of(session, role.party(), RIGHT, ASSISTANT);
    }
}
