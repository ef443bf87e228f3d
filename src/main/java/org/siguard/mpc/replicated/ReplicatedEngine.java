package org.siguard.mpc.replicated;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Shared;
import org.siguard.mpc.masked.MaskedEngine;
import org.siguard.mpc.masked.MaskedShare;
import org.siguard.mpc.masked.Seat;
import org.siguard.mpc.masked.Trio;
import org.siguard.net.Endpoint;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RandomStream;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/** One of the three servers. */
final class ReplicatedEngine extends MaskedEngine {
    private final Endpoint endpoint;
    private final Map<Outside, RandomStream> leftMasks = new EnumMap<>(Outside.class);
    private final Map<Outside, RandomStream> rightMasks = new EnumMap<>(Outside.class);

    ReplicatedEngine(Trio trio, Endpoint endpoint, FixedPoint fixedPoint, Function<Outside, RandomStream> left,
            Function<Outside, RandomStream> right) {
        super(trio, endpoint, fixedPoint);
        this.endpoint = endpoint;
        for (Outside role : Outside.values()) {
            if (trio.seat() != Seat.RIGHT) {
                leftMasks.put(role, left.apply(role));
            }
            if (trio.seat() != Seat.LEFT) {
                rightMasks.put(role, right.apply(role));
            }
        }
    }

    @Override
    public String name() {
        return ReplicatedProtocol.NAME;
    }

    /**
     * The outsider draws both masks from streams in common with those who may know them, and sends the masked value to the
     * evaluators (1 round; 2 words an element).
     */
    @Override
    public Shared input(Outside from, Shape shape) {
        return meter().in("input", () -> {
            RingTensor left = leftMasks.containsKey(from) ? leftMasks.get(from).next(shape) : null;
            RingTensor right = rightMasks.containsKey(from) ? rightMasks.get(from).next(shape) : null;
            RingTensor masked = trio().seat() == Seat.ASSISTANT
                    ? null
                    : endpoint.channelTo(from.party()).receive(shape);
            return mine(new MaskedShare(shape, masked, left, right));
        });
    }
}
