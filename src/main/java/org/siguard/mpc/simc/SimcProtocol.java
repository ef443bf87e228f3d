package org.siguard.mpc.simc;

import java.util.concurrent.atomic.AtomicLong;
import org.siguard.base.Cancellation;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.simc.field.Abort;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Wiretap;
import org.siguard.ring.Seed;

/**
 * SIMC, ready to be asked: see {@link Simc}. Every inference, also one after an abort, has secrets that no other one has: they follow from the
 * seed and a count that goes on before anything is sent. Two objects with the same seed use the same secrets, which is for simulation only.
 */
public final class SimcProtocol implements TwoPartyProtocol {
    public static final String NAME = "simc";

    private final Seed seed;
    private final Tampering tampering;
    private final Wiretap wiretap;
    private final AtomicLong inferences;

    public SimcProtocol(Seed seed) {
        this(seed, Tampering.NONE, Wiretap.NONE, new AtomicLong());
    }

    private SimcProtocol(Seed seed, Tampering tampering, Wiretap wiretap, AtomicLong inferences) {
        this.seed = seed;
        this.tampering = tampering;
        this.wiretap = wiretap;
        this.inferences = inferences;
    }

    /** The same, with a client that cheats: its inferences end with an {@link Abort}. They are counted together. */
    public SimcProtocol tampered(Tampering how) {
        return new SimcProtocol(seed, how, wiretap, inferences);
    }

    /** The same, with somebody who listens. They are counted together. */
    public SimcProtocol tapped(Wiretap tap) {
        return new SimcProtocol(seed, tampering, tap, inferences);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome<long[]> infer(ReluNetwork network, long[] input, NetworkProfile profile, Cancellation cancellation) {
        if (input.length != network.inputs()) {
            throw new IllegalArgumentException("the network takes " + network.inputs() + " numbers, not " + input.length);
        }
        Seed own = seed.derive("inference", inferences.getAndIncrement());
        return Simc.infer(network, input, new Encounter(profile, wiretap), own.derive("server"), own.derive("client"), tampering,
                cancellation);
    }

    @Override
    public Outcome<OutputShares> share(ReluNetwork network, long[] input, NetworkProfile profile, Cancellation cancellation) {
        if (input.length != network.inputs()) {
            throw new IllegalArgumentException("the network takes " + network.inputs() + " numbers, not " + input.length);
        }
        Seed own = seed.derive("inference", inferences.getAndIncrement());
        return Simc.share(network, input, new Encounter(profile, wiretap), own.derive("server"), own.derive("client"), tampering,
                cancellation);
    }
}
