package org.siguard.mpc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.siguard.net.Party;
import org.siguard.net.Prediction;
import org.siguard.net.Traffic;

/**
 * What a computation cost.
 *
 * @param byParty      for each party its costs by operation path
 * @param offline      those whose work depends on no input and can be done beforehand
 * @param predictions  what it would cost on the protocol that the clear twin keeps account for, by operation path
 * @param latencyNanos the client's clock when it had the result
 */
public record Costs(Map<Party, Map<String, Traffic>> byParty, Set<Party> offline, Map<String, Prediction> predictions, long latencyNanos) {
    /** What all parties together spent in an operation and everything inside it. */
    public Traffic of(String operation) {
        return online(operation).beside(offline(operation));
    }

    /** What was spent while the client waited. */
    public Traffic online(String operation) {
        return of(operation, party -> !offline.contains(party));
    }

    /** What those spent whose work can be done beforehand. */
    public Traffic offline(String operation) {
        return of(operation, offline::contains);
    }

    /** What one party spent in an operation and everything inside it. */
    public Traffic of(Party party, String operation) {
        return sum(byParty.get(party), operation);
    }

    private Traffic of(String operation, Predicate<Party> who) {
        Traffic total = Traffic.NONE;
        for (Map.Entry<Party, Map<String, Traffic>> party : byParty.entrySet()) {
            if (who.test(party.getKey())) {
                total = total.beside(sum(party.getValue(), operation));
            }
        }
        return total;
    }

    /**
     * What operations cost that come one after another, from the first of the computation on. Their rounds are how much further each
     * leaves the party that is then the furthest along the chain of messages. Parties need not be in step: with a dealer, one server
     * has its part of an input a message before the other one has, and from then on they take two steps each by turns. So the most
     * rounds that any party counted in each operation, which {@link #of} tells, would come to more than there were.
     */
    public List<Traffic> steps(List<String> operations) {
        List<TreeMap<String, Traffic>> parties = byParty.values().stream().map(TreeMap::new).toList();
        int[] reached = new int[parties.size()];
        List<Traffic> out = new ArrayList<>();
        int furthest = 0;
        for (String operation : operations) {
            Traffic total = Traffic.NONE;
            for (int i = 0; i < reached.length; i++) {
                TreeMap<String, Traffic> spent = parties.get(i);
                // What is inside it stands together: behind the slash, before what follows the slash in the alphabet.
                Traffic whole = spent.getOrDefault(operation, Traffic.NONE);
                for (Traffic part : spent.subMap(operation + "/", operation + (char) ('/' + 1)).values()) {
                    whole = whole.plus(part);
                }
                reached[i] += whole.rounds();
                total = total.beside(whole);
            }
            int now = Math.max(furthest, Arrays.stream(reached).max().orElse(0));
            out.add(new Traffic(now - furthest, total.messages(), total.bytes(), total.nanos()));
            furthest = now;
        }
        return out;
    }

    /** The whole computation. */
    public Traffic total() {
        return of("");
    }

    /** What an operation and everything inside it would cost on the protocol that the clear twin keeps account for. */
    public Prediction predicted(String operation) {
        Prediction sum = Prediction.NONE;
        for (Map.Entry<String, Prediction> entry : predictions.entrySet()) {
            if (isWithin(entry.getKey(), operation)) {
                sum = sum.plus(entry.getValue());
            }
        }
        return sum;
    }

    private static Traffic sum(Map<String, Traffic> party, String operation) {
        Traffic sum = Traffic.NONE;
        for (Map.Entry<String, Traffic> entry : party.entrySet()) {
            if (isWithin(entry.getKey(), operation)) {
                sum = sum.plus(entry.getValue());
            }
        }
        return sum;
    }

    private static boolean isWithin(String path, String operation) {
        return operation.isEmpty() || path.equals(operation) || path.startsWith(operation + "/");
    }

    /** Costs by operation path, over all parties. */
    public Map<String, Traffic> byOperation() {
        return byOperation(byParty.keySet());
    }

    /** Costs by operation path, over some of the parties. */
    public Map<String, Traffic> byOperation(Collection<Party> parties) {
        Map<String, Traffic> out = new LinkedHashMap<>();
        parties.forEach(party -> byParty.get(party).forEach((path, traffic) -> out.merge(path, traffic, Traffic::beside)));
        return out;
    }
}
