package org.siguard.mpc.simc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.mpc.LinearRelu;
import org.siguard.mpc.simc.field.Abort;
import org.siguard.net.NetworkProfile;

/**
 * A client that steals the last layer: it asks once honestly, then once for every number that goes into the layer, its share of which it makes larger by one. The outputs differ by
 * that number's weights. So n + 1 queries give n columns, exactly, where nothing notices; where something does, each such query is ended and nothing is learnt.
 *
 * @param columns what was learnt, from the first column on
 * @param aborted how many queries the server ended
 */
public record ModelExtraction(List<Column> columns, int queries, int aborted) {
    /**
     * The weights of one number.
     *
     * @param weights as the outputs tell them; empty where the server ended the query
     * @param truth   as the network has them, which only whoever shows the attack can know
     */
    public record Column(int index, long[] weights, long[] truth) {
        public boolean learnt() {
            return weights.length > 0;
        }

        public boolean isCorrect() {
            return Arrays.equals(weights, truth);
        }
    }

    /** How many columns were learnt, and are the true ones. */
    public int correct() {
        return (int) columns.stream().filter(Column::isCorrect).count();
    }

    /**
     * Attacks.
     *
     * @param protocol for a client that cheats so
     * @param most     columns at most
     * @param told     of each column, as it comes
     */
    public static ModelExtraction of(ReluNetwork network, Function<Tampering, ? extends LinearRelu<ReluNetwork>> protocol, long[] input,
            int most,
            Consumer<Column> told, Cancellation cancellation) {
        int last = network.layers().size() - 1;
        if (last == 0) {
            throw new UserMistake(
                    "A network of one layer has no share to shift: its outputs alone give it away. Take one with an activation in it.");
        }
        LinearLayer layer = network.layers().get(last);
        long[] before = protocol.apply(Tampering.NONE).infer(network, input, NetworkProfile.IN_PROCESS, cancellation).result();
        List<Column> columns = new ArrayList<>();
        int aborted = 0;
        int count = Math.min(most, layer.inputs());
        for (int i = 0; i < count; i++) {
            long[] learnt = new long[0];
            try {
                long[] after = protocol.apply(Tampering.of(Tampering.Kind.LINEAR_SHARE, last, i))
                        .infer(network, input, NetworkProfile.IN_PROCESS, cancellation).result();
                learnt = network.field().toSigned(network.field().subtract(network.field().reduce(after), network.field().reduce(before)));
            } catch (Abort e) {
                aborted++;
            }
            long[] unit = new long[layer.inputs()];
            unit[i] = 1;
            long[] truth = network.field().toSigned(layer.product(network.field(), unit));
            columns.add(new Column(i, learnt, truth));
            told.accept(columns.getLast());
        }
        return new ModelExtraction(List.copyOf(columns), count + 1, aborted);
    }
}
