package org.siguard.mpc.simc;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.mpc.Costs;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.simc.field.Abort;
import org.siguard.mpc.simc.garble.MaskedReluCircuit;
import org.siguard.mpc.simc.garble.ResidueCircuit;
import org.siguard.net.Endpoint;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Wiretap;
import org.siguard.ring.Seed;

/**
 * Protocols that do most of their work before there is an input: a {@link Preparation} or a {@link MusePreparation}, whose material is used for one {@link OnlinePhase}.
 * <ul>
 * <li><b>simc++</b>, with all checks: the client gains nothing by cheating
 * <li><b>muse</b>, which comes to the same at many times the cost
 * <li><b>delphi</b>, without: safe only as long as the client does what the protocol says
 * </ul>
 * {@link #infer} does both, one after the other, counted under {@value #OFFLINE} and {@value #ONLINE}; {@link #prepare} and {@link #inferPrepared} keep the material in files in between.
 */
public final class PreparedProtocol implements TwoPartyProtocol {
    public static final String SIMC_PLUS = "simc++";
    public static final String DELPHI = "delphi";
    public static final String MUSE = "muse";
    public static final String OFFLINE = "offline";
    public static final String ONLINE = "online";
    /** Of the heap, what material may take: the rest is for garbling it and for the network. */
    private static final double HEAP_SHARE = 0.6;
    private static final int LABEL_BYTES = 16;

    private final Form form;
    private final Seed seed;
    private final Tampering tampering;
    private final Wiretap wiretap;
    private final AtomicLong runs;

    private PreparedProtocol(Form form, Seed seed, Tampering tampering, Wiretap wiretap, AtomicLong runs) {
        this.form = form;
        this.seed = seed;
        this.tampering = tampering;
        this.wiretap = wiretap;
        this.runs = runs;
    }

    public static PreparedProtocol simcPlus(Seed seed) {
        return new PreparedProtocol(Form.SIMC_PLUS, seed, Tampering.NONE, Wiretap.NONE, new AtomicLong());
    }

    public static PreparedProtocol delphi(Seed seed) {
        return new PreparedProtocol(Form.DELPHI, seed, Tampering.NONE, Wiretap.NONE, new AtomicLong());
    }

    public static PreparedProtocol muse(Seed seed) {
        return new PreparedProtocol(Form.MUSE, seed, Tampering.NONE, Wiretap.NONE, new AtomicLong());
    }

    /** The same, with a client that cheats. */
    public PreparedProtocol tampered(Tampering how) {
        return new PreparedProtocol(form, seed, how, wiretap, runs);
    }

    /** The same, with somebody who listens. */
    public PreparedProtocol tapped(Wiretap tap) {
        return new PreparedProtocol(form, seed, tampering, tap, runs);
    }

    @Override
    public String name() {
        return form.label();
    }

    private ServerMaterial ofServer(ReluNetwork network, IdealLinear ideal, Endpoint endpoint, Seed own) {
        return endpoint.meter().in(OFFLINE, () -> form == Form.MUSE ? new MusePreparation.Server(network, ideal, endpoint, own).run()
                : new Preparation.Server(network, form.checked(), ideal, endpoint, own).run());
    }

    private ClientMaterial ofClient(ReluNetwork network, IdealLinear ideal, Endpoint endpoint, Seed own) {
        return endpoint.meter().in(OFFLINE, () -> form == Form.MUSE
                ? new MusePreparation.Client(network, ideal, endpoint, own, tampering).run()
                : new Preparation.Client(network, form.checked(), ideal, endpoint, own, tampering).run());
    }

    @Override
    public Outcome<long[]> infer(ReluNetwork network, long[] input, NetworkProfile profile, Cancellation cancellation) {
        requireInput(network, input);
        Seed own = seed.derive("inference", runs.getAndIncrement());
        IdealLinear ideal = new IdealLinear(network.field());
        return new Encounter(profile, wiretap).run(endpoint -> {
            ServerMaterial material = ofServer(network, ideal, endpoint, own.derive("server"));
            endpoint.meter().in(ONLINE, () -> new OnlinePhase.Server(network, form.checked(), material, endpoint).run());
        }, endpoint -> {
            ClientMaterial material = ofClient(network, ideal, endpoint, own.derive("client"));
            return endpoint.meter().in(ONLINE,
                    () -> new OnlinePhase.Client(network, form.checked(), material, endpoint, tampering).run(input));
        }, ideal, cancellation);
    }

    @Override
    public Outcome<OutputShares> share(ReluNetwork network, long[] input, NetworkProfile profile, Cancellation cancellation) {
        requireInput(network, input);
        Seed own = seed.derive("inference", runs.getAndIncrement());
        IdealLinear ideal = new IdealLinear(network.field());
        AtomicReference<long[]> shareOfServer = new AtomicReference<>();
        Outcome<long[]> shareOfClient = new Encounter(profile, wiretap).run(endpoint -> {
            ServerMaterial material = ofServer(network, ideal, endpoint, own.derive("server"));
            shareOfServer
                    .set(endpoint.meter().in(ONLINE, () -> new OnlinePhase.Server(network, form.checked(), material, endpoint).share()));
        }, endpoint -> {
            ClientMaterial material = ofClient(network, ideal, endpoint, own.derive("client"));
            return endpoint.meter().in(ONLINE,
                    () -> new OnlinePhase.Client(network, form.checked(), material, endpoint, tampering).share(input));
        }, ideal, cancellation);
        return new Outcome<>(new OutputShares(network.field().modulus(), shareOfServer.get(), shareOfClient.result()),
                shareOfClient.costs());
    }

