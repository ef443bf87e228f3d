package org.siguard.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.siguard.base.Settings;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.OpensToServers;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Shared;
import org.siguard.mpc.math.Rows;
import org.siguard.ring.FixedPoint;

/**
 * INSECURE, and here to show it: SIGuard's search in shares that leaves each round as soon as its noise is valid, as MemGuard does. After
 * every step the servers open the validity bit to one another, so they all know the number of steps; and who only sees that messages pass, or
 * waits for the answer, can count them too. The number depends on h, and so tells members from others: what SIGuard's fixed number of steps
 * is for. Queries of a batch are served one by one.
 */
public final class EarlyExitGuard implements OutputGuard {
    public static final String NAME = "insecure-early-exit";

    private final Settings settings;
    private final GuardSecrets secrets;
    private final SearchLog log;
    private final Watch watch;

    /** @param settings values for {@link Siguard#PARAMETERS} at least */
    public EarlyExitGuard(Settings settings, GuardSecrets secrets) {
        this(settings.with(Siguard.VALIDATOR, Siguard.EVERY).with(Siguard.FALLBACK, Siguard.NO_FALLBACK), secrets, SearchLog.NONE,
                steps -> {
                });
    }

    private EarlyExitGuard(Settings settings, GuardSecrets secrets, SearchLog log, Watch watch) {
        this.settings = settings;
        this.secrets = secrets;
        this.log = log;
        this.watch = watch;
    }

    /** {@link SearchLog.Trace#looks} is what an observer counts. */
    @Override
    public EarlyExitGuard watched(SearchLog watcher) {
        return new EarlyExitGuard(settings, secrets, watcher, watch);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<OutputGuard> timed(Watch other) {
        return Optional.of(new EarlyExitGuard(settings, secrets, log, other));
    }

    @Override
    public void own(Outsider owner, FixedPoint fixedPoint) {
        SharedMembership.own(owner, secrets.membership(), fixedPoint);
    }

    @Override
    public Guarding serve(FullRing engine) {
        if (!(engine instanceof OpensToServers opener)) {
            throw new IllegalArgumentException(NAME + " expects an engine whose servers can open secrets, and got " + engine.name());
        }
        SharedMembership h = SharedMembership.take(engine, secrets.membership().spec());
        return logits -> {
            List<Shared> answers = new ArrayList<>();
            for (int row = 0; row < logits.shape().rows(); row++) {
                int[] steps = {0};
                SiguardLoop.Exit exit = found -> {
                    steps[0]++;
                    return opener.openToServers(found).data()[0] > 0;
                };
                answers.add(new SiguardLoop(engine, settings, h, null, log, exit)
                        .protect(Rows.slice(engine, logits, row, row + 1)));
                watch.took(steps[0]);
            }
            return engine.concat(logits.shape(), answers);
        };
    }
}
