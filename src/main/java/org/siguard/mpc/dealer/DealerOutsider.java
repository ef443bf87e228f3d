package org.siguard.mpc.dealer;

import org.siguard.mpc.Outsider;
import org.siguard.net.Channel;
import org.siguard.net.Endpoint;
import org.siguard.net.TrafficMeter;
import org.siguard.ring.RandomStream;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/** The client or the model owner, facing the two servers. The dealer never hears from it. */
final class DealerOutsider implements Outsider {
    private final Channel left;
    private final Channel right;
    private final TrafficMeter meter;
    private final RandomStream halves;

    DealerOutsider(Endpoint endpoint, RandomStream halves) {
        left = endpoint.channelTo(DealerProtocol.LEFT);
        right = endpoint.channelTo(DealerProtocol.RIGHT);
        meter = endpoint.meter();
        this.halves = halves;
    }

    @Override
    public void share(RingTensor secret) {
        meter.in("share", () -> right.send(secret.minus(halves.next(secret.shape())).data()));
    }

    @Override
    public RingTensor receive(Shape shape) {
        return meter.in("receive", () -> left.receive(shape).plus(right.receive(shape)));
    }

    @Override
    public TrafficMeter meter() {
        return meter;
    }
}