    private void requireInput(ReluNetwork network, long[] input) {
        if (input.length != network.inputs()) {
            throw new IllegalArgumentException("the network takes " + network.inputs() + " numbers, not " + input.length);
        }
        requireRoom(network);
    }

    /** Both parties keep their material, and here both are in one process. */
    private void requireRoom(ReluNetwork network) {
        long kept = keptBytes(network);
        long heap = Runtime.getRuntime().maxMemory();
        if (kept > HEAP_SHARE * heap) {
            throw new UserMistake(String.format(Locale.ROOT,
                    "%s prepares everything before there is an input: for the %d activations of this network about %.1f GB, and the heap is %.1f GB. "
                            + "Give it more with SIGUARD_JAVA_OPTS=-Xmx%dg, or take simc, which keeps nothing.",
                    name(), network.activationCount(), kept / 1e9, heap / 1e9, (long) Math.ceil(kept / HEAP_SHARE / (1L << 30))));
        }
    }

    /** Garbled circuits and labels of a whole inference: the client's rows, and the labels of either party. */
    long keptBytes(ReluNetwork network) {
        int bits = network.field().bits();
        int residue = form == Form.DELPHI ? 0 : ResidueCircuit.andGates(bits, form == Form.SIMC_PLUS);
        long bytes = 0;
        for (int layer = 0; layer < network.activations().size(); layer++) {
            ReluNetwork.Activation activation = network.activations().get(layer);
            int gates = MaskedReluCircuit.andGates(bits, activation.cap() != 0, activation.shift()) + residue;
            long labels = 2L * 2 * bits * LABEL_BYTES;
            bytes += network.width(layer) * labels + PreparedGarbling.bytes(bits, gates, network.width(layer));
        }
        return bytes;
    }

    /** Where both parties keep their material: in one folder each, as if they were on machines of their own. */
    public record Stores(MaterialStore server, MaterialStore client) {
        public static Stores in(Path folder) {
            return new Stores(new MaterialStore(folder.resolve("server")), new MaterialStore(folder.resolve("client")));
        }
    }

    /**
     * Makes material for one inference and keeps it; returns what that cost. Its secrets come from the system's randomness, not from the seed: a folder may be emptied, and a seed that
     * a person chose would bring the same Δ back.
     */
    public Costs prepare(ReluNetwork network, Stores stores, NetworkProfile profile, Cancellation cancellation) {
        requireRoom(network);
        IdealLinear ideal = new IdealLinear(network.field());
        AtomicReference<ServerMaterial> made = new AtomicReference<>();
        Outcome<ClientMaterial> outcome = new Encounter(profile, wiretap).run(
                endpoint -> made.set(ofServer(network, ideal, endpoint, Seed.fresh())),
                endpoint -> ofClient(network, ideal, endpoint, Seed.fresh()), ideal, cancellation);
        long number = Math.max(stores.server().nextNumber(), stores.client().nextNumber());
        stores.server().put(number, Purpose.ofServer(form, network), made.get().sections());
        stores.client().put(number, Purpose.ofClient(form, network), outcome.result().sections());
        return outcome.costs();
    }

    /** The numbers of the pieces that both parties have for this protocol and network, and neither has used. */
    public List<Long> fresh(ReluNetwork network, Stores stores) {
        List<Long> ofServer = stores.server().fresh(Purpose.ofServer(form, network));
        return stores.client().fresh(Purpose.ofClient(form, network)).stream().filter(ofServer::contains).toList();
    }

    /**
     * An inference with the oldest material that both parties have. Each party takes its own, which marks it used on disk, before it sends anything of it; where the inference then
     * fails, the material is gone.
     */
    public Outcome<long[]> inferPrepared(ReluNetwork network, Stores stores, long[] input, NetworkProfile profile,
            Cancellation cancellation) {
        requireInput(network, input);
        List<Long> both = fresh(network, stores);
        if (both.isEmpty()) {
            throw new UserMistake("There is no material left for " + name() + " and this network that was not used. Prepare more.");
        }
        Purpose ofServer = Purpose.ofServer(form, network);
        Purpose ofClient = Purpose.ofClient(form, network);
        IdealLinear ideal = new IdealLinear(network.field());
        return new Encounter(profile, wiretap).run(endpoint -> {
            long number = endpoint.channelTo(Encounter.CLIENT).receive(1)[0];
            if (!stores.server().fresh(ofServer).contains(number)) {
                throw new Abort("the client asks for material that is not there, or was used before");
            }
            ServerMaterial material = ServerMaterial.of(stores.server().take(number, ofServer));
            endpoint.meter().in(ONLINE, () -> new OnlinePhase.Server(network, form.checked(), material, endpoint).run());
        }, endpoint -> {
            ClientMaterial material = ClientMaterial.of(stores.client().take(both.getFirst(), ofClient));
            endpoint.channelTo(Encounter.SERVER).send(new long[] {both.getFirst()});
            return endpoint.meter().in(ONLINE,
                    () -> new OnlinePhase.Client(network, form.checked(), material, endpoint, tampering).run(input));
        }, ideal, cancellation);
    }
}
