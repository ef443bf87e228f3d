package org.siguard.experiment;

import java.util.Collections;
import java.util.List;
import org.siguard.base.Cancellation;
import org.siguard.base.Settings;
import org.siguard.guard.OutputGuard;
import org.siguard.guard.Siguard;
import org.siguard.model.Model;
import org.siguard.mpc.Computation;
import org.siguard.mpc.Costs;
import org.siguard.mpc.Protocol;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Prediction;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;

/**
 * How fast this machine computes on an engine: so much a round, so much a byte. Measured on two short guarded queries, a single
 * one and a batch, in process; latency is predicted from it and from declared costs.
 */
record Calibration(double nanosPerRound, double nanosPerByte) {
    private static final int BATCH = 64;
    /** Enough for the JVM to compile what is hot: the first repetitions run several times slower. */
    private static final int REPETITIONS = 12;

    static Calibration measure(Protocol protocol, Model model, Model membership, FixedPoint fixedPoint, Cancellation cancellation) {
        Computation computation = new Computation(protocol, fixedPoint, NetworkProfile.IN_PROCESS, Seed.of(0).derive("calibration"));
        Costs single = fastest(computation, model, membership, 1, fixedPoint, cancellation);
        Costs batch = fastest(computation, model, membership, BATCH, fixedPoint, cancellation);
        long moreBytes = batch.total().bytes() - single.total().bytes();
        double perByte = Math.max(0.1, (double) (batch.latencyNanos() - single.latencyNanos()) / moreBytes);
        double perRound = Math.max(100, (single.latencyNanos() - perByte * single.total().bytes()) / single.total().rounds());
        return new Calibration(perRound, perByte);
    }

    private static Costs fastest(Computation computation, Model model, Model membership, int batch, FixedPoint fixedPoint,
            Cancellation cancellation) {
        Settings settings = Settings.defaults(Siguard.PARAMETERS).with(Siguard.OUTER, 1).with(Siguard.INNER, 2);
        OutputGuard guard = new Siguard(settings, membership);
        List<float[]> records = Collections.nCopies(batch, new float[model.spec().input().size()]);
        Costs fastest = null;
        for (int i = 0; i < REPETITIONS; i++) {
            Costs costs = computation.run(new GuardedInference(model, guard, records, fixedPoint), cancellation).costs();
            if (fastest == null || costs.latencyNanos() < fastest.latencyNanos()) {
                fastest = costs;
            }
        }
        return fastest;
    }

    /** The time that work with these declared costs would take on a network. */
    double seconds(Prediction work, NetworkProfile network) {
        return (work.rounds() * nanosPerRound + work.bytes() * nanosPerByte + work.networkNanos(network)) / 1e9;
    }
}
