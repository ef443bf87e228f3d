package org.siguard.mpc.clear;

import java.util.ArrayList;
import java.util.List;
import org.siguard.mpc.Bits;
import org.siguard.mpc.Cost;
import org.siguard.mpc.CostSheet;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.OpensToServers;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Piecewise;
import org.siguard.mpc.Preconditions;
import org.siguard.mpc.Shared;
import org.siguard.net.Endpoint;
import org.siguard.net.TrafficMeter;
import org.siguard.ring.Bilinear;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;
import org.siguard.ring.SideBySide;
import org.siguard.ring.SmoothFunction;

/** Computes on plain values; truncation rounds to nearest, functions are those of double precision, rounded to nearest. */
final class ClearEngine implements FullRing, OpensToServers, Piecewise {
    private final Endpoint endpoint;
    private final FixedPoint fixedPoint;
    private final CostSheet predicted;

    ClearEngine(Endpoint endpoint, FixedPoint fixedPoint, CostSheet predicted) {
        this.endpoint = endpoint;
        this.fixedPoint = fixedPoint;
        this.predicted = predicted;
    }

    @Override
    public String name() {
        return ClearProtocol.NAME;
    }

    @Override
    public FixedPoint fixedPoint() {
        return fixedPoint;
    }

    @Override
    public TrafficMeter meter() {
        return endpoint.meter();
    }

    @Override
    public Shared input(Outside from, Shape shape) {
        return meter().in("input", () -> {
            charge(predicted.input(shape.size()));
            return share(endpoint.channelTo(from.party()).receive(shape));
        });
    }

    @Override
    public void reveal(Shared secret, Outside to) {
        meter().in("reveal", () -> {
            charge(predicted.reveal(secret.shape().size()));
            endpoint.channelTo(to.party()).send(value(secret).data());
        });
    }

    @Override
    public RingTensor openToServers(Shared secret) {
        return value(secret);
    }

    @Override
    public Shared resume(Shared kept) {
        if (kept instanceof ClearShare clear) {
            return share(clear.value());
        }
        throw new IllegalArgumentException("expected what was kept of a run of the engine " + name() + ", and got "
                + kept.getClass().getSimpleName());
    }

    @Override
    public Shared constant(RingTensor value) {
        return share(value);
    }

    @Override
    public Shared add(Shared a, Shared b) {
        return share(value(a).plus(value(b)));
    }

    @Override
    public Shared subtract(Shared a, Shared b) {
        return share(value(a).minus(value(b)));
    }

    @Override
    public Shared add(Shared a, RingTensor known) {
        return share(value(a).plus(known));
    }

    @Override
    public Shared scale(Shared a, long factor) {
        return share(value(a).times(factor));
    }

    @Override
    public Shared product(Bilinear map, Shared a, RingTensor known) {
        return share(map.apply(value(a), known));
    }

    @Override
    public Shared reshape(Shared a, Shape shape) {
        return share(value(a).reshape(shape));
    }

    @Override
    public Shared gather(Shared a, int[] source, Shape shape) {
        return share(value(a).gather(source, shape));
    }

    @Override
    public Shared slice(Shared a, int from, Shape shape) {
        return share(value(a).slice(from, shape));
    }

    @Override
    public Shared concat(Shape shape, List<Shared> parts) {
        Preconditions.fills(shape, parts.stream().map(Shared::shape).toList());
        return share(RingTensor.concat(shape, parts.stream().map(this::value).toArray(RingTensor[]::new)));
    }

    @Override
    public Shared sumLast(Shared a) {
        return share(value(a).sumLast());
    }

    @Override
    public Shared product(Bilinear map, Shared a, Shared b, int shift) {
        Preconditions.shift(0, shift);
        charge("multiply", predicted.product(map.shape(a.shape(), b.shape()).size(), shift > 0));
        return share(rounded(map.apply(value(a), value(b)), shift));
    }

    @Override
    public List<Shared> productEach(SideBySide map, List<Shared> a, List<Shared> b, int shift) {
        Preconditions.shift(0, shift);
        charge("multiply", predicted.product(map.parts().stream().mapToInt(part -> part.result().size()).sum(), shift > 0));
        List<Shared> out = new ArrayList<>(a.size());
        for (int i = 0; i < a.size(); i++) {
            out.add(share(rounded(map.parts().get(i).map().apply(value(a.get(i)), value(b.get(i))), shift)));
        }
        return out;
    }

    @Override
    public Shared truncate(Shared a, int shift) {
        Preconditions.shift(1, shift);
        charge("truncate", predicted.truncate(a.shape().size()));
        return share(rounded(value(a), shift));
    }

