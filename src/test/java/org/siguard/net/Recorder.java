package org.siguard.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/**
 * Keeps every word that every party is sent: its view, but for its own seeds and inputs. And every word that it sends, which is more
 * than what others take where a run is ended. Hand it to {@code Computation.withWiretap} or to a {@link LocalNetwork}, and read it
 * when the run is over.
 */
public final class Recorder implements Wiretap {
    private final Map<Party, List<Received>> views = new ConcurrentHashMap<>();
    private final Map<Party, List<long[]>> sent = new ConcurrentHashMap<>();

    /** One message, in the order in which the party took them. */
    public record Received(Party from, long[] words) {
    }

    @Override
    public Channel tap(Party party, Channel channel) {
        List<Received> view = views.computeIfAbsent(party, key -> new ArrayList<>());
        List<long[]> mine = sent.computeIfAbsent(party, key -> new ArrayList<>());
        return new Channel() {
            @Override
            public Party other() {
                return channel.other();
            }

            @Override
            public void send(long[] words) {
                mine.add(words.clone());
                channel.send(words);
            }

            @Override
            public long[] receive() {
                long[] words = channel.receive();
                view.add(new Received(other(), words.clone()));
                return words;
            }
        };
    }

    /** All messages that the party took. */
    public List<Received> messages(Party party) {
        return List.copyOf(views.getOrDefault(party, List.of()));
    }

    /** All words that the party took, one message after the other. */
    public long[] words(Party party) {
        return messages(party).stream().flatMapToLong(message -> LongStream.of(message.words())).toArray();
    }

    /** All messages that the party sent, to whomever, in that order; also where nobody took them any more. */
    public List<long[]> sent(Party party) {
        return List.copyOf(sent.getOrDefault(party, List.of()));
    }

    /** How many words each of them has. */
    public List<Integer> sentSizes(Party party) {
        return sent(party).stream().map(words -> words.length).toList();
    }

    public void clear() {
        views.values().forEach(List::clear);
        sent.values().forEach(List::clear);
    }
}
