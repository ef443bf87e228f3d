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
import org.siguard.mpc.simc.TwoPartyProtocol;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/**
 * A guard behind an inference between two parties, of which a client that cheats is thrown out:
 * <ol>
 * <li>SIMC, or another {@link TwoPartyProtocol}, between model owner and client, up to its final check: each party has a share of the logits modulo p, and nobody has been told them
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
public record GuardedTwoParty(double[] released, Costs inference, Costs guard) {
    /** The owner shares the guard's secrets: once for many queries, could they be kept. */
    public static final String SECRETS = "secrets";
    /** Both give their shares to the servers. */
    public static final String HANDING_OVER = "handing over";
    public static final String CONVERSION = "conversion";
    public static final String GUARD = "guard";
    public static final String RELEASE = "release";
    /** The client's, from its shares to its answer. */
    private static final String WAIT = "wait";

    /** @throws org.siguard.mpc.simc.field.Abort where the client was caught, before a guard's server heard of anything */
    public static GuardedTwoParty of(FieldNetwork network, TwoPartyProtocol protocol, OutputGuard guard, Protocol engine, float[] record,
            NetworkProfile profile, Seed seed, Cancellation cancellation) {
        Outcome<OutputShares> inferred = protocol.share(network.network(), network.encode(record), profile, cancellation);
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
            owner.meter().in(SECRETS, () -> guard.own(owner, fixedPoint));
            owner.meter().in(HANDING_OVER, () -> owner.share(RingTensor.of(shape(), shares.server())));
        }

        @Override
        public double[] ask(Outsider client) {
            client.meter().in(HANDING_OVER, () -> client.share(RingTensor.of(shape(), shares.client())));
            return fixedPoint.decode(client.meter().in(WAIT, () -> client.receive(shape())));
        }

        @Override
        public void serve(FullRing engine) {
            OutputGuard.Guarding guarding = engine.meter().in(SECRETS, () -> guard.serve(engine));
            Shared ofServer = engine.meter().in(HANDING_OVER, () -> engine.input(Outside.OWNER, shape()));
            Shared ofClient = engine.meter().in(HANDING_OVER, () -> engine.input(Outside.CLIENT, shape()));
            Shared logits = engine.meter().in(CONVERSION, () -> {
                Shared whole = ModularShares.signed(engine, ofServer, ofClient, shares.modulus());
                int more = bits - fixedPoint.fractionalBits();
                return more > 0 ? engine.truncate(whole, more) : engine.scale(whole, 1L << -more);
            });
            Shared released = engine.meter().in(GUARD, () -> guarding.protect(logits));
            engine.meter().in(RELEASE, () -> engine.reveal(released, Outside.CLIENT));
        }
    }
}
