package org.siguard.experiment.parties;

import java.util.List;
import java.util.Map;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.query.Candidate;
import org.siguard.net.Party;
import org.siguard.net.Traffic;

/**
 * One guarded query as the parties went through it.
 *
 * @param experiment  that it was asked in
 * @param subject     the record
 * @param outsiders   client and model owner
 * @param servers     of the engine
 * @param messages    that passed
 * @param holdings    what servers held, of each secret
 * @param costs       of each party, by operation path
 * @param query       the record in fixed point: what the shares of it sum up to, which the client alone knows
 * @param released    what the client was given, which it alone knows
 */
public record Conversation(Experiment experiment, Candidate subject, List<Party> outsiders, List<Party> servers, Messages messages,
        List<Holding> holdings, Map<Party, Map<String, Traffic>> costs, long[] query, double[] released) {
    public Conversation {
        outsiders = List.copyOf(outsiders);
        servers = List.copyOf(servers);
        holdings = List.copyOf(holdings);
        costs = Map.copyOf(costs);
    }

    /** What a server held of a secret. */
    public Holding holding(Party server, String secret) {
        return holdings.stream().filter(each -> each.server().equals(server) && each.secret().equals(secret)).findFirst().orElseThrow();
    }

    /** What all parties together spent in an operation and everything inside it; all of it for an empty path. */
    public Traffic spent(Party party, String operation) {
        Traffic sum = Traffic.NONE;
        for (Map.Entry<String, Traffic> entry : costs.get(party).entrySet()) {
            if (operation.isEmpty() || entry.getKey().equals(operation) || entry.getKey().startsWith(operation + "/")) {
                sum = sum.plus(entry.getValue());
            }
        }
        return sum;
    }
}
