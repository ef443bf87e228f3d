package org.siguard.mpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siguard.base.Cancellation;
import org.siguard.mpc.dealer.DealerProtocol;
import org.siguard.mpc.math.Softmax;
import org.siguard.mpc.replicated.ReplicatedProtocol;
import org.siguard.net.Party;
import org.siguard.net.Recorder;
import org.siguard.ring.Bilinear;
import org.siguard.ring.RandomStream;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/** A mask that hides two secrets tells their difference: no word of any stream is ever used twice, in one query or in two. */
class MaskReuseTest {
    private static final int RUNS = 4;
    private static final Shape SHAPE = Shape.of(64, 10);
    private static final RingTensor INPUT = RingTensor.zeros(SHAPE);

    static Stream<Protocol> engines() {
        return Trial.secureEngines().stream();
    }

    /** A word of the stream that some parties have in common in one run, and the party that drew it there. */
    private record Place(Seed session, List<Party> stream, long counter, String party) {
    }

    /** All that was drawn by all parties in all runs. */
    private static final class Ledger implements CommonStreams {
        private final Map<Place, Long> drawn = new ConcurrentHashMap<>();
        private final Set<Place> twice = ConcurrentHashMap.newKeySet();

        @Override
        public RandomStream of(Seed session, List<Party> parties) {
            RandomStream stream = CommonStreams.DERIVED.of(session, parties);
            return new RandomStream(session) {
                private long counter;

                @Override
                public long[] next(int count) {
                    long[] words = stream.next(count);
                    for (long word : words) {
                        Place place = new Place(session, parties, counter++, Thread.currentThread().getName());
                        if (drawn.put(place, word) != null) {
                            twice.add(place);
                        }
                    }
                    return words;
                }
            };
        }
    }

    /**
     * Each party draws a word of a stream at most once, a stream belongs to one run, and no word occurs in two streams or at two places
     * of one. Several parties may draw the same word at the same place: that is what they have in common.
     */
    @ParameterizedTest
    @ValueSource(strings = {"replicated", "dealer"})
    void noWordIsDrawnTwice(String engine) {
        Ledger ledger = new Ledger();
        Protocol protocol = engine.equals("replicated") ? new ReplicatedProtocol(ledger) : new DealerProtocol(ledger);
        Computation computation = Trial.computation(protocol, 5);
        Computation copy = computation.withPatience(Computation.PATIENCE);
        for (int run = 0; run < RUNS; run++) {
            (run % 2 == 0 ? computation : copy).run(new Query(), Cancellation.never());
        }
        assertThat(ledger.twice).as("drawn twice by one party").isEmpty();
        assertThat(ledger.drawn.keySet().stream().map(Place::session).distinct()).as("sessions").hasSize(RUNS);
        Map<Long, Place> firstPlace = new HashMap<>();
        List<String> reused = new ArrayList<>();
        ledger.drawn.forEach((place, word) -> {
            Place other = firstPlace.putIfAbsent(word, place);
            if (other != null && !isInCommon(place, other)) {
                reused.add(place + " and " + other);
            }
        });
        assertThat(reused).as("words used at two places").isEmpty();
        System.out.printf("%s: %d words in %d runs, none used for two purposes%n", engine, firstPlace.size(), RUNS);
    }

    private static boolean isInCommon(Place a, Place b) {
        return a.session().equals(b.session()) && a.stream().equals(b.stream()) && a.counter() == b.counter();
    }

    /** The same, as those see it who are sent the words: the same query twice, and not one word in common. */
    @ParameterizedTest
    @MethodSource("engines")
    void twoQueriesHaveNoWordOnTheWireInCommon(Protocol engine) {
        Recorder recorder = new Recorder();
        Computation computation = Trial.computation(engine, 6).withWiretap(recorder);
        Map<Party, Set<Long>> first = new HashMap<>();
        computation.run(new Query(), Cancellation.never());
        engine.servers().forEach(server -> first.put(server, set(recorder.words(server))));
        recorder.clear();
        computation.run(new Query(), Cancellation.never());
        for (Party server : engine.servers()) {
            Set<Long> common = set(recorder.words(server));
            common.retainAll(first.get(server));
            assertThat(common).as("words sent to the %s in both queries", server).isEmpty();
        }
    }

    private static Set<Long> set(long[] words) {
        return new HashSet<>(LongStream.of(words).boxed().toList());
    }

    /** Uses every protocol: products, truncation, comparison, tables, selection. All secrets are zero, so that only masks differ. */
    private record Query() implements SecureProgram<RingTensor> {
        @Override
        public void own(Outsider owner) {
            owner.share(INPUT);
        }

        @Override
        public RingTensor ask(Outsider client) {
            client.share(INPUT);
            return client.receive(SHAPE);
        }

        @Override
        public void serve(FullRing engine) {
            Shared weights = engine.input(Outside.OWNER, SHAPE);
            Shared x = engine.input(Outside.CLIENT, SHAPE);
            Shared product = engine.truncate(engine.product(Bilinear.ELEMENTWISE, x, weights, 16), 1);
            Shared relu = engine.select(engine.all(List.of(engine.negative(product), engine.negative(x))), product);
            engine.reveal(Softmax.of(engine, relu).probabilities(), Outside.CLIENT);
        }
    }
}
