package org.siguard.mpc;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.siguard.base.Cancellation;
import org.siguard.mpc.math.Softmax;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Party;
import org.siguard.net.Recorder;
import org.siguard.ring.Bilinear;
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

    /** A word of a stream, and the one party that drew it there. */
    private record Place(Seed stream, long counter, String party) {
    }

    /** Draws with the same key and counter are the same word in common between parties; each of them draws it once. */
    @ParameterizedTest
    @MethodSource("engines")
    void noWordIsDrawnTwice(Protocol engine) {
        Set<Place> places = ConcurrentHashMap.newKeySet();
        Set<String> twice = ConcurrentHashMap.newKeySet();
        Map<Seed, Set<Integer>> runsOf = new ConcurrentHashMap<>();
        Map<Seed, Set<String>> partiesOf = new ConcurrentHashMap<>();
        Map<Seed, Map<Long, Long>> words = new ConcurrentHashMap<>();
        int[] run = new int[1];
        Seed seed = Seed.of(5).watchedBy((stream, from, drawn) -> {
            String party = Thread.currentThread().getName();
            runsOf.computeIfAbsent(stream, key -> ConcurrentHashMap.newKeySet()).add(run[0]);
            partiesOf.computeIfAbsent(stream, key -> ConcurrentHashMap.newKeySet()).add(party);
            Map<Long, Long> ofStream = words.computeIfAbsent(stream, key -> new ConcurrentHashMap<>());
            for (int i = 0; i < drawn.length; i++) {
                if (!places.add(new Place(stream, from + i, party))) {
                    twice.add(party + " at " + (from + i));
                }
                ofStream.put(from + i, drawn[i]);
            }
        });
        Computation computation = new Computation(engine, Trial.FIXED, NetworkProfile.IN_PROCESS, seed);
        Computation copy = computation.withPatience(Computation.PATIENCE);
        for (; run[0] < RUNS; run[0]++) {
            (run[0] % 2 == 0 ? computation : copy).run(new Query(), Cancellation.never());
        }
        assertThat(twice).as("words drawn twice by one party").isEmpty();
        assertThat(runsOf.values()).as("runs that a key is used in").allSatisfy(runs -> assertThat(runs).hasSize(1));
        assertThat(partiesOf.values()).as("parties that know a key").allSatisfy(parties -> assertThat(parties).hasSizeBetween(1, 3));
        Map<Long, Integer> occurrences = new HashMap<>();
        words.values().forEach(ofStream -> ofStream.values().forEach(word -> occurrences.merge(word, 1, Integer::sum)));
        assertThat(occurrences.values()).as("how often each of %d words occurs", occurrences.size()).containsOnly(1);
        System.out.printf("%s: %d words of %d streams in %d runs, none twice%n", engine.name(), occurrences.size(), words.size(), RUNS);
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
