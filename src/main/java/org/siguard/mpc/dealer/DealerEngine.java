package org.siguard.mpc.dealer;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Shared;
import org.siguard.mpc.masked.MaskedEngine;
import org.siguard.mpc.masked.Seat;
import org.siguard.mpc.masked.Trio;
import org.siguard.net.Endpoint;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Shape;

/** One of the two servers, or the dealer. */
final class DealerEngine extends MaskedEngine {
    private final Endpoint endpoint;
    private final Map<Outside, RandomStream> halves = new EnumMap<>(Outside.class);

    DealerEngine(Trio trio, Endpoint endpoint, FixedPoint fixedPoint, Function<Outside, RandomStream> halvesOf) {
        super(trio, endpoint, fixedPoint);
        this.endpoint = endpoint;
        if (trio.seat() == Seat.LEFT) {
            for (Outside role : Outside.values()) {
                halves.put(role, halvesOf.apply(role));
            }
        }
    }

    @Override
    public String name() {
        return DealerProtocol.NAME;
    }

    /**
     * Of x = u + v the outsider and server 0 draw u from their common stream, and v goes to server 1; then the servers give x
     * masks of the dealer's (2 rounds; 3 words an element).
     */
    @Override
    public Shared input(Outside from, Shape shape) {
        return meter().in("input", () -> {
            long[] half = switch (trio().seat()) {
                case LEFT -> halves.get(from).next(shape.size());
                case RIGHT -> endpoint.channelTo(from.party()).receive(shape).data();
                case ASSISTANT -> null;
            };
            return mask(shape, half);
        });
    }
}
