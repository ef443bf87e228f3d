package org.siguard.experiment;

import org.siguard.base.Cancellation;
import org.siguard.guard.OutputGuard;
import org.siguard.model.FieldNetwork;
import org.siguard.mpc.Computation;
import org.siguard.mpc.Costs;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.SecureProgram;
import org.siguard.mpc.Shared;
import org.siguard.mpc.math.ModularShares;
import org.siguard.mpc.simc.OutputShares;
import org.siguard.mpc.simc.SimcProtocol;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/**
 * A guard behind an inference that a cheating client is thrown out of:
 * <ol>
 * <li>SIMC between model owner and client, up to its final check: each has a share of the logits modulo p, and nobody has been told them
 * <li>both give their shares to the servers of the guard's engine, as secrets
 * <li>the servers make shares modulo 2^64 of them ({@link ModularShares}), bring them to the engine's fixed point, and run the guard
 * <li>the released vector is opened to the client
 * </ol>
 * The client gives the servers its own share, and nothing holds it to the one that SIMC left it with: it can move the logits that the guard starts from, by amounts that it knows, not learn them.
 *
 * @param released  the vector that the client is given
 * @param inference what SIMC cost
 * @param guard     what conversion and guard cost
 */
record GuardedTwoParty(double[] released, Costs inference, Costs guard) {
    static final String CONVERSION = "conversion";
    static final String GUARD = "guard";

    static GuardedTwoParty of(FieldNetwork network, SimcProtocol simc, OutputGuard guard, Protocol engine, float[] record,
            NetworkProfile profile, Seed seed, Cancellation cancellation) {
        Outcome<OutputShares> inferred = simc.share(network.network(), network.encode(record), profile, cancellation);
        FixedPoint fixedPoint = FixedPoint.STANDARD;
        Outcome<double[]> guarded = new Computation(engine, fixedPoint, profile, seed)
                .run(new Behind(inferred.result(), network.outputBits(), guard, fixedPoint), cancellation);
        return new GuardedTwoParty(guarded.result(), inferred.costs(), guarded.costs());
    }

    /** Steps 2 to 4. */
    record Behind(OutputShares shares, int bits, OutputGuard guard, FixedPoint fixedPoint) implements SecureProgram<double[]> {
        private Shape shape() {
            return Shape.of(1, shares.client().length);
        }

        @Override
        public void own(Outsider owner) {
            guard.own(owner, fixedPoint);
            owner.share(RingTensor.of(shape(), shares.server()));
        }

        @Override
        public double[] ask(Outsider client) {
            client.share(RingTensor.of(shape(), shares.client()));
            return fixedPoint.decode(client.receive(shape()));
        }

        @Override
        public void serve(FullRing engine) {
            OutputGuard.Guarding guarding = guard.serve(engine);
            Shared logits = engine.meter().in(CONVERSION, () -> {
                Shared ofServer = engine.input(Outside.OWNER, shape());
                Shared ofClient = engine.input(Outside.CLIENT, shape());
                Shared whole = ModularShares.signed(engine, ofServer, ofClient, shares.modulus());
                int more = bits - fixedPoint.fractionalBits();
                return more > 0 ? engine.truncate(whole, more) : engine.scale(whole, 1L << -more);
            });
            Shared released = engine.meter().in(GUARD, () -> guarding.protect(logits));
            engine.reveal(released, Outside.CLIENT);
        }
    }
}
