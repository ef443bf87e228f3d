package org.siguard.mpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.siguard.base.Cancellation;
import org.siguard.base.Pause;
import org.siguard.net.Endpoint;
import org.siguard.net.LocalNetwork;
import org.siguard.net.NetworkDown;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Party;
import org.siguard.net.Prediction;
import org.siguard.net.Standstill;
import org.siguard.net.Traffic;
import org.siguard.net.Untaken;
import org.siguard.net.Watchdog;
import org.siguard.net.Wiretap;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;

/**
 * Runs secure programs: every party on a virtual thread of its own, joined by channels in memory.
 *
 * <p>The first party that fails ends all of them, and what is thrown names it; so does a standstill, which a
 * {@link Watchdog} notices. Every run has fresh keys, derived from the seed and the number of the run, so that no mask is ever
 * used in two runs of one computation. Two computations with the same seed use the same masks: that is what makes a
 * result repeatable, and why a seed must never be used twice outside of a simulation. Runs may take place at the same time, from several threads: each has a network and keys of its own. Which
 * of them gets which keys is then a matter of chance, so results that must repeat bit for bit want one run after the other.
 *
 * <p>The calling thread watches over the run; it should be a platform thread, for a virtual one does not get to look when
 * parties that compute without end keep all processors. When the run has failed or was cancelled, parties that wait end at once. One that
 * computes cannot be stopped from outside: it is interrupted and left behind, and ends at its next message or operation. One that
 * never comes to another keeps its thread for as long as the program lives.
 */
public final class Computation {
    /**
     * Longer than any honest step between two messages should take, even where a large model's computations share two
     * processors: giving up a healthy computation is worse than noticing an endless loop late.
     */
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How long parties have to notice that the network was shut, then to notice that they are interrupted. */
    private static final Duration GRACE = Duration.ofMillis(50);

    private final Protocol protocol;
    private final FixedPoint fixedPoint;
    private final NetworkProfile profile;
    private final Seed seed;
    private final AtomicLong runs;
    private final Duration patience;
    private final Wiretap wiretap;

    public Computation(Protocol protocol, FixedPoint fixedPoint, NetworkProfile profile, Seed seed) {
        this(protocol, fixedPoint, profile, seed, new AtomicLong(), PATIENCE, Wiretap.NONE);
    }

    private Computation(Protocol protocol, FixedPoint fixedPoint, NetworkProfile profile, Seed seed, AtomicLong runs, Duration patience,
            Wiretap wiretap) {
        this.protocol = protocol;
        this.fixedPoint = fixedPoint;
        this.profile = profile;
        this.seed = seed;
        this.runs = runs;
        this.patience = patience;
        this.wiretap = wiretap;
    }

    /** The same, which gives a party up that computes for this long between two messages while all others wait. */
    public Computation withPatience(Duration longest) {
        return new Computation(protocol, fixedPoint, profile, seed, runs, longest, wiretap);
    }

    /** The same, with something put between the parties and their channels. It counts its runs together with this one. */
    public Computation withWiretap(Wiretap tap) {
        return new Computation(protocol, fixedPoint, profile, seed, runs, patience, tap);
    }

    /** Runs the program to its end, or throws {@link PartyFailure} or {@link CancellationException}. */
    public <R> Outcome<R> run(SecureProgram<R> program, Cancellation cancellation) {
        return run(program, cancellation, Pause.never());
    }

    /** The same; while the pause lasts, every party holds still at its next message or operation, and its clock with it. */
    public <R> Outcome<R> run(SecureProgram<R> program, Cancellation cancellation, Pause pause) {
        cancellation.check();
        return new Run<>(program, seed.derive("run", runs.getAndIncrement()), pause).join(cancellation);
    }

    private final class Run<R> {
        private final SecureProgram<R> program;
        private final Seed session;
        private final LocalNetwork network;
        private final Map<Party, PartyThread> threads = new LinkedHashMap<>();
        private final CountDownLatch living;
        private final AtomicReference<PartyFailure> failure = new AtomicReference<>();
        private final AtomicReference<R> result = new AtomicReference<>();
        private final List<Endpoint> endpoints = new ArrayList<>();
        private volatile long latencyNanos;

        Run(SecureProgram<R> program, Seed session, Pause pause) {
            this.program = program;
            this.session = session;
            List<Party> parties = new ArrayList<>(protocol.servers());
            for (Outside role : Outside.values()) {
                parties.add(role.party());
            }
            living = new CountDownLatch(parties.size());
            network = new LocalNetwork(parties, profile, pause, wiretap);
            protocol.offline().forEach(party -> network.endpoint(party).clock().workBeforehand());
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
            threads.put(party, new PartyThread(party.name(), () -> live(endpoint, part), living));
        }

        private void live(Endpoint endpoint, PartyPart part) {
            try {
                endpoint.begin();
                part.run(endpoint);
                endpoint.end();
            } catch (NetworkDown e) {
                if (!network.isDown()) {
                    fail(PartyFailure.thrown(endpoint.party(), endpoint.meter().failedIn(), e));
                }
                // Otherwise another party's failure, or a cancellation: told by whoever caused it.
            } catch (Throwable e) {
                fail(PartyFailure.thrown(endpoint.party(), endpoint.meter().failedIn(), e));
            }
        }

        private void fail(PartyFailure why) {
            failure.compareAndSet(null, why);
            network.shut();
        }

        Outcome<R> join(Cancellation cancellation) {
            try (var registration = cancellation.onRequest(network::shut)) {
                threads.values().forEach(PartyThread::start);
                watch();
            } catch (InterruptedException e) {
                network.shut();
                leaveBehind();
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
            if (failure.get() != null) {
                throw failure.get();
            }
            cancellation.check();
            return outcome();
        }

        private void watch() throws InterruptedException {
            Watchdog watchdog = new Watchdog(network, patience, Set.of(Outside.OWNER.party(), Outside.CLIENT.party()));
            while (!living.await(Watchdog.TICK.toMillis(), TimeUnit.MILLISECONDS) && !network.isDown()) {
                watchdog.look().ifPresent(standstill -> fail(PartyFailure.stalled(standstill, false)));
            }
            if (network.isDown() && !living.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.values().forEach(PartyThread::interrupt);
                if (living.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                List<Party> left = leaveBehind();
                failure.updateAndGet(why -> why != null && why.getCause() instanceof Standstill standstill && left.contains(why.party())
                        ? PartyFailure.stalled(standstill, true) : why);
            }
        }

        /** Stops waiting for those that live, and tells who they are. */
        private List<Party> leaveBehind() {
            List<Party> left = threads.entrySet().stream().filter(entry -> entry.getValue().isLiving()).map(Map.Entry::getKey).toList();
            left.forEach(party -> threads.get(party).leaveBehind());
            return left;
        }

        private Outcome<R> outcome() {
            List<Untaken> untaken = network.untaken();
            if (!untaken.isEmpty()) {
                throw PartyFailure.untaken(untaken);
            }
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
