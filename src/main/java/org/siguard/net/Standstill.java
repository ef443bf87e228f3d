package org.siguard.net;

/** No party can ever go on, or one keeps all others waiting without end: who is to blame as far as can be seen, and who waits for whom. */
public final class Standstill extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Party party;
    private final String operation;

    Standstill(Party party, String operation, String message) {
        super(message, null, false, false);
        this.party = party;
        this.operation = operation;
    }

    /** The party whose message the others lack. */
    public Party party() {
        return party;
    }

    /** The path of operations in which it is lacking, outermost first. */
    public String operation() {
        return operation;
    }
}
