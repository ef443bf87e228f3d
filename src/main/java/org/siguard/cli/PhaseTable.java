package org.siguard.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.siguard.mpc.Costs;
import org.siguard.net.Prediction;
import org.siguard.net.Traffic;

/** What phases of an inference between two parties cost: what was counted on the wire and what is modelled, in columns of their own. */
final class PhaseTable {
    private PhaseTable() {
    }

    static void head(PrintWriter out) {
        out.printf("%-15s %7s %12s %12s %10s%n", "phase", "rounds", "MB counted", "MB modelled", "ms");
    }

    static void rows(PrintWriter out, List<String> phases, Costs costs) {
        for (String phase : phases) {
            row(out, phase, costs.of(phase), costs.predicted(phase));
        }
    }

    static void row(PrintWriter out, String phase, Traffic counted, Prediction modelled) {
        out.printf(Locale.ROOT, "%-15s %7d %12.3f %12.3f %10.1f%n", phase, counted.rounds() + modelled.rounds(), counted.bytes() / 1e6,
                modelled.bytes() / 1e6, counted.nanos() / 1e6);
    }

    static void json(ArrayNode to, List<String> phases, Costs costs) {
        for (String phase : phases) {
            Traffic counted = costs.of(phase);
            Prediction modelled = costs.predicted(phase);
            to.addObject().put("name", phase).put("rounds", counted.rounds() + modelled.rounds()).put("countedBytes", counted.bytes())
                    .put("modelledBytes", modelled.bytes()).put("seconds", counted.nanos() / 1e9);
        }
    }
}