    private static RingTensor rounded(RingTensor x, int shift) {
        if (shift == 0) {
            return x;
        }
        long half = 1L << shift - 1;
        long[] values = x.data();
        long[] out = new long[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i] + half >> shift;
        }
        return RingTensor.of(x.shape(), out);
    }

    @Override
    public Bits negative(Shared a) {
        charge("compare", predicted.negative(a.shape().size()));
        return belowZero(a);
    }

    @Override
    public List<Bits> negativeEach(List<Shared> values) {
        charge("compare", predicted.negative(values.stream().mapToInt(value -> value.shape().size()).sum()));
        return values.stream().<Bits>map(this::belowZero).toList();
    }

    private ClearBits belowZero(Shared a) {
        long[] values = value(a).data();
        boolean[] out = new boolean[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i] < 0;
        }
        return bits(a.shape(), out, false);
    }

    @Override
    public Bits not(Bits a) {
        boolean[] out = bits(a).clone();
        for (int i = 0; i < out.length; i++) {
            out[i] = !out[i];
        }
        return own(a).like(a.shape(), out);
    }

    @Override
    public Bits xor(Bits a, Bits b) {
        Preconditions.same("xor", a.shape(), b.shape());
        boolean[] out = bits(a).clone();
        boolean[] others = bits(b);
        for (int i = 0; i < out.length; i++) {
            out[i] ^= others[i];
        }
        return bits(a.shape(), out, allReady(a, b));
    }

    @Override
    public Bits all(List<Bits> factors) {
        Preconditions.same("and", factors);
        if (factors.size() == 1) {
            return factors.get(0);
        }
        ready("and", factors);
        charge("and", predicted.all(factors.size(), factors.get(0).shape().size()));
        boolean[] out = bits(factors.get(0)).clone();
        for (Bits factor : factors) {
            boolean[] others = bits(factor);
            for (int i = 0; i < out.length; i++) {
                out[i] &= others[i];
            }
        }
        return bits(factors.get(0).shape(), out, false);
    }

    @Override
    public Bits gather(Bits a, int[] source, Shape shape) {
        boolean[] values = bits(a);
        boolean[] out = new boolean[source.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[source[i]];
        }
        return own(a).like(shape, out);
    }

    @Override
    public Bits concatBits(Shape shape, List<Bits> parts) {
        Preconditions.fills(shape, parts.stream().map(Bits::shape).toList());
        boolean[] out = new boolean[shape.size()];
        int at = 0;
        for (Bits part : parts) {
            boolean[] values = bits(part);
            System.arraycopy(values, 0, out, at, values.length);
            at += values.length;
        }
        return bits(shape, out, allReady(parts.toArray(Bits[]::new)));
    }

    @Override
    public Shared select(Bits bits, Shared value) {
        Preconditions.same("select", bits.shape(), value.shape());
        ready("select", List.of(bits));
        charge("select", predicted.select(value.shape().size(), own(bits).meetRing()));
        return selected(bits, value);
    }

    /** Charges as for bits that were joined anew: joined bits have not met ring elements, and are ready if all were. */
    @Override
    public List<Shared> selectEach(List<Bits> bits, List<Shared> values) {
        int size = values.stream().mapToInt(value -> value.shape().size()).sum();
        charge("select", allReady(bits.toArray(Bits[]::new)) ? predicted.ready() : predicted.ready(size));
        charge("select", predicted.select(size, false));
        List<Shared> out = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            Preconditions.same("select", Shape.of(bits.get(i).shape().size()), Shape.of(values.get(i).shape().size()));
            out.add(selected(bits.get(i), values.get(i)));
        }
        return out;
    }

    private Shared selected(Bits bits, Shared value) {
        boolean[] wanted = bits(bits);
        long[] values = value(value).data();
        long[] out = new long[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = wanted[i] ? values[i] : 0;
        }
        return share(RingTensor.of(value.shape(), out));
    }

    @Override
    public Shared toRing(Bits bits) {
        ready("select", List.of(bits));
        charge("select", predicted.toRing(bits.shape().size(), own(bits).meetRing()));
        boolean[] values = bits(bits);
        long[] out = new long[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i] ? 1 : 0;
        }
        return share(RingTensor.of(bits.shape(), out));
    }

    @Override
    public Shared evaluate(SmoothFunction function, Shared a) {
        Preconditions.precision(function.name(), function.resultBits(), fixedPoint.fractionalBits());
        charge(function.name(), predicted.evaluate(function, a.shape().size()));
        long[] values = value(a).data();
        long[] out = new long[values.length];
        for (int i = 0; i < out.length; i++) {
            double y = function.value(fixedPoint.decode(values[i]));
            out[i] = Double.isFinite(y) ? Math.round(y * fixedPoint.one()) : 0;
        }
        return share(RingTensor.of(a.shape(), out));
    }

    private void charge(String operation, Cost cost) {
        meter().in(operation, () -> charge(cost));
    }

    private void charge(Cost cost) {
        meter().predict(cost.rounds(), cost.messages(), cost.bytes(), cost.dealt());
    }

    /** Charges for making ready whatever is not ready yet, all in one round. */
    private void ready(String operation, List<Bits> vectors) {
        int[] sizes = vectors.stream().map(this::own).distinct().filter(bits -> !bits.ready()).mapToInt(bits -> bits.shape().size())
                .toArray();
        charge(operation, predicted.ready(sizes));
        vectors.forEach(bits -> own(bits).makeReady());
    }

    private boolean allReady(Bits... vectors) {
        for (Bits bits : vectors) {
            if (!own(bits).ready()) {
                return false;
            }
        }
        return true;
    }

    private ClearShare share(RingTensor value) {
        return new ClearShare(value, this);
    }

    private ClearBits bits(Shape shape, boolean[] values, boolean ready) {
        return new ClearBits(shape, values, ready, this);
    }

    private RingTensor value(Shared share) {
        if (share instanceof ClearShare clear && clear.home() == this) {
            return clear.value();
        }
        throw stranger("share", share, share instanceof ClearShare);
    }

    private boolean[] bits(Bits bits) {
        return own(bits).values();
    }

    private ClearBits own(Bits bits) {
        if (bits instanceof ClearBits clear && clear.home() == this) {
            return clear;
        }
        throw stranger("bits", bits, bits instanceof ClearBits);
    }

    private IllegalArgumentException stranger(String what, Object got, boolean clear) {
        return new IllegalArgumentException("expected " + what + " of this run of the engine " + name() + ", and got "
                + (clear ? "some made in another run" : got.getClass().getSimpleName()));
    }
}
