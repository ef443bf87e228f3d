package org.siguard.mpc.replicated;

import org.siguard.mpc.Outsider;
import org.siguard.net.Channel;
import org.siguard.net.Endpoint;
import org.siguard.net.TrafficMeter;
import org.siguard.ring.RandomStream;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/** The client or the model owner, facing the three servers. */
final class ReplicatedOutsider implements Outsider {
    private final Channel left;
    private final Channel right;
    private final TrafficMeter meter;
    private final RandomStream leftMasks;
    private final RandomStream rightMasks;

    ReplicatedOutsider(Endpoint endpoint, RandomStream leftMasks, RandomStream rightMasks) {
        left = endpoint.channelTo(ReplicatedProtocol.LEFT);
        right = endpoint.channelTo(ReplicatedProtocol.RIGHT);
        meter = endpoint.meter();
        this.leftMasks = leftMasks;
        this.rightMasks = rightMasks;
    }

    @Override
    public void share(RingTensor secret) {
        meter.in("share", () -> {
            RingTensor masked = secret.minus(leftMasks.next(secret.shape())).minus(rightMasks.next(secret.shape()));
            left.send(masked.data());
            right.send(masked.data());
        });
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
