package org.siguard.attack;

import java.util.List;
import org.siguard.base.UserMistake;

/** Counts the queries, and answers no more than were agreed. */
public final class MeteredOracle implements Oracle {
    private final Oracle inner;
    private final long most;
    private long asked;
    private long batches;

    public MeteredOracle(Oracle inner, long most) {
        this.inner = inner;
        this.most = most;
    }

    @Override
    public double[][] ask(List<float[]> records) {
        if (asked + records.size() > most) {
            throw new UserMistake("Query budget: " + asked + " of " + most + " queries are used and " + records.size()
                    + " more were asked for; raise the budget, or attack fewer records.");
        }
        asked += records.size();
        batches++;
        return inner.ask(records);
    }

    /** Queries so far. */
    public long asked() {
        return asked;
    }

    /** In how many batches. */
    public long batches() {
        return batches;
    }
}
