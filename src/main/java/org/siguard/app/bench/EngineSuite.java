package org.siguard.app.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Shared;
import org.siguard.mpc.dealer.DealerProtocol;
import org.siguard.mpc.math.Normalisation;
import org.siguard.mpc.math.Softmax;
import org.siguard.mpc.replicated.ReplicatedProtocol;
import org.siguard.net.Channel;
import org.siguard.net.Party;
import org.siguard.ring.Bilinear;
import org.siguard.ring.Convolution;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * What the full-ring engines do, in-process. The peers' figures are the best that were measured of each, over loopback, on a
 * machine with the plain loop at 1.6 GMAC/s; CrypTen's without the making of its triples.
 */
final class EngineSuite {
    private static final String MP_SPDZ = "MP-SPDZ, 3 processes";
    private static final String CRYPTEN = "CrypTen 0.4, online only";
    private static final int FRACTION = FixedPoint.STANDARD.fractionalBits();

    private EngineSuite() {
    }

    static Suite suite() {
        List<Benchmark> all = new ArrayList<>(of("", new ReplicatedProtocol()));
        all.addAll(of("dealer/", new DealerProtocol()));
        return new Suite("engine", List.copyOf(all));
    }

    private static List<Benchmark> of(String prefix, Protocol protocol) {
        List<Benchmark> out = new ArrayList<>();
        out.add(new EmptyRound(prefix + "round", protocol));
        for (Work work : works()) {
            out.add(new Secure(prefix + work.name, protocol, work));
        }
        return out;
    }

    private static List<Work> works() {
        return List.of(
                new Work("compare-1", Unit.MICROSECONDS, null, (engine, in) -> engine.negative(in.get(0)), Shape.of(1)),
                new Work("compare-100k", Unit.MILLISECONDS, new Peer(MP_SPDZ, 57), (engine, in) -> engine.negative(in.get(0)),
                        Shape.of(100_000)),
                new Work("matmul-512", Unit.MILLISECONDS, new Peer(MP_SPDZ, 890),
                        (engine, in) -> engine.product(Bilinear.MATRIX, in.get(0), in.get(1), FRACTION), Shape.of(512, 512),
                        Shape.of(512, 512)),
                new Work("conv-64x64x3x3", Unit.MILLISECONDS, new Peer("CrypTen 0.4, triples inline", 55),
                        (engine, in) -> engine.product(new Convolution(1, 1, 1), in.get(0), in.get(1), FRACTION),
                        Shape.of(1, 64, 32, 32), Shape.of(64, 64, 3, 3)),
                new Work("softmax-1x10", Unit.MILLISECONDS, new Peer(MP_SPDZ, 3.1), (engine, in) -> Softmax.of(engine, in.get(0)),
                        Shape.of(1, 10)),
                new Work("softmax-1000x10", Unit.MILLISECONDS, new Peer(MP_SPDZ, 50), (engine, in) -> Softmax.of(engine, in.get(0)),
                        Shape.of(1_000, 10)),
                new Work("normalise-1x10", Unit.MILLISECONDS, null, (engine, in) -> Normalisation.of(engine, in.get(0)),
                        Shape.of(1, 10)),
                new Work("relu-1m", Unit.MILLISECONDS, new Peer(CRYPTEN, 945), (engine, in) -> relu(engine, in.get(0)),
                        Shape.of(1_000_000)));
    }

    private static void relu(FullRing engine, Shared x) {
        engine.select(engine.not(engine.negative(x)), x);
    }

    /** An operation on secret numbers between -4 and 4. */
    private record Work(String name, Unit unit, Peer peer, BiConsumer<FullRing, List<Shared>> operation, Shape... inputs) {
        List<RingTensor> numbers() {
            Random random = new Random(1);
            List<RingTensor> out = new ArrayList<>();
            for (Shape shape : inputs) {
                out.add(FixedPoint.STANDARD.encode(shape, random.doubles(shape.size(), -4, 4).toArray()));
            }
            return out;
        }
    }

    private record Secure(String name, Protocol protocol, Work work) implements Benchmark {
        @Override
        public List<Result> run(Effort effort) {
            return result(this, work.unit, work.peer, LiveComputation.measure(protocol, work.numbers(),
                    (seat, inputs) -> work.operation.accept(seat.engine(), inputs), effort));
        }
    }

    /** The evaluators send each other a word and wait for it, while the third server waits for the end. */
    private record EmptyRound(String name, Protocol protocol) implements Benchmark {
        @Override
        public List<Result> run(Effort effort) {
            return result(this, Unit.MICROSECONDS, null,
                    LiveComputation.measure(protocol, List.of(), (seat, inputs) -> exchange(seat), effort));
        }

        private void exchange(LiveComputation.Seat seat) {
            List<Party> servers = protocol.servers();
            int place = servers.indexOf(seat.endpoint().party());
            if (place < 2) {
                Channel other = seat.endpoint().channelTo(servers.get(1 - place));
                other.send(new long[1]);
                other.receive();
            }
        }
    }

    private static List<Result> result(Benchmark benchmark, Unit unit, Peer peer, LiveComputation.Measured measured) {
        return List.of(new Result(benchmark.name(), unit.figure(measured.timing().nanos(), 1), unit, measured.timing().runs(),
                measured.traffic().rounds(), measured.traffic().bytes(), peer));
    }
}
