package org.siguard.net;

/** Thrown in a party that waits when the network was shut because another party failed, or because the user cancelled. */
public final class NetworkDown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NetworkDown() {
        super("the network was shut", null, false, false);
    }
}
