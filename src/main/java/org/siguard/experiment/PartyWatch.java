package org.siguard.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.siguard.net.Channel;
import org.siguard.net.Party;
import org.siguard.net.Wiretap;

/** Sees what each party is at while a computation runs, and nothing of what its messages say. */
final class PartyWatch implements Wiretap {
    private static final int WORD_BYTES = Long.BYTES;

    private final Map<Party, Counts> parties = new LinkedHashMap<>();

    /** Written by the party's own thread alone, and read by whoever wants to see. */
    private static final class Counts {
        private final AtomicLong messages = new AtomicLong();
        private final AtomicLong words = new AtomicLong();
        private volatile boolean waiting;

        void sent(int count) {
            messages.setOpaque(messages.getPlain() + 1);
            words.setOpaque(words.getPlain() + count);
        }
    }

    @Override
    public synchronized Channel tap(Party party, Channel channel) {
        return new Watched(channel, parties.computeIfAbsent(party, any -> new Counts()));
    }

    synchronized List<RunEvent.PartyActivity> now() {
        List<RunEvent.PartyActivity> out = new ArrayList<>();
        parties.forEach((party, counts) -> out.add(new RunEvent.PartyActivity(party.name(), counts.messages.getOpaque(),
                WORD_BYTES * counts.words.getOpaque(), counts.waiting)));
        return out;
    }

    private record Watched(Channel channel, Counts counts) implements Channel {
        @Override
        public Party other() {
            return channel.other();
        }

        @Override
        public void send(long[] words) {
            counts.sent(words.length);
            channel.send(words);
        }

        @Override
        public long[] receive() {
            counts.waiting = true;
            try {
                return channel.receive();
            } finally {
                counts.waiting = false;
            }
        }
    }
}
