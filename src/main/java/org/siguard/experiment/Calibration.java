package org.siguard.experiment;

import java.util.Collections;
import java.util.List;
import org.siguard.base.Cancellation;
import org.siguard.base.Settings;
import org.siguard.guard.OutputGuard;
import org.siguard.guard.Siguard;
import org.siguard.model.Model;
import org.siguard.mpc.Computation;
import org.siguard.mpc.Protocol;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Prediction;
import org.siguard.net.Traffic;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;

/**
 * How fast this machine computes on an engine: so much a round, so much a byte. Latency is predicted from it and from declared
 * costs.
 *
 * <p>It starts from what one machine was measured at, and is measured here on short guarded queries: a single one and a batch, in
 * process.
 */
record Calibration(double nanosPerRound, double nanosPerByte) {
    /** A 2-core server of 2023: a start that is better than none, until this machine has been measured. */
    static final Calibration ASSUMED = new Calibration(6_000, 1.0);

    private static final int BATCH = 64;
    /** Long enough for the JVM to compile what is hot; the fastest repetition counts. */
    private static final long BUDGET_NANOS = 600_000_000L;
    /** A machine that seems slower or faster by more than this was disturbed while it was measured. */
    private static final double MOST_CORRECTION = 4;

    static Calibration measure(Protocol protocol, Model model, Model membership, FixedPoint fixedPoint, Cancellation cancellation) {
        Computation computation = new Computation(protocol, fixedPoint, NetworkProfile.IN_PROCESS, Seed.of(0).derive("calibration"));
        Traffic single = fastest(computation, model, membership, 1, fixedPoint, cancellation);
        Traffic batch = fastest(computation, model, membership, BATCH, fixedPoint, cancellation);
        double perByte = (double) (batch.nanos() - single.nanos()) / (batch.bytes() - single.bytes());
        double perRound = (single.nanos() - perByte * single.bytes()) / single.rounds();
        return new Calibration(near(perRound, ASSUMED.nanosPerRound), near(perByte, ASSUMED.nanosPerByte));
    }

    /** Not farther from what is assumed than a disturbance could explain. */
    private static double near(double measured, double assumed) {
        return Math.clamp(measured, assumed / MOST_CORRECTION, assumed * MOST_CORRECTION);
    }

    private static Traffic fastest(Computation computation, Model model, Model membership, int batch, FixedPoint fixedPoint,
            Cancellation cancellation) {
        Settings settings = Settings.defaults(Siguard.PARAMETERS).with(Siguard.OUTER, 1).with(Siguard.INNER, 2);
        OutputGuard guard = new Siguard(settings, membership);
        List<float[]> records = Collections.nCopies(batch, new float[model.spec().input().size()]);
        Traffic fastest = null;
        long begun = System.nanoTime();
        while (fastest == null || System.nanoTime() - begun < BUDGET_NANOS) {
            Traffic guarding = computation.run(new GuardedInference(model, guard, records, fixedPoint), cancellation).costs()
                    .of(GuardedInference.GUARD);
            if (fastest == null || guarding.nanos() < fastest.nanos()) {
                fastest = guarding;
            }
        }
        return fastest;
    }

    /** The time that work with these declared costs would take on a network. */
    double seconds(Prediction work, NetworkProfile network) {
        return (work.rounds() * nanosPerRound + work.bytes() * nanosPerByte + work.networkNanos(network)) / 1e9;
    }
}
