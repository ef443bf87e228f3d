package org.siguard.mpc.simc;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.siguard.net.Channel;
import org.siguard.net.LocalNetwork;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Party;
import org.siguard.net.TrafficMeter;

/** Two ends of a channel for a test, each used by a thread of its own. */
public final class Pair {
    private static final Party LEFT = new Party("left");
    private static final Party RIGHT = new Party("right");

    private final LocalNetwork network = new LocalNetwork(List.of(LEFT, RIGHT), NetworkProfile.IN_PROCESS);

    /** What both parts came to. */
    public record Both<A, B>(A left, B right) {
    }

    /** Throws what the left part throws. */
    public <A, B> Both<A, B> run(Function<Channel, A> left, Function<Channel, B> right) {
        CompletableFuture<A> one = start(LEFT, RIGHT, left);
        CompletableFuture<B> other = start(RIGHT, LEFT, right);
        try {
            return new Both<>(one.join(), other.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw e;
        }
    }

    private <T> CompletableFuture<T> start(Party party, Party other, Function<Channel, T> part) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                network.endpoint(party).begin();
                result.complete(part.apply(network.endpoint(party).channelTo(other)));
            } catch (Throwable e) {
                result.completeExceptionally(e);
                network.shut();
            }
        });
        return result;
    }

    /** What both sent, in bytes. */
    public long bytes() {
        return bytes(network.endpoint(LEFT).meter()) + bytes(network.endpoint(RIGHT).meter());
    }

    private static long bytes(TrafficMeter meter) {
        return meter.byOperation().values().stream().mapToLong(traffic -> traffic.bytes()).sum();
    }
}
