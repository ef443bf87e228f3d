package org.siguard.net;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Looks from outside at what the parties of a network are at, and tells when they have come to a standstill. A party
 * <ul>
 * <li><b>waits</b> where it is in a channel call, and nothing is under way to it, or the link it sends on is full;
 * <li><b>has done its part</b> where its thread has ended;
 * <li><b>computes</b> otherwise, be it really at work or asleep outside of any channel.
 * </ul>
 *
 * <p>Where nobody computes and somebody waits, nothing can ever happen again: that is certain at the first look, however slow
 * or busy the machine is. Where somebody computes, nothing is certain; it is given up when it has touched no channel and
 * begun no operation for as long as the watchdog's patience, and nobody else can go on meanwhile. That time is counted in the watchdog's own looks. When it
 * did not get to look itself, because the whole process was suspended, the lid was shut or a debugger held all threads, no
 * time has passed; nor does any pass during a pause.
 *
 * <p>Who is to blame is known where a party waits for one that has ended. Where parties wait in a circle it is a guess: one that has
 * taken everything it was sent is not behind the others, so it is rather the one that did not send; an outsider rather than a
 * server, since outsiders give first and take last; and then the one that the party waits for that has come least far. One
 * thread looks.
 */
public final class Watchdog {
    /** How often to look. */
    public static final Duration TICK = Duration.ofMillis(50);

    /** After a longer time between two looks than this, the process was not running. */
    private static final long LONGEST_GAP = 4 * TICK.toNanos();

    private final LocalNetwork network;
    private final long patience;
    private final LongSupplier time;
    private final Set<Party> outsiders;
    private final List<Watched> parties;
    private long lastLook;

    /**
     * @param patience  how long one party may compute between two messages while all others wait
     * @param outsiders parties that give secrets to the others and wait for results
     */
    public Watchdog(LocalNetwork network, Duration patience, Set<Party> outsiders) {
        this(network, patience, outsiders, System::nanoTime);
    }

    Watchdog(LocalNetwork network, Duration patience, Set<Party> outsiders, LongSupplier time) {
        this.network = network;
        this.outsiders = Set.copyOf(outsiders);
        this.patience = patience.toNanos();
        this.time = time;
        parties = network.endpoints().stream().map(Watched::new).toList();
        lastLook = time.getAsLong();
    }

    /** To be called every {@link #TICK}. */
    public Optional<Standstill> look() {
        long passed = passed();
        if (network.isDown() || network.pause().requested()) {
            return Optional.empty();
        }
        parties.forEach(Watched::note);
        parties.forEach(watched -> watched.see(network, passed));
        boolean sure = parties.stream().noneMatch(Watched::hasMoved);
        List<Watched> computing = parties.stream().filter(Watched::computes).toList();
        if (!sure || computing.stream().anyMatch(watched -> watched.computedFor < patience)) {
            return Optional.empty();
        }
        if (!computing.isEmpty()) {
            return Optional.of(givenUp(computing.stream().max(Comparator.comparingLong(watched -> watched.computedFor)).orElseThrow()));
        }
        return parties.stream().anyMatch(Watched::waits) ? Optional.of(stuck()) : Optional.empty();
    }

    private long passed() {
        long now = time.getAsLong();
        long passed = now - lastLook;
        lastLook = now;
        return passed > LONGEST_GAP ? 0 : passed;
    }

    private Standstill givenUp(Watched watched) {
        String doing =
                watched.endpoint.presence().standsStill() ? "it has stood still outside of any channel for " : "it has computed for ";
        String others = parties.stream().filter(Watched::waits).map(Watched::description).collect(Collectors.joining(", "));
        return new Standstill(watched.party(), watched.operation(), doing + Duration.ofNanos(watched.computedFor).toMillis() / 1000.0
                + " s without a message or a new operation" + (others.isEmpty() ? "" : ", while " + others));
    }

    private Standstill stuck() {
        Map<Party, Watched> byParty = new LinkedHashMap<>();
        parties.forEach(watched -> byParty.put(watched.party(), watched));
        List<Untaken> untaken = network.untaken();
        Comparator<Watched> mostTelling = Comparator
                .<Watched>comparingLong(watched -> untaken.stream().filter(messages -> messages.to().equals(watched.awaits)).count())
                .thenComparing(watched -> !outsiders.contains(watched.awaits))
                .thenComparingInt(watched -> watched.endpoint.clock().rounds())
                .thenComparingLong(watched -> watched.calls)
                .thenComparingLong(watched -> -parties.stream().filter(other -> watched.awaits.equals(other.awaits)).count());
        Watched telling = parties.stream().filter(watched -> watched.waits() && isKnot(watched, byParty)).min(mostTelling).orElseThrow();
        String what = parties.stream().map(Watched::description).collect(Collectors.joining(", "));
        String rest = untaken.stream().map(messages -> "; " + messages).collect(Collectors.joining());
        return new Standstill(telling.awaits, telling.operation(), "nobody can go on: " + what + rest);
    }

    /** Whether it waits for one that has ended, or in a circle; the others wait because of those. */
    private static boolean isKnot(Watched start, Map<Party, Watched> byParty) {
        Watched at = byParty.get(start.awaits);
        if (!at.waits()) {
            return true;
        }
        for (int steps = 0; steps < byParty.size() && at.waits() && at != start; steps++) {
            at = byParty.get(at.awaits);
        }
        return at == start;
    }

    /** One party, as it was seen last. */
    private static final class Watched {
        private final Endpoint endpoint;
        private long calls;
        private long callsBefore = -1;
        private long computedFor;
        private boolean done;
        private Party awaits;
        private boolean full;

        Watched(Endpoint endpoint) {
            this.endpoint = endpoint;
        }

        /** Whether it has ended is asked before any link is looked at: what it sent last is in its link by then. */
        void note() {
            callsBefore = calls;
            done = endpoint.presence().isDone();
            calls = endpoint.presence().calls();
        }

        /** Sound if {@link #hasMoved} says no after all have been seen: within one channel call, a party that waits has done nothing yet. */
        void see(LocalNetwork network, long passed) {
            awaits = null;
            full = false;
            for (Link link : network.links()) {
                if (link.to().equals(party()) && link.starves()) {
                    awaits = link.from();
                } else if (link.from().equals(party()) && link.chokes()) {
                    awaits = link.to();
                    full = true;
                }
            }
            computedFor = computes() && calls == callsBefore ? computedFor + passed : 0;
        }

        boolean hasMoved() {
            return endpoint.presence().calls() != calls;
        }

        Party party() {
            return endpoint.party();
        }

        String operation() {
            return endpoint.meter().path();
        }

        boolean waits() {
            return !done && awaits != null;
        }

        boolean computes() {
            return !done && awaits == null;
        }

        String description() {
            String where = operation().isEmpty() ? "" : " during " + operation();
            if (done) {
                return "the " + party() + " has done its part";
            }
            return "the " + party() + " waits" + where + (full ? " until the " + awaits + " takes what was sent" : " for the " + awaits);
        }
    }
}
