package org.siguard.app.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.siguard.base.JsonObject;

/**
 * What a suite found, for people and for programs.
 *
 * @param suite its name; of several, all their names, joined by +
 */
record Report(String suite, Machine machine, List<Result> results) {
    private static final String ROW = "%-24s %10s %-7s %5s %7s %12s  %-26s %10s %7s";

    /** The first lines of the table. */
    static List<String> heading(Machine machine) {
        return List.of(
                "This machine: plain loop " + shown(machine.plainGemmGmacs()) + " GMAC/s a core, " + machine.cores() + " cores, Java "
                        + machine.jdk() + ", kernels " + machine.simd() + ". A ratio above 1: we are ahead.",
                ROW.formatted("name", "median", "unit", "runs", "rounds", "bytes", "peer", "its median", "ratio").stripTrailing());
    }

    /** A row of the table. */
    static String row(Result result) {
        Peer peer = result.peer();
        return ROW.formatted(result.name(), shown(result.median()), result.unit().symbol(), result.runs(), result.rounds(), result.bytes(),
                peer == null ? "" : peer.name(), peer == null ? "" : shown(peer.median()),
                peer == null ? "" : shown(result.ratio())).stripTrailing();
    }

    ObjectNode json() {
        ObjectNode out = JsonObject.create();
        out.put("suite", suite);
        ObjectNode on = out.putObject("machine");
        on.put("plainGemmGmacs", rounded(machine.plainGemmGmacs()));
        on.put("cores", machine.cores());
        on.put("jdk", machine.jdk());
        on.put("simd", machine.simd());
        ArrayNode list = out.putArray("results");
        for (Result result : results) {
            ObjectNode line = list.addObject();
            line.put("name", result.name());
            line.put("median", rounded(result.median()));
            line.put("unit", result.unit().symbol());
            line.put("runs", result.runs());
            line.put("rounds", result.rounds());
            line.put("bytes", result.bytes());
            line.put("peer", result.peer() == null ? null : result.peer().name());
            line.put("peerMedian", result.peer() == null ? null : rounded(result.peer().median()));
            line.put("ratio", result.peer() == null ? null : rounded(result.ratio()));
        }
        return out;
    }

    private static String shown(double value) {
        return BigDecimal.valueOf(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
    }

    /** More digits would not be the same tomorrow. */
    private static Double rounded(double value) {
        return BigDecimal.valueOf(value).round(new MathContext(5)).doubleValue();
    }
}
