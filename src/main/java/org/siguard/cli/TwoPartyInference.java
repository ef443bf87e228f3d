package org.siguard.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.siguard.base.Cancellation;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.model.FieldNetwork;
import org.siguard.model.Model;
import org.siguard.model.PlainInference;
import org.siguard.mpc.Costs;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.simc.ModelExtraction;
import org.siguard.mpc.simc.Tampering;
import org.siguard.mpc.simc.TwoPartyProtocol;
import org.siguard.mpc.simc.TwoPartyProtocols;
import org.siguard.mpc.simc.field.Abort;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.Seed;
import org.siguard.train.sample.Sample;

/** {@code siguard infer} on an engine of two parties, of which the client may cheat: it shows what that does. */
final class TwoPartyInference {
    private final String name;
    private final Model model;
    private final FieldNetwork network;
    private final Function<Tampering, TwoPartyProtocol> protocols;
    private final TwoPartyProtocol protocol;
    private final Tampering tampering;
    private final NetworkProfile profile;
    private final long seed;
    private KeptMaterial material;

    /** @param tamper the client's tampering as a user writes it; null for an honest one */
    TwoPartyInference(String name, Model model, String engine, String tamper, NetworkProfile profile, long seed) {
        this.name = name;
        this.model = model;
        this.network = FieldNetwork.of(model);
        this.tampering = tamper == null ? Tampering.NONE : tampering(tamper);
        // Not from the seed: who asks again after a client was thrown out must meet other secrets. Outputs are the same whatever these are.
        this.protocols = TwoPartyProtocols.byName(engine, Seed.fresh());
        this.protocol = protocols.apply(tampering);
        this.profile = profile;
        this.seed = seed;
    }

    static List<String> engines() {
        return TwoPartyProtocols.names();
    }

    /** Attacks instead: a client that steals the last layer, row by row as it goes. */
    void extract(long[] input, int most, PrintWriter out, Cancellation cancellation) {
        out.printf("%s on %s: a client that shifts its share of the last layer's input by one%n%n", name, protocol.name());
        ModelExtraction attack = ModelExtraction.of(network.network(), protocols, input, most, column -> {
            out.printf("column %4d: %s%n", column.index(), column.learnt() ? shown(column) : "nothing; the server ended the inference");
            out.flush();
        }, cancellation);
        out.printf("%n%d queries: %d of %d columns learnt exactly, %d queries ended by the server.%n", attack.queries(), attack.correct(),
                attack.columns().size(), attack.aborted());
    }

    /** The same as one answer at the end, for a program. */
    void extractAsJson(long[] input, int most, PrintWriter out, Cancellation cancellation) {
        ModelExtraction attack = ModelExtraction.of(network.network(), protocols, input, most, column -> {
        }, cancellation);
        ObjectNode told = JsonObject.create().put("model", name).put("engine", protocol.name()).put("queries", attack.queries())
                .put("aborted", attack.aborted()).put("learntExactly", attack.correct());
        ArrayNode columns = told.putArray("columns");
        for (ModelExtraction.Column column : attack.columns()) {
            ArrayNode weights = columns.addObject().put("index", column.index()).put("exact", column.isCorrect()).putArray("weights");
            Arrays.stream(column.weights()).forEach(weight -> weights.add(Math.scalb((double) weight, -FieldNetwork.FRACTIONAL_BITS)));
        }
        out.println(told.toPrettyString());
        out.flush();
    }

    private String shown(ModelExtraction.Column column) {
        String weights = Arrays.stream(column.weights()).limit(6)
                .mapToObj(weight -> String.format(Locale.ROOT, "%9.5f", Math.scalb((double) weight, -FieldNetwork.FRACTIONAL_BITS)))
                .collect(Collectors.joining(" "));
        return weights + (column.weights().length > 6 ? " …" : "")
                + (column.isCorrect() ? "   as the model has them" : "   not the model's");
    }

    long[] encode(float[] record) {
        return network.encode(record);
    }

    /** A kind, a layer and an index, such as {@code linear-share:1:3}; layer and index may be left out. */
    private Tampering tampering(String text) {
        String[] parts = text.split(":", -1);
        Tampering.Kind kind = Arrays.stream(Tampering.Kind.values()).filter(each -> each.label().equals(parts[0])).findFirst()
                .orElseThrow(() -> new UserMistake("--tamper " + text + ": there is no such way to cheat; there are "
                        + Arrays.stream(Tampering.Kind.values()).map(Tampering.Kind::label).collect(Collectors.joining(", ")) + "."));
        boolean linear = kind.isAtLinearLayer();
        int layers = network.network().layers().size();
        if (layers == 1 && kind != Tampering.Kind.NONE) {
            throw new UserMistake(
                    "--tamper " + text + ": a network of one layer has no share to cheat with. Take one with an activation in it.");
        }
        try {
            int layer = parts.length > 1 ? Integer.parseInt(parts[1]) : linear ? 1 : 0;
            int index = parts.length > 2 ? Integer.parseInt(parts[2]) : 0;
            int last = linear ? layers - 1 : layers - 2;
            if (parts.length > 3 || layer < (linear ? 1 : 0) || layer > last || index < 0) {
                throw new UserMistake("--tamper " + text + ": the layer must be " + (linear ? 1 : 0) + " to " + last
                        + " for this network, and the index 0 or more.");
            }
            return Tampering.of(kind, layer, index);
        } catch (NumberFormatException e) {
            throw new UserMistake("--tamper " + text + ": write a kind, a layer and an index, such as linear-share:1:3.");
        }
    }

