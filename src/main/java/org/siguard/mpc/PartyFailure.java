package org.siguard.mpc;

import org.siguard.net.Party;

/** A computation ended because one party failed: who, at what, why. The only error a failed computation throws. */
public final class PartyFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Party party;
    private final String operation;

    public PartyFailure(Party party, String operation, Throwable cause) {
        super("The " + party + " failed" + (operation.isEmpty() ? "" : " during " + operation) + ": " + reason(cause)
                + " The computation was stopped for all parties.", cause);
        this.party = party;
        this.operation = operation;
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return message.endsWith(".") ? message : message + ".";
    }

    public Party party() {
        return party;
    }

    /** The path of operations it was in, outermost first. */
    public String operation() {
        return operation;
    }
}
