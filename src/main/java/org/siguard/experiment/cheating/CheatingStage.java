package org.siguard.experiment.cheating;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.data.Draws;
import org.siguard.experiment.LocalRunner;
import org.siguard.model.FieldNetwork;
import org.siguard.model.Model;
import org.siguard.model.Zoo;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.simc.ModelExtraction;
import org.siguard.mpc.simc.Tampering;
import org.siguard.mpc.simc.TwoPartyProtocols;
import org.siguard.mpc.simc.field.Abort;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.Seed;

/**
 * Where a client cheats and somebody watches. The network is kept from one question to the next; every inference has secrets of its own. One thread at a time.
 */
public final class CheatingStage {
    private final LocalRunner.SampleFinder samples;
    private String name = "";
    private FieldNetwork network;
    private float[] record;

    public CheatingStage(LocalRunner.SampleFinder samples) {
        this.samples = samples;
    }

    /** One inference. */
    public CheatedRun ask(Cheat cheat, NetworkProfile profile, Progress progress, Cancellation cancellation) {
        find(cheat.model(), progress, cancellation);
        Tampering how = placed(cheat.tampering());
        progress.report("server and client compute", 0.2);
        long[] input = network.encode(record);
        double[] honest = network.decode(network.network().plain(input));
        try {
            Outcome<long[]> outcome =
                    TwoPartyProtocols.byName(cheat.protocol(), Seed.fresh()).apply(how).infer(network.network(), input, profile,
                            cancellation);
            return new CheatedRun(cheat, "", network.decode(outcome.result()), honest, Optional.of(outcome.costs()));
        } catch (Abort e) {
            return new CheatedRun(cheat, e.getMessage(), new double[0], honest, Optional.empty());
        }
    }

    /**
     * The theft of the last layer; returns how many queries it took.
     *
     * @param most rows at most
     * @param told of each row, as it comes
     */
    public int steal(String model, String protocol, int most, Consumer<StolenRow> told, Progress progress, Cancellation cancellation) {
        find(model, progress, cancellation);
        int rows = Math.min(most, network.network().layers().getLast().inputs());
        return ModelExtraction
                .of(network.network(), TwoPartyProtocols.byName(protocol, Seed.fresh()), network.encode(record), most, column -> {
                    progress.report("row " + (column.index() + 1) + " of " + rows, (column.index() + 1.0) / rows);
                    told.accept(new StolenRow(column.index(), decoded(column.weights()), decoded(column.truth())));
                }, cancellation).queries();
    }

    /** Where the network has no such layer, at its last one. */
    private Tampering placed(Tampering how) {
        if (network.network().activations().isEmpty() && how.kind() != Tampering.Kind.NONE) {
            throw new UserMistake("A network of one layer has no share to cheat with. Take one with an activation in it.");
        }
        int last = network.network().layers().size() - (how.kind().isAtLinearLayer() ? 1 : 2);
        return new Tampering(how.kind(), Math.min(how.layer(), last), how.index(), how.by());
    }

    private void find(String model, Progress progress, Cancellation cancellation) {
        if (name.equals(model)) {
            return;
        }
        progress.report("finding " + model, 0);
        Model found = Zoo.has(model) ? Zoo.build(model, 1, 1) : samples.find(model, progress, cancellation).target();
        network = FieldNetwork.of(found);
        Draws draws = Draws.of(Seed.of(1).derive("record"));
        record = new float[network.network().inputs()];
        for (int i = 0; i < record.length; i++) {
            record[i] = (float) (Math.sqrt(3) * (2 * draws.uniform() - 1));
        }
        name = model;
    }

    private double[] decoded(long[] weights) {
        return Arrays.stream(weights).mapToDouble(weight -> Math.scalb((double) weight, -FieldNetwork.FRACTIONAL_BITS)).toArray();
    }
}
