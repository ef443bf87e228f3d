package org.siguard.experiment.parties;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.siguard.net.Party;

/**
 * Messages in the order of their rounds, packed tightly: a guarded query has tens of thousands of them. A round is one step of the longest
 * chain of messages of which each could only be sent after the one before had come.
 */
public final class Messages {
    private final List<Party> parties;
    private final List<String> operations;
    private final long[] packed;
    private final int[] firstOf;
    private final boolean complete;

    /**
     * One message.
     *
     * @param round     that it belongs to, from 1; those that were dealt beforehand stand in the round that they were used in
     * @param from      who sent it
     * @param to        who was waiting for it
     * @param words     of 64 bits
     * @param operation that the receiver was at, with those around it
     */
    public record Message(int round, Party from, Party to, int words, String operation) {
        public long bytes() {
            return 8L * words;
        }
    }

    private Messages(List<Party> parties, List<String> operations, long[] packed, boolean complete) {
        this.parties = parties;
        this.operations = operations;
        this.packed = packed;
        this.complete = complete;
        int rounds = packed.length == 0 ? 0 : round(packed[packed.length - 1]);
        firstOf = new int[rounds + 2];
        int at = 0;
        for (int round = 0; round < firstOf.length; round++) {
            while (at < packed.length && round(packed[at]) < round) {
                at++;
            }
            firstOf[round] = at;
        }
    }

    private static int round(long packed) {
        return (int) (packed >>> 44);
    }

    public List<Party> parties() {
        return parties;
    }

    /** The number of the last round. */
    public int rounds() {
        return firstOf.length - 2;
    }

    public int size() {
        return packed.length;
    }

    /** Whether these are all that there were; a very long conversation is cut off. */
    public boolean complete() {
        return complete;
    }

    /** The messages of the rounds from one to another, the last one not included. */
    public List<Message> between(int firstRound, int endRound) {
        int from = firstOf[Math.clamp(firstRound, 0, firstOf.length - 1)];
        int to = firstOf[Math.clamp(endRound, 0, firstOf.length - 1)];
        List<Message> out = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            out.add(message(i));
        }
        return out;
    }

    private Message message(int i) {
        long word = packed[i];
        return new Message(round(word), parties.get((int) (word >>> 40) & 15), parties.get((int) (word >>> 36) & 15),
                (int) (word & 0xff_ffff), operations.get((int) (word >>> 24) & 0xfff));
    }

    /** What passed in a stretch of rounds. */
    public record Stretch(int firstRound, int endRound, Map<Party, Long> sentBytes, String phase) {
        public Stretch {
            sentBytes = Map.copyOf(sentBytes);
        }
    }

    /** The whole conversation in about so many stretches of equal length: bytes sent by each party, and the phase most messages are of. */
    public List<Stretch> stretches(int count) {
        int length = Math.max(1, (rounds() + count) / Math.max(1, count));
        List<Stretch> out = new ArrayList<>();
        for (int first = 0; first <= rounds(); first += length) {
            Map<Party, Long> bytes = new LinkedHashMap<>();
            Map<String, Integer> phases = new LinkedHashMap<>();
            for (Message message : between(first, first + length)) {
                bytes.merge(message.from(), message.bytes(), Long::sum);
                phases.merge(phase(message.operation()), 1, Integer::sum);
            }
            String phase = phases.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse("");
            out.add(new Stretch(first, Math.min(first + length, rounds() + 1), bytes, phase));
        }
        return out;
    }

    /** The outermost operation. */
    public static String phase(String operation) {
        int slash = operation.indexOf('/');
        return slash < 0 ? operation : operation.substring(0, slash);
    }

    /** Gathers messages as they come, from any thread. */
    static final class Gathering {
        private static final int MOST = 1 << 20;
        private static final int MOST_OPERATIONS = 0xfff;
        private static final int MOST_WORDS = 0xff_ffff;
        private static final String OTHERS = "others";

        private final List<Party> parties;
        private final Map<String, Integer> operations = new LinkedHashMap<>();
        private long[] packed = new long[1 << 12];
        private int size;
        private boolean complete = true;

        Gathering(List<Party> parties) {
            this.parties = List.copyOf(parties);
        }

        synchronized void add(int round, Party from, Party to, int words, String operation) {
            if (size == MOST || round >= 1 << 19) {
                complete = false;
                return;
            }
            if (size == packed.length) {
                packed = Arrays.copyOf(packed, 2 * size);
            }
            String name = operations.size() < MOST_OPERATIONS || operations.containsKey(operation) ? operation : OTHERS;
            int number = operations.computeIfAbsent(name, any -> operations.size());
            packed[size++] = (long) round << 44 | (long) parties.indexOf(from) << 40 | (long) parties.indexOf(to) << 36
                    | (long) number << 24 | Math.min(words, MOST_WORDS);
        }

        /** In order of rounds; within a round by sender, receiver and operation, so that the timing of threads leaves no trace. */
        synchronized Messages done() {
            List<String> names = new ArrayList<>(operations.keySet());
            List<String> sorted = names.stream().sorted().toList();
            long[] out = new long[size];
            for (int i = 0; i < size; i++) {
                long number = sorted.indexOf(names.get((int) (packed[i] >>> 24) & 0xfff));
                out[i] = packed[i] & ~(0xfffL << 24) | number << 24;
            }
            Arrays.sort(out);
            return new Messages(parties, sorted, out, complete);
        }
    }
}
