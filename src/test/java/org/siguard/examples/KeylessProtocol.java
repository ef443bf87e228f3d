package org.siguard.examples;

import java.util.List;
import org.siguard.mpc.CommonStreams;
import org.siguard.mpc.Cost;
import org.siguard.mpc.CostSheet;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Shared;
import org.siguard.mpc.masked.MaskedCosts;
import org.siguard.mpc.masked.MaskedEngine;
import org.siguard.mpc.masked.MaskedShare;
import org.siguard.mpc.masked.Seat;
import org.siguard.mpc.masked.Trio;
import org.siguard.net.Channel;
import org.siguard.net.Endpoint;
import org.siguard.net.Party;
import org.siguard.net.TrafficMeter;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RandomStream;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/**
 * Replicated sharing among three servers for outsiders that have no key in common with any of them, such as a client who comes once. An
 * outsider draws both masks itself and sends each server the two summands that are its own.
 */
public final class KeylessProtocol implements Protocol {
    private static final String NAME = "keyless";
    private static final Party LEFT = new Party("server 0");
    private static final Party RIGHT = new Party("server 1");
    private static final Party ASSISTANT = new Party("server 2");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Party> servers() {
        return List.of(LEFT, RIGHT, ASSISTANT);
    }

    /**
     * As what it is built from, but for the inputs: two words to each server, in a message each. The second round is the assistant's, which
     * elsewhere knows the masks without being told, and deals ahead; here it can deal only when they are there.
     */
    @Override
    public CostSheet costs() {
        return new MaskedCosts() {
            @Override
            public Cost input(int n) {
                return new Cost(2, 6, 48L * n, 0);
            }
        };
    }

    @Override
    public FullRing engine(Party server, Endpoint endpoint, FixedPoint fixedPoint, Seed session) {
        return new Engine(trio(server, endpoint, session), endpoint, fixedPoint);
    }

    @Override
    public Outsider outsider(Outside role, Endpoint endpoint, Seed session) {
        return new Sharing(endpoint, CommonStreams.DERIVED.of(session, role.party()));
    }

    /** The servers do have keys in common, pair by pair. */
    private static Trio trio(Party server, Endpoint endpoint, Seed session) {
        CommonStreams streams = CommonStreams.DERIVED;
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

    /** All that an engine does on masked values is inherited; it says how secrets come in. */
    private static final class Engine extends MaskedEngine {
        private final Endpoint endpoint;

        Engine(Trio trio, Endpoint endpoint, FixedPoint fixedPoint) {
            super(trio, endpoint, fixedPoint);
            this.endpoint = endpoint;
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Shared input(Outside from, Shape shape) {
            return meter().in("input", () -> {
                Channel outsider = endpoint.channelTo(from.party());
                Seat seat = trio().seat();
                RingTensor masked = seat == Seat.ASSISTANT ? null : outsider.receive(shape);
                RingTensor left = seat == Seat.RIGHT ? null : outsider.receive(shape);
                RingTensor right = seat == Seat.LEFT ? null : outsider.receive(shape);
                return mine(new MaskedShare(shape, masked, left, right));
            });
        }
    }

    /** The client, or the model owner. */
    private record Sharing(Endpoint endpoint, RandomStream own) implements Outsider {
        @Override
        public void share(RingTensor secret) {
            meter().in("share", () -> {
                RingTensor left = own.next(secret.shape());
                RingTensor right = own.next(secret.shape());
                RingTensor masked = secret.minus(left).minus(right);
                send(LEFT, masked, left);
                send(RIGHT, masked, right);
                send(ASSISTANT, left, right);
            });
        }

        private void send(Party server, RingTensor first, RingTensor second) {
            endpoint.channelTo(server).send(first.data());
            endpoint.channelTo(server).send(second.data());
        }

        @Override
        public RingTensor receive(Shape shape) {
            return meter().in("receive", () -> endpoint.channelTo(LEFT).receive(shape).plus(endpoint.channelTo(RIGHT).receive(shape)));
        }

        @Override
        public TrafficMeter meter() {
            return endpoint.meter();
        }
    }
}
