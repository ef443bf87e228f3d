package org.siguard.mpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siguard.mpc.dealer.DealerProtocol;
import org.siguard.mpc.math.Softmax;
import org.siguard.mpc.replicated.ReplicatedProtocol;
import org.siguard.net.Party;
import org.siguard.net.Recorder;
import org.siguard.ring.Bilinear;
import org.siguard.ring.DecayingExponential;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/**
 * What one server sees tells nothing of a secret: proved, not only tested, for the given program.
 *
 * <p>A server's whole view is its own streams and the words it receives; it gets no output. A <em>simulator</em> that knows
 * nothing but the shapes makes the same view by drawing uniform words. That it is perfect is shown here: with everything else
 * fixed, the received words are an invertible function of words from streams the server does not know. For this each unknown
 * word is changed in turn, and it is noted which received words feel it. Then received words are struck out one by one: each time one
 * that is the only one left to feel some unknown word, and feels it as a plain shift (plus, minus, exclusive or). When all are struck
 * out, the map is triangular with units on the diagonal: uniform unknown words give a uniform view, whatever the secret is.
 */
class ViewTest {
    private static final Seed SEED = Seed.of(99);

    /** A word that some stream gave out: the parties that have the stream in common, and its place in it. */
    private record Unknown(List<Party> stream, int place) {
    }

    /** A change of one word: some of its bits are flipped. What that adds to it shows when it is drawn. */
    private static final class Change {
        private static final Change NONE = new Change(new Unknown(List.of(), -1), 0);

        private final Unknown unknown;
        private final long flipped;
        private volatile long added;

        Change(Unknown unknown, long flipped) {
            this.unknown = unknown;
            this.flipped = flipped;
        }

        /** Whether a received word felt it as a shift: plus, minus or exclusive or, of all bits or of the lowest few that it carries. */
        boolean isShift(long before, long after) {
            if (after - before == added || before - after == added) {
                return true;
            }
            for (int bits = 1; bits <= 64; bits++) {
                long mask = bits == 64 ? -1 : (1L << bits) - 1;
                if ((before ^ after) == (flipped & mask) && (before & ~mask) == 0 && (after & ~mask) == 0) {
                    return true;
                }
            }
            return false;
        }
    }

    static Stream<Arguments> programs() {
        List<Arguments> all = new ArrayList<>();
        for (String engine : List.of("replicated", "dealer")) {
            all.add(program(engine, "input", (e, x) -> x));
            all.add(program(engine, "exact product", (e, x) -> e.product(Bilinear.ELEMENTWISE, x, x, 0)));
            all.add(program(engine, "truncated product", (e, x) -> e.product(Bilinear.MATRIX_TRANSPOSED, x, x, 16)));
            all.add(program(engine, "truncate", (e, x) -> e.truncate(x, 3)));
            all.add(program(engine, "compare and select", (e, x) -> e.select(e.negative(x), x)));
            all.add(program(engine, "and", (e, x) -> e.toRing(e.all(Collections.nCopies(5, 0).stream().map(i -> e.negative(x)).toList()))));
            all.add(program(engine, "select again", (e, x) -> {
                Bits bits = e.negative(x);
                return e.add(e.select(bits, x), e.select(e.not(bits), e.scale(x, 3)));
            }));
            all.add(program(engine, "exponential", (e, x) -> e.evaluate(new DecayingExponential(16), x)));
        }
        return all.stream();
    }

    private static Arguments program(String engine, String name, BiFunction<FullRing, Shared, Shared> program) {
        return Arguments.of(engine, name, program);
    }

