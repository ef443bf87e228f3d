package org.siguard.mpc;

import org.siguard.net.Party;

/** Those who stand outside the servers. */
public enum Outside {
    /** Owns the input, and alone is given the result. */
    CLIENT("client"),
    /** Owns the model and the membership classifier. */
    OWNER("model owner");

    private final Party party;

    Outside(String name) {
        party = new Party(name);
    }

    public Party party() {
        return party;
    }
}
