package org.siguard.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.siguard.base.Cancellation;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Defence;
import org.siguard.experiment.Engines;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.GuardedTwoParty;
import org.siguard.guard.OutputGuard;
import org.siguard.model.FieldNetwork;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.simc.TwoPartyProtocol;
import org.siguard.mpc.simc.TwoPartyProtocols;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Prediction;
import org.siguard.ring.Seed;
import org.siguard.train.sample.Sample;

/** {@code siguard infer --engine simc --guard G}: a guard on servers of its own, behind an inference between two parties. */
final class GuardedAnswer {
    private static final List<String> PHASES = List.of(GuardedTwoParty.SECRETS, GuardedTwoParty.HANDING_OVER, GuardedTwoParty.CONVERSION,
            GuardedTwoParty.GUARD, GuardedTwoParty.RELEASE);
    private static final int SHOWN = 10;

    private final TwoPartyProtocol protocol;
    private final FieldNetwork network;
    private final OutputGuard guard;
    private final Protocol engine;
    private final float[] record;
    private final GuardedTwoParty answer;

    private GuardedAnswer(TwoPartyProtocol protocol, FieldNetwork network, OutputGuard guard, Protocol engine, float[] record,
            GuardedTwoParty answer) {
        this.protocol = protocol;
        this.network = network;
        this.guard = guard;
        this.engine = engine;
        this.record = record;
        this.answer = answer;
    }

    /**
     * Asks one record.
     *
     * @param guard      by name
     * @param engineName of the guard's servers
     */
    static GuardedAnswer of(Sample sample, TwoPartyProtocol protocol, String guard, String engineName, float[] record,
            NetworkProfile profile, long seed, Cancellation cancellation) {
        if (!Engines.names().contains(engineName)) {
            throw new UserMistake("--guard-engine " + engineName + ": a guard runs on " + String.join(" or ", Engines.names()) + ".");
        }
        Experiment experiment = Experiment.standard().with(Experiment.GUARD.key(), guard);
        OutputGuard made = new Defence(sample, experiment).forOneQuery();
        if (!made.worksOnShares()) {
            throw new UserMistake("--guard " + guard + ": does not work on shares, so it cannot stand behind " + protocol.name()
                    + ". Take siguard, or one of its presets such as siguard-brief.");
        }
        FieldNetwork network = FieldNetwork.of(sample.target());
        Protocol engine = Engines.byName(engineName);
        return new GuardedAnswer(protocol, network, made, engine, record,
                GuardedTwoParty.of(network, protocol, made, engine, record, profile, Seed.of(seed).derive("guard"), cancellation));
    }

    private double[] logits() {
        return network.decode(network.network().plain(network.encode(record)));
    }

    void print(String model, NetworkProfile profile, PrintWriter out) {
        out.printf("%s on %s, then %s on %s, over %s%n%n", model, protocol.name(), guard.name(), engine.name(), profile.name());
        PhaseTable.head(out);
        List<String> phases = TwoPartyProtocols.phases(protocol.name()).stream().filter(phase -> !phase.endsWith("release")).toList();
        PhaseTable.rows(out, phases, answer.inference());
        for (String phase : PHASES) {
            PhaseTable.row(out, phase, answer.guard().of(phase), Prediction.NONE);
        }
        PhaseTable.row(out, "total", answer.inference().total().plus(answer.guard().total()), answer.inference().predicted(""));
        out.printf(Locale.ROOT,
                "%nLatency: %.3f s up to %s's last check, %.3f s of the guard, its secrets' sharing among them (computing measured, network "
                        + "time computed from %s). Nobody was told the logits.%n",
                answer.inference().latencyNanos() / 1e9, protocol.name(), answer.guard().latencyNanos() / 1e9, profile.name());
        out.printf("Released: %s%s; top class %d, the plain network's is %d.%n",
                Arrays.stream(answer.released()).limit(SHOWN).mapToObj(each -> String.format(Locale.ROOT, "%.3f", each))
                        .collect(Collectors.joining(" ")),
                answer.released().length > SHOWN ? " …" : "", TwoPartyInference.top(answer.released()), TwoPartyInference.top(logits()));
    }

    ObjectNode json(String model, NetworkProfile profile) {
        ObjectNode told = JsonObject.create().put("model", model).put("engine", protocol.name()).put("guard", guard.name())
                .put("guardEngine", engine.name()).put("network", profile.name()).put("aborted", false);
        ArrayNode phases = told.withArray("phases");
        PhaseTable.json(phases, TwoPartyProtocols.phases(protocol.name()), answer.inference());
        PhaseTable.json(phases, PHASES, answer.guard());
        told.put("inferenceSeconds", answer.inference().latencyNanos() / 1e9).put("guardSeconds", answer.guard().latencyNanos() / 1e9);
        Arrays.stream(answer.released()).forEach(told.putArray("released")::add);
        return told.put("class", TwoPartyInference.top(answer.released())).put("plainClass", TwoPartyInference.top(logits()));
    }
}
