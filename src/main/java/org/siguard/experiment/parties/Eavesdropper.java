package org.siguard.experiment.parties;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.siguard.net.Channel;
import org.siguard.net.Party;
import org.siguard.net.TrafficMeter;
import org.siguard.net.Wiretap;

/**
 * Notes every message when it is taken: who sent it, how long it is, in which round, and what the receiver was doing. The words themselves
 * it leaves alone. Rounds are counted as the parties' own clocks count them: a message belongs to the round after the last one that its
 * sender had heard of.
 */
final class Eavesdropper implements Wiretap {
    private final List<Party> offline;
    private final Messages.Gathering gathering;
    private final Map<Party, TrafficMeter> meters = new ConcurrentHashMap<>();
    private final Map<Way, Queue<Integer>> underWay = new ConcurrentHashMap<>();
    private final Map<Party, Reached> reached = new ConcurrentHashMap<>();

    /** @param offline those whose messages were ready beforehand: nobody waits for them */
    Eavesdropper(List<Party> parties, List<Party> offline) {
        this.offline = List.copyOf(offline);
        this.gathering = new Messages.Gathering(parties);
    }

    private record Way(Party from, Party to) {
    }

    /** The last round a party has heard of; its own thread alone uses it. */
    private static final class Reached {
        private int round;
    }

    /** A party tells where it counts: from there it is known what it is at. */
    void meets(TrafficMeter meter) {
        meters.put(meter.party(), meter);
    }

    Messages messages() {
        return gathering.done();
    }

    @Override
    public Channel tap(Party party, Channel channel) {
        Reached mine = reached.computeIfAbsent(party, any -> new Reached());
        Queue<Integer> out = way(party, channel.other());
        Queue<Integer> in = way(channel.other(), party);
        return new Channel() {
            @Override
            public Party other() {
                return channel.other();
            }

            @Override
            public void send(long[] words) {
                out.add(offline.contains(party) ? 0 : mine.round + 1);
                channel.send(words);
            }

            @Override
            public long[] receive() {
                long[] words = channel.receive();
                mine.round = Math.max(mine.round, in.remove());
                TrafficMeter meter = meters.get(party);
                gathering.add(mine.round, channel.other(), party, words.length, meter == null ? "" : meter.path());
                return words;
            }
        };
    }

    private Queue<Integer> way(Party from, Party to) {
        return underWay.computeIfAbsent(new Way(from, to), any -> new ConcurrentLinkedQueue<>());
    }
}
