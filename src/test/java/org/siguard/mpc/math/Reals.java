package org.siguard.mpc.math;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.siguard.mpc.Computation;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Shared;
import org.siguard.mpc.Trial;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/** Runs programs on real numbers, with any engine and any number of fractional bits. */
record Reals(Protocol engine, int fractionalBits) {
    /** Every engine with every number of fractional bits that is worth a test. */
    static Stream<Arguments> all() {
        List<Arguments> out = new ArrayList<>();
        for (Protocol engine : Trial.engines()) {
            for (int f : new int[] {8, 12, 16, 20, 24}) {
                out.add(Arguments.of(new Reals(engine, f)));
            }
        }
        return out.stream();
    }

    FixedPoint fixedPoint() {
        return new FixedPoint(fractionalBits);
    }

    /** One unit in the last place. */
    double unit() {
        return Math.scalb(1.0, -fractionalBits);
    }

    /** The nearest numbers that can be encoded. */
    double[] rounded(double... x) {
        return java.util.Arrays.stream(x).map(v -> Math.rint(v / unit()) * unit()).toArray();
    }

    Computation computation() {
        return new Computation(engine, fixedPoint(), NetworkProfile.IN_PROCESS, Seed.of(1));
    }

    double[] run(double[] x, Shape shape, BiFunction<FullRing, Shared, Shared> program) {
        return run(List.of(x), shape, (engine, in) -> program.apply(engine, in.get(0)));
    }

    /** Of inputs of one shape. */
    double[] run(List<double[]> inputs, Shape shape, BiFunction<FullRing, List<Shared>, Shared> program) {
        List<RingTensor> encoded = inputs.stream().map(x -> fixedPoint().encode(shape, x)).toList();
        return fixedPoint().decode(Trial.run(computation(), encoded, (e, in) -> List.of(program.apply(e, in))).result().get(0));
    }

    @Override
    public String toString() {
        return engine.name() + ", " + fractionalBits + " fractional bits";
    }
}
