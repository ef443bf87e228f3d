package org.siguard.mpc.replicated;

import java.util.List;
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
        return new ReplicatedEngine(trio(server, endpoint, session), server, endpoint, fixedPoint, session);
    }

    @Override
    public Outsider outsider(Outside role, Endpoint endpoint, Seed session) {
        return new ReplicatedOutsider(endpoint, leftMasks(role, session), rightMasks(role, session));
    }

    private static Trio trio(Party server, Endpoint endpoint, Seed session) {
        Seed left = session.derive("servers 0 and 2");
        Seed right = session.derive("servers 1 and 2");
        Seed evaluators = session.derive("servers 0 and 1");
        if (server.equals(LEFT)) {
            return Trio.left(endpoint.channelTo(RIGHT), endpoint.channelTo(ASSISTANT), RandomStream.of(left),
                    RandomStream.of(evaluators));
        }
        if (server.equals(RIGHT)) {
            return Trio.right(endpoint.channelTo(LEFT), endpoint.channelTo(ASSISTANT), RandomStream.of(right),
                    RandomStream.of(evaluators));
        }
        return Trio.assistant(endpoint.channelTo(LEFT), endpoint.channelTo(RIGHT), RandomStream.of(left), RandomStream.of(right));
    }

    /** The left masks of an outsider's secrets: in common between the outsider, server 0 and server 2. */
    static RandomStream leftMasks(Outside role, Seed session) {
        return RandomStream.of(session.derive(role + " and servers 0 and 2"));
    }

    /** The right masks of an outsider's secrets: in common between the outsider, server 1 and server 2. */
    static RandomStream rightMasks(Outside role, Seed session) {
        return RandomStream.of(session.derive(role + " and servers 1 and 2"));
    }
}
