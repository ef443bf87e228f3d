package org.siguard.net;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.siguard.base.Pause;

/**
 * Joins party threads of one process, every one with every other. Shutting it wakes every party that waits, at once: this is
 * how one party's failure ends the others.
 */
public final class LocalNetwork {
    private final NetworkProfile profile;
    private final Pause pause;
    private final Wiretap wiretap;
    private final Map<Party, Endpoint> endpoints = new LinkedHashMap<>();
    private final List<Link> links = new ArrayList<>();
    private volatile boolean down;

    public LocalNetwork(List<Party> parties, NetworkProfile profile) {
        this(parties, profile, Pause.never(), Wiretap.NONE);
    }

    /**
     * @param pause   while it lasts, every party holds still at its next message or operation
     * @param wiretap is given every channel before its party is
     */
    public LocalNetwork(List<Party> parties, NetworkProfile profile, Pause pause, Wiretap wiretap) {
        this.profile = profile;
        this.pause = pause;
        this.wiretap = wiretap;
        parties.forEach(party -> endpoints.put(party, new Endpoint(party, this)));
        for (int i = 0; i < parties.size(); i++) {
            for (int j = i + 1; j < parties.size(); j++) {
                join(parties.get(i), parties.get(j));
            }
        }
    }

    private void join(Party a, Party b) {
        Link there = link(a, b);
        Link back = link(b, a);
        endpoints.get(a).connect(there, back);
        endpoints.get(b).connect(back, there);
    }

    private Link link(Party from, Party to) {
        Link link = new Link(this, from, to);
        links.add(link);
        return link;
    }

    public Endpoint endpoint(Party party) {
        return endpoints.get(party);
    }

    public NetworkProfile profile() {
        return profile;
    }

    /** Ends all waiting; from now on every channel call throws {@link NetworkDown}. */
    public void shut() {
        down = true;
        links.forEach(Link::wakeBoth);
        pause.look();
    }

    public boolean isDown() {
        return down;
    }

    /** What was sent and not taken, link by link: nothing once a program has run to its end. */
    public List<Untaken> untaken() {
        return links.stream().filter(link -> link.underWay() > 0).map(link -> new Untaken(link.from(), link.to(), link.underWay()))
                .toList();
    }

    Collection<Endpoint> endpoints() {
        return endpoints.values();
    }

    List<Link> links() {
        return links;
    }

    Wiretap wiretap() {
        return wiretap;
    }

    Pause pause() {
        return pause;
    }

    /** Waits while the network is paused. */
    void hold() {
        pause.hold(this::isDown);
    }

    void check() {
        if (down) {
            throw new NetworkDown();
        }
    }
}
