package org.siguard.mpc;

import java.util.List;
import java.util.stream.Collectors;
import org.siguard.net.Party;
import org.siguard.net.Standstill;
import org.siguard.net.Untaken;
import org.siguard.net.WrongMessage;

/** A computation ended because one party failed: who, at what, why. The only error a failed computation throws. */
public final class PartyFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Party party;
    private final String operation;

    private PartyFailure(Party party, String operation, String reason, Throwable cause) {
        super("The " + party + " failed" + (operation.isEmpty() ? "" : " during " + operation) + ": " + sentence(reason)
                + " The computation was stopped for all parties.", cause);
        this.party = party;
        this.operation = operation;
    }

    /** Something was thrown in a party: by its own fault, or because another one sent it what it cannot use. */
    public static PartyFailure thrown(Party in, String operation, Throwable cause) {
        if (cause instanceof WrongMessage wrong) {
            return new PartyFailure(wrong.from(), operation, "the " + in + " " + cause.getMessage(), cause);
        }
        return new PartyFailure(in, operation, cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
    }

    /**
     * Nobody could go on.
     *
     * @param leftBehind whether the party's thread did not end when it was asked to
     */
    static PartyFailure stalled(Standstill standstill, boolean leftBehind) {
        String reason = leftBehind
                ? sentence(standstill.getMessage()) + " Its thread cannot be stopped from outside: it was left behind, and lives until it "
                        + "ends by itself or the program does"
                : standstill.getMessage();
        return new PartyFailure(standstill.party(), standstill.operation(), reason, standstill);
    }

    /** All parties did their part, and some sent more than was taken: so it cannot be known that what was taken was what was meant. */
    static PartyFailure untaken(List<Untaken> untaken) {
        String reason = untaken.stream().map(Untaken::toString).collect(Collectors.joining("; "));
        return new PartyFailure(untaken.get(0).from(), "", reason, null);
    }

    private static String sentence(String reason) {
        return reason.endsWith(".") ? reason : reason + ".";
    }

    public Party party() {
        return party;
    }

    /** The path of operations it was in, or in which it was missed, outermost first. */
    public String operation() {
        return operation;
    }
}
