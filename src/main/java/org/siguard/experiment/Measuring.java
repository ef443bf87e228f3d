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
    private static final WarmUp WARM_UP = new WarmUp(4_000_000_000L);

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
     * Batches that do not count.
     *
     * @param other the same guard, but not the one that is measured, which is not to remember them
     */
    void warmUp(OutputGuard other, List<float[]> records) {
        WARM_UP.of(() -> {
            long before = System.nanoTime();
            again(other, records);
            return (System.nanoTime() - before) / 1e9;
        }, window -> WarmUp.median(window.stream().mapToDouble(Double::doubleValue).toArray()));
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
