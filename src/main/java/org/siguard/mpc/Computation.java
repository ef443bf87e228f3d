package org.siguard.mpc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.siguard.base.Cancellation;
import org.siguard.net.Endpoint;
import org.siguard.net.LocalNetwork;
import org.siguard.net.NetworkDown;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Party;
import org.siguard.net.Prediction;
import org.siguard.net.Traffic;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;

/**
 * Runs secure programs: every party on a virtual thread of its own, joined by channels in memory.
 *
 * <p>The first party that fails ends all of them, and what is thrown names it. Every run has fresh keys, derived from the
 * seed and the number of the run, so that no mask is ever used in two runs.
 */
public final class Computation {
    private final Protocol protocol;
    private final FixedPoint fixedPoint;
    private final NetworkProfile profile;
    private final Seed seed;
    private final AtomicLong runs = new AtomicLong();

    public Computation(Protocol protocol, FixedPoint fixedPoint, NetworkProfile profile, Seed seed) {
        this.protocol = protocol;
        this.fixedPoint = fixedPoint;
        this.profile = profile;
        this.seed = seed;
    }

    /** Runs the program to its end, or throws {@link PartyFailure} or {@link CancellationException}. */
    public <R> Outcome<R> run(SecureProgram<R> program, Cancellation cancellation) {
        cancellation.check();
        return new Run<>(program, seed.derive("run", runs.getAndIncrement())).join(cancellation);
    }

    private final class Run<R> {
        private final SecureProgram<R> program;
        private final Seed session;
        private final LocalNetwork network;
        private final List<Thread> threads = new ArrayList<>();
        private final AtomicReference<PartyFailure> failure = new AtomicReference<>();
        private final AtomicReference<R> result = new AtomicReference<>();
        private final List<Endpoint> endpoints = new ArrayList<>();
        private volatile long latencyNanos;

        Run(SecureProgram<R> program, Seed session) {
            this.program = program;
            this.session = session;
            List<Party> parties = new ArrayList<>(protocol.servers());
            for (Outside role : Outside.values()) {
                parties.add(role.party());
            }
            network = new LocalNetwork(parties, profile);
            for (Party server : protocol.servers()) {
                add(server, endpoint -> program.serve(protocol.engine(server, endpoint, fixedPoint, session)));
            }
            add(Outside.OWNER.party(), endpoint -> program.own(protocol.outsider(Outside.OWNER, endpoint, session)));
            add(Outside.CLIENT.party(), this::ask);
        }

        private void ask(Endpoint endpoint) {
            result.set(program.ask(protocol.outsider(Outside.CLIENT, endpoint, session)));
            latencyNanos = endpoint.clock().nanos();
        }

        private void add(Party party, PartyPart part) {
            Endpoint endpoint = network.endpoint(party);
            endpoints.add(endpoint);
            threads.add(Thread.ofVirtual().name(party.name()).unstarted(() -> live(endpoint, part)));
        }

        private void live(Endpoint endpoint, PartyPart part) {
            endpoint.begin();
            try {
                part.run(endpoint);
                endpoint.end();
            } catch (NetworkDown e) {
                // Another party's failure, or a cancellation: told by whoever caused it.
            } catch (Throwable e) {
                failure.compareAndSet(null, new PartyFailure(endpoint.party(), endpoint.meter().failedIn(), e));
                network.shut();
            }
        }

        Outcome<R> join(Cancellation cancellation) {
            try (var registration = cancellation.onRequest(network::shut)) {
                threads.forEach(Thread::start);
                for (Thread thread : threads) {
                    thread.join();
                }
            } catch (InterruptedException e) {
                network.shut();
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
            if (failure.get() != null) {
                throw failure.get();
            }
            cancellation.check();
            Map<Party, Map<String, Traffic>> byParty = new LinkedHashMap<>();
            Map<String, Prediction> predictions = new LinkedHashMap<>();
            for (Endpoint endpoint : endpoints) {
                byParty.put(endpoint.party(), endpoint.meter().byOperation());
                endpoint.meter().predictions().forEach((path, prediction) -> predictions.merge(path, prediction, Prediction::plus));
            }
            return new Outcome<>(result.get(), new Costs(byParty, protocol.offline(), predictions, latencyNanos));
        }
    }

    @FunctionalInterface
    private interface PartyPart {
        void run(Endpoint endpoint);
    }
}
