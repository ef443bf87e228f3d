package org.siguard.experiment;

import java.util.List;
import org.siguard.guard.OutputGuard;
import org.siguard.model.Model;
import org.siguard.mpc.Computation;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.Protocol;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.Seed;

/** Asks batches on a real engine, each without the guard and with it. */
final class Measuring {
    /** A JVM compiles what is hot as it goes: until then every batch is faster than the one before. */
    private static final int MOST_WARM_UPS = 200;
    private static final int PATIENCE = 3;
    private static final long LONGEST_WARM_UP = 4_000_000_000L;
    private static final double STABLE = 0.9;

    private final Model model;
    private final OutputGuard guard;
    private final OutputGuard unguarded;
    private final Computation computation;
    /** Of keys of its own: how long warming up takes must not decide which keys the batches that count are given. */
    private final Computation warming;
    private final Conduct conduct;

    Measuring(Model model, OutputGuard guard, OutputGuard unguarded, Protocol engine, NetworkProfile network, Seed seed, PartyWatch watch,
            Conduct conduct) {
        this.model = model;
        this.guard = guard;
        this.unguarded = unguarded;
        this.computation = new Computation(engine, LocalRunner.FIXED_POINT, network, seed).withWiretap(watch);
        this.warming = new Computation(engine, LocalRunner.FIXED_POINT, network, seed.derive("warming up")).withWiretap(watch);
        this.conduct = conduct;
    }

    /** One batch, asked twice. */
    record Both(Outcome<double[][]> secure, Outcome<double[][]> guarded) {
    }

    Both ask(List<float[]> records) {
        Outcome<double[][]> secure = ask(unguarded, records);
        return new Both(secure, guard.equals(unguarded) ? secure : ask(guard, records));
    }

    private Outcome<double[][]> ask(OutputGuard behind, List<float[]> records) {
        return computation.run(new GuardedInference(model, behind, records, LocalRunner.FIXED_POINT), conduct.cancellation(),
                conduct.pause());
    }

    /**
     * Batches that do not count, until several in a row were hardly faster than the fastest before them: one alone may have been disturbed.
     *
     * @param other the same guard, but not the one that is measured, which is not to remember them
     */
    void warmUp(OutputGuard other, List<float[]> records) {
        long begun = System.nanoTime();
        double fastest = Double.POSITIVE_INFINITY;
        int hardlyFaster = 0;
        for (int i = 0; i < MOST_WARM_UPS && hardlyFaster < PATIENCE && System.nanoTime() - begun < LONGEST_WARM_UP; i++) {
            long before = System.nanoTime();
            warm(unguarded, records);
            if (!guard.equals(unguarded)) {
                warm(other, records);
            }
            double took = System.nanoTime() - before;
            hardlyFaster = took > STABLE * fastest ? hardlyFaster + 1 : 0;
            fastest = Math.min(fastest, took);
        }
    }

    /**
     * A batch once more, for its times alone: where there are few batches, one bad moment would decide what is said of all.
     *
     * @param other as for warming up
     */
    Both again(OutputGuard other, List<float[]> records) {
        Outcome<double[][]> secure = warm(unguarded, records);
        return new Both(secure, guard.equals(unguarded) ? secure : warm(other, records));
    }

    private Outcome<double[][]> warm(OutputGuard behind, List<float[]> records) {
        return warming.run(new GuardedInference(model, behind, records, LocalRunner.FIXED_POINT), conduct.cancellation(), conduct.pause());
    }
}
