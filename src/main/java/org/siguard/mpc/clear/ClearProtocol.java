package org.siguard.mpc.clear;

import java.util.List;
import org.siguard.mpc.CostSheet;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Protocol;
import org.siguard.net.Endpoint;
import org.siguard.net.Party;
import org.siguard.net.TrafficMeter;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/**
 * One server that sees everything. It can keep account of what the same program would cost on another protocol: that is how
 * the cost of a secure computation is predicted.
 */
public final class ClearProtocol implements Protocol {
    public static final String NAME = "clear";

    private static final Party SERVER = new Party("clear server");

    private final CostSheet predicted;

    /**
     * @param predicted the costs of the protocol that the account is kept for
     */
    public ClearProtocol(CostSheet predicted) {
        this.predicted = predicted;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Party> servers() {
        return List.of(SERVER);
    }

    @Override
    public CostSheet costs() {
        return predicted;
    }

    @Override
    public FullRing engine(Party server, Endpoint endpoint, FixedPoint fixedPoint, Seed session) {
        return new ClearEngine(endpoint, fixedPoint, predicted);
    }

    @Override
    public Outsider outsider(Outside role, Endpoint endpoint, Seed session) {
        return new ClearOutsider(endpoint);
    }

    private record ClearOutsider(Endpoint endpoint) implements Outsider {
        @Override
        public void share(RingTensor secret) {
            meter().in("share", () -> endpoint.channelTo(SERVER).send(secret.data()));
        }

        @Override
        public RingTensor receive(Shape shape) {
            return meter().in("receive", () -> endpoint.channelTo(SERVER).receive(shape));
        }

        @Override
        public TrafficMeter meter() {
            return endpoint.meter();
        }
    }
}
