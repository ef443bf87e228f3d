package org.siguard.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.siguard.base.Cancellation;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.mpc.Costs;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.simc.PreparedProtocol;
import org.siguard.mpc.simc.ReluNetwork;
import org.siguard.mpc.simc.TwoPartyProtocol;
import org.siguard.mpc.simc.TwoPartyProtocols;
import org.siguard.net.NetworkProfile;

/** {@code siguard infer --material FOLDER}: what two parties made before there was an input, kept until there is one; each piece is for one inference. */
record KeptMaterial(PreparedProtocol protocol, ReluNetwork network, PreparedProtocol.Stores stores, Path folder) {
    static KeptMaterial in(Path folder, TwoPartyProtocol protocol, ReluNetwork network) {
        if (!(protocol instanceof PreparedProtocol prepared)) {
            throw new UserMistake("--material is for simc++, muse and delphi: " + protocol.name() + " does all its work with the input.");
        }
        return new KeptMaterial(prepared, network, PreparedProtocol.Stores.in(folder), folder);
    }

    private static List<String> phases(String under) {
        return TwoPartyProtocols.phases(PreparedProtocol.SIMC_PLUS).stream().filter(phase -> phase.startsWith(under)).toList();
    }

    static List<String> onlinePhases() {
        return phases(PreparedProtocol.ONLINE);
    }

    private int left() {
        return protocol.fresh(network, stores).size();
    }

    /** Before anything is used up. */
    void requireFor(int inferences) {
        int left = left();
        if (left < inferences) {
            throw new UserMistake("--material " + folder + ": has " + left + (left == 1 ? " piece" : " pieces") + " for " + protocol.name()
                    + " and this network, and --batch is " + inferences + "; each inference uses one up. Prepare more with --prepare.");
        }
    }

    Outcome<long[]> infer(long[] input, NetworkProfile profile, Cancellation cancellation) {
        return protocol.inferPrepared(network, stores, input, profile, cancellation);
    }

    /** Prepares so many pieces, and tells what one of them cost. */
    void prepare(String model, int pieces, NetworkProfile profile, boolean json, PrintWriter out, Cancellation cancellation) {
        Costs costs = null;
        for (int i = 0; i < pieces; i++) {
            costs = protocol.prepare(network, stores, profile, cancellation);
        }
        if (json) {
            ObjectNode told = JsonObject.create().put("model", model).put("engine", protocol.name()).put("network", profile.name())
                    .put("prepared", pieces).put("left", left());
            PhaseTable.json(told.withArray("phases"), phases(PreparedProtocol.OFFLINE), costs);
            out.println(told.toPrettyString());
        } else {
            out.printf("%s on %s over %s: prepared for %d %s; one of them took%n%n", model, protocol.name(), profile.name(), pieces,
                    pieces == 1 ? "inference" : "inferences");
            PhaseTable.head(out);
            PhaseTable.rows(out, phases(PreparedProtocol.OFFLINE), costs);
            out.printf("%n%s has material for %d, the server's and the client's in folders of their own. Each piece is used once.%n",
                    folder,
                    left());
        }
    }
}
