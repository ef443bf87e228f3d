package org.siguard.mpc.simc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.siguard.base.Cancellation;
import org.siguard.base.Pause;
import org.siguard.base.UserMistake;
import org.siguard.mpc.Costs;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.Outside;
import org.siguard.mpc.PartyFailure;
import org.siguard.mpc.simc.field.Abort;
import org.siguard.net.Endpoint;
import org.siguard.net.LocalNetwork;
import org.siguard.net.NetworkDown;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Party;
import org.siguard.net.Prediction;
import org.siguard.net.Standstill;
import org.siguard.net.Traffic;
import org.siguard.net.Watchdog;
import org.siguard.net.Wiretap;

/**
 * Server and client, each on a thread of its own, joined by a channel in memory. The client's whole view is what comes out of that channel and of
 * {@link IdealLinear}.
 */
final class Encounter {
    static final Party SERVER = new Party("server");
    static final Party CLIENT = Outside.CLIENT.party();

    private final NetworkProfile profile;
    private final Wiretap wiretap;

    Encounter(NetworkProfile profile, Wiretap wiretap) {
        this.profile = profile;
        this.wiretap = wiretap;
    }

    /**
     * Runs both parts to their ends. Throws {@link Abort} where the server caught the client cheating, {@link UserMistake} where a party's files are not as they should be, {@link PartyFailure}
     * where anything else went wrong.
     *
     * @param ideal what they meet in beside the network
     */
    <R> Outcome<R> run(Consumer<Endpoint> server, Function<Endpoint, R> client, IdealLinear ideal, Cancellation cancellation) {
        cancellation.check();
        LocalNetwork network = new LocalNetwork(List.of(SERVER, CLIENT), profile, Pause.never(), wiretap);
        AtomicReference<R> result = new AtomicReference<>();
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        CountDownLatch living = new CountDownLatch(2);
        try (var registration = cancellation.onRequest(() -> end(network, ideal))) {
            start(network, ideal, SERVER, server, failure, living);
            start(network, ideal, CLIENT, endpoint -> result.set(client.apply(endpoint)), failure, living);
            watch(network, ideal, failure, living);
        } catch (InterruptedException e) {
            end(network, ideal);
            Thread.currentThread().interrupt();
            throw new java.util.concurrent.CancellationException("interrupted");
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        cancellation.check();
        return new Outcome<>(result.get(), costs(network));
    }

    private static void end(LocalNetwork network, IdealLinear ideal) {
        ideal.shut();
        network.shut();
    }

    private static void start(LocalNetwork network, IdealLinear ideal, Party party, Consumer<Endpoint> part,
            AtomicReference<RuntimeException> failure, CountDownLatch living) {
        Endpoint endpoint = network.endpoint(party);
        Thread.ofVirtual().name(party.name()).start(() -> {
            try {
                endpoint.begin();
                part.accept(endpoint);
                endpoint.end();
            } catch (NetworkDown e) {
                // The other party's failure, or a cancellation: told by whoever caused it.
            } catch (Abort | UserMistake e) {
                failure.compareAndSet(null, e);
                end(network, ideal);
            } catch (Throwable e) {
                failure.compareAndSet(null, PartyFailure.thrown(party, endpoint.meter().failedIn(), e));
                end(network, ideal);
            } finally {
                living.countDown();
            }
        });
    }

    private static void watch(LocalNetwork network, IdealLinear ideal, AtomicReference<RuntimeException> failure, CountDownLatch living)
            throws InterruptedException {
        Watchdog watchdog = new Watchdog(network, org.siguard.mpc.Computation.PATIENCE, Set.of(CLIENT));
        while (!living.await(Watchdog.TICK.toMillis(), TimeUnit.MILLISECONDS)) {
            Optional<Standstill> standstill = watchdog.look();
            if (standstill.isPresent()) {
                failure.compareAndSet(null, standstill.get());
                end(network, ideal);
            }
        }
    }

    private static Costs costs(LocalNetwork network) {
        Map<Party, Map<String, Traffic>> byParty = new LinkedHashMap<>();
        Map<String, Prediction> modelled = new LinkedHashMap<>();
        for (Party party : List.of(SERVER, CLIENT)) {
            Endpoint endpoint = network.endpoint(party);
            byParty.put(party, endpoint.meter().byOperation());
            endpoint.meter().predictions().forEach((path, prediction) -> modelled.merge(path, prediction, Prediction::plus));
        }
        return new Costs(byParty, Set.of(), modelled, network.endpoint(CLIENT).clock().nanos());
    }
}