    /** A guard behind it, for one record. */
    void guard(Sample sample, String guard, String engine, float[] record, boolean json, PrintWriter out, Cancellation cancellation) {
        try {
            GuardedAnswer answer = GuardedAnswer.of(sample, protocol, guard, engine, record, profile, seed, cancellation);
            if (json) {
                out.println(answer.json(name, profile).toPrettyString());
            } else {
                answer.print(name, profile, out);
            }
        } catch (Abort e) {
            tellAbort(e, json, out);
        }
    }

    /** From now on with what was prepared in this folder. */
    KeptMaterial with(Path folder) {
        material = KeptMaterial.in(folder, protocol, network.network());
        return material;
    }

    /** Prepares in this folder, and infers nothing. */
    void prepare(Path folder, int pieces, boolean json, PrintWriter out, Cancellation cancellation) {
        try {
            with(folder).prepare(name, pieces, profile, json, out, cancellation);
        } catch (Abort e) {
            tellAbort(e, json, out);
        }
    }

    private Outcome<long[]> infer(float[] record, Cancellation cancellation) {
        long[] input = network.encode(record);
        return material == null ? protocol.infer(network.network(), input, profile, cancellation)
                : material.infer(input, profile, cancellation);
    }

    private List<String> phases() {
        return material == null ? TwoPartyProtocols.phases(protocol.name()) : KeptMaterial.onlinePhases();
    }

    /** Infers every record, one after another, and tells what came of it. */
    void run(List<float[]> records, boolean json, PrintWriter out, Cancellation cancellation) {
        List<long[]> logits = new ArrayList<>();
        Costs costs = null;
        try {
            for (float[] record : records) {
                Outcome<long[]> outcome = infer(record, cancellation);
                logits.add(outcome.result());
                costs = outcome.costs();
            }
        } catch (Abort e) {
            tellAbort(e, json, out);
            return;
        }
        if (json) {
            out.println(told(records, logits, costs).toPrettyString());
        } else {
            print(records, logits, costs, out);
        }
    }

    private void tellAbort(Abort abort, boolean json, PrintWriter out) {
        if (json) {
            out.println(JsonObject.create().put("model", name).put("engine", protocol.name()).put("tampering", tampering.kind().label())
                    .put("aborted", true).put("reason", abort.getMessage()).toPrettyString());
        } else {
            out.printf(
                    "The client cheated (%s, layer %d, index %d).%nThe server ended the inference: %s. "
                            + "Its share of the output was not sent.%n",
                    tampering.kind().label(), tampering.layer(), tampering.index(), abort.getMessage());
        }
    }

    private int equal(List<float[]> records, List<long[]> logits) {
        int equal = 0;
        for (int i = 0; i < logits.size(); i++) {
            equal += Arrays.equals(network.network().plain(network.encode(records.get(i))), logits.get(i)) ? 1 : 0;
        }
        return equal;
    }

    private int sameTop(List<float[]> records, List<long[]> logits) {
        double[][] plain = new PlainInference(model).logits(records);
        int same = 0;
        for (int i = 0; i < plain.length; i++) {
            same += top(plain[i]) == top(network.decode(logits.get(i))) ? 1 : 0;
        }
        return same;
    }

    static int top(double[] logits) {
        int top = 0;
        for (int k = 1; k < logits.length; k++) {
            top = logits[k] > logits[top] ? k : top;
        }
        return top;
    }

    private void print(List<float[]> records, List<long[]> logits, Costs costs, PrintWriter out) {
        out.printf(Locale.ROOT, "%s, one at a time, on %s over %s: a server that owns the model, and a client%s%n%n", name,
                protocol.name(), profile.name(),
                TwoPartyProtocols.isChecked(protocol.name()) ? " that may cheat" : " that must not cheat");
        PhaseTable.head(out);
        PhaseTable.rows(out, phases(), costs);
        PhaseTable.row(out, "total", costs.total(), costs.predicted(""));
        out.printf(Locale.ROOT,
                "%nLatency at the client %.3f s (computing measured, network time computed from %s). Homomorphic encryption of the linear "
                        + "layers is modelled, not run: its bytes are in a column of their own, and its time is in none.%n",
                costs.latencyNanos() / 1e9, profile.name());
        out.printf(
                "Logits equal those of the plain fixed-point network, bit for bit, in %d of %d; "
                        + "the top class is that of floating point in %d.%n",
                equal(records, logits), records.size(), sameTop(records, logits));
    }

    private ObjectNode told(List<float[]> records, List<long[]> logits, Costs costs) {
        ObjectNode told = JsonObject.create().put("model", name).put("engine", protocol.name()).put("network", profile.name())
                .put("tampering", tampering.kind().label()).put("aborted", false).put("latencySeconds", costs.latencyNanos() / 1e9);
        PhaseTable.json(told.withArray("phases"), phases(), costs);
        told.putObject("agreement").put("records", records.size()).put("equalToFixedPoint", equal(records, logits))
                .put("sameTopAsFloatingPoint", sameTop(records, logits));
        for (long[] each : logits) {
            var entry = told.withArray("predictions").addObject().put("class", top(network.decode(each))).putArray("logits");
            Arrays.stream(network.decode(each)).forEach(entry::add);
        }
        return told;
    }
}
