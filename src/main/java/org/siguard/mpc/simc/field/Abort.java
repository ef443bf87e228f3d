package org.siguard.mpc.simc.field;

/** The server has seen that the client cheats, and ends the computation before anything of its output leaves it. */
public final class Abort extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what did not hold */
    public Abort(String what) {
        super(what, null, false, false);
    }
}
