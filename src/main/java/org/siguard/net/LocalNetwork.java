package org.siguard.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins party threads of one process, every one with every other. Shutting it wakes every party that waits, at once: this is
 * how one party's failure ends the others.
 */
public final class LocalNetwork {
    private final NetworkProfile profile;
    private final Map<Party, Endpoint> endpoints = new LinkedHashMap<>();
    private final List<Link> links = new ArrayList<>();
    private volatile boolean down;

    public LocalNetwork(List<Party> parties, NetworkProfile profile) {
        this.profile = profile;
        parties.forEach(party -> endpoints.put(party, new Endpoint(party)));
        for (int i = 0; i < parties.size(); i++) {
            for (int j = i + 1; j < parties.size(); j++) {
                join(parties.get(i), parties.get(j));
            }
        }
    }

    private void join(Party a, Party b) {
        Link there = link();
        Link back = link();
        endpoints.get(a).connect(b, there, back);
        endpoints.get(b).connect(a, back, there);
    }

    private Link link() {
        Link link = new Link(this);
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
    }

    boolean isDown() {
        return down;
    }

    void check() {
        if (down) {
            throw new NetworkDown();
        }
    }
}
