package org.siguard.cli;

/** A fault of this program's that has its words already. */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Fault(String message) {
        super(message);
    }

    @Override
    public String toString() {
        return getMessage();
    }
}