    private static Protocol protocol(String engine, CommonStreams streams) {
        return engine.equals("replicated") ? new ReplicatedProtocol(streams) : new DealerProtocol(streams);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("programs")
    void aServersViewIsUniformWhateverTheSecret(String engine, String name, BiFunction<FullRing, Shared, Shared> program) {
        for (double[] secret : List.of(new double[] {0, 0, 0, 0}, new double[] {7.5, -3, 0.001, -14})) {
            for (Party server : protocol(engine, CommonStreams.DERIVED).servers()) {
                proveUniform(engine, program, secret, server);
            }
        }
    }

    /**
     * Over many runs with other keys, the lowest bit of every word that a server receives is a one half of the time, for two secrets far
     * apart: 6 standard deviations of 400 throws are 15 %. This looks at the numbers themselves, and at a whole softmax.
     */
    @ParameterizedTest
    @ValueSource(strings = {"replicated", "dealer"})
    void receivedWordsLookLikeChanceForAnySecret(String engine) {
        int runs = 400;
        for (double[] secret : List.of(new double[] {0, 0, 0, 0}, new double[] {29, -30, 1, 5})) {
            for (Party server : protocol(engine, CommonStreams.DERIVED).servers()) {
                int[] ones = null;
                for (int run = 0; run < runs; run++) {
                    long[] view = view(engine, (e, x) -> Softmax.of(e, x).probabilities(), secret, server, Change.NONE, new HashMap<>(),
                            Seed.of(run));
                    ones = ones == null ? new int[view.length] : ones;
                    for (int i = 0; i < view.length; i++) {
                        ones[i] += (int) (view[i] & 1);
                    }
                }
                for (int i = 0; i < ones.length; i++) {
                    assertThat((double) ones[i] / runs).as("%s, word %d", server, i).isBetween(0.35, 0.65);
                }
            }
        }
    }

    private static void proveUniform(String engine, BiFunction<FullRing, Shared, Shared> program, double[] secret, Party server) {
        Map<List<Party>, Integer> drawn = new HashMap<>();
        long[] view = view(engine, program, secret, server, Change.NONE, drawn);
        List<Influence> influences = new ArrayList<>();
        Random random = new Random(1);
        drawn.forEach((stream, words) -> {
            for (int place = 0; place < words && !stream.contains(server); place++) {
                Influence influence = new Influence(new BitSet(), new BitSet());
                influence.shifted.set(0, view.length);
                for (long flipped : new long[] {1, random.nextLong() | 1, random.nextLong() << 32 | 1}) {
                    Change change = new Change(new Unknown(stream, place), flipped);
                    influence.add(view, view(engine, program, secret, server, change, new HashMap<>()), change);
                }
                influences.add(influence);
            }
        });
        BitSet unmasked = new BitSet();
        unmasked.set(0, view.length);
        while (influences.stream().anyMatch(influence -> influence.masks(unmasked))) {
            influences.stream().filter(influence -> influence.masks(unmasked)).findFirst().orElseThrow().takeFrom(unmasked);
        }
        assertThat(unmasked.stream().boxed()).as("words among the %d that %s receives that nothing masks", view.length, server).isEmpty();
    }

    /** The received words that feel an unknown word, and those that feel it as a plain shift. */
    private record Influence(BitSet felt, BitSet shifted) {
        void add(long[] before, long[] after, Change change) {
            assertThat(after).as("length of the view").hasSameSizeAs(before);
            for (int i = 0; i < before.length; i++) {
                if (before[i] != after[i]) {
                    felt.set(i);
                    shifted.set(i, shifted.get(i) && change.isShift(before[i], after[i]));
                }
            }
        }

        /** Whether of the given words exactly one feels it, and feels it as a shift. */
        boolean masks(BitSet words) {
            BitSet common = (BitSet) felt.clone();
            common.and(words);
            return common.cardinality() == 1 && shifted.get(common.nextSetBit(0));
        }

        void takeFrom(BitSet words) {
            words.andNot(felt);
        }
    }

    /** All words that a server receives in one run, in order, with one word of one stream shifted. */
    private static long[] view(String engine, BiFunction<FullRing, Shared, Shared> program, double[] secret, Party server, Change change,
            Map<List<Party>, Integer> drawn) {
        return view(engine, program, secret, server, change, drawn, SEED);
    }

    private static long[] view(String engine, BiFunction<FullRing, Shared, Shared> program, double[] secret, Party server, Change change,
            Map<List<Party>, Integer> drawn, Seed seed) {
        CommonStreams streams = (session, parties) -> new ChangedStream(session, parties, change, drawn);
        Recorder recorder = new Recorder();
        Computation computation = new Computation(protocol(engine, streams), Trial.FIXED, org.siguard.net.NetworkProfile.IN_PROCESS, seed)
                .withWiretap(recorder);
        Trial.run(computation, List.of(Trial.FIXED.encode(Shape.of(2, 2), secret)), (e, in) -> List.of(program.apply(e, in.get(0))));
        return recorder.words(server);
    }

    /** A stream of which one word may be changed, and that tells how many words it gave. */
    private static final class ChangedStream extends RandomStream {
        private final List<Party> parties;
        private final Change change;
        private final Map<List<Party>, Integer> drawn;
        private int place;

        ChangedStream(Seed session, List<Party> parties, Change change, Map<List<Party>, Integer> drawn) {
            super(session.derive(parties.toString()));
            this.parties = parties;
            this.change = change;
            this.drawn = drawn;
        }

        @Override
        public long[] next(int count) {
            long[] words = super.next(count);
            int at = change.unknown.place - place;
            if (at >= 0 && at < count && parties.equals(change.unknown.stream)) {
                change.added = (words[at] ^ change.flipped) - words[at];
                words[at] ^= change.flipped;
            }
            place += count;
            synchronized (drawn) {
                drawn.merge(parties, place, Math::max);
            }
            return words;
        }
    }
}
