package org.siguard.mpc.clear;

import java.util.List;
import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Shared;
import org.siguard.net.Endpoint;
import org.siguard.net.TrafficMeter;
import org.siguard.ring.Bilinear;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;
import org.siguard.ring.SmoothFunction;

/** Computes on plain values; truncation rounds to nearest, functions are those of double precision, rounded to nearest. */
public final class ClearEngine implements FullRing {
    private final Endpoint endpoint;
    private final FixedPoint fixedPoint;

    public ClearEngine(Endpoint endpoint, FixedPoint fixedPoint) {
        this.endpoint = endpoint;
        this.fixedPoint = fixedPoint;
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
        return new ClearShare(RingTensor.of(shape, endpoint.channelTo(from.party()).receive()));
    }

    @Override
    public void reveal(Shared secret, Outside to) {
        endpoint.channelTo(to.party()).send(value(secret).data());
    }

    @Override
    public Shared constant(RingTensor value) {
        return new ClearShare(value);
    }

    @Override
    public Shared add(Shared a, Shared b) {
        return new ClearShare(value(a).plus(value(b)));
    }

    @Override
    public Shared subtract(Shared a, Shared b) {
        return new ClearShare(value(a).minus(value(b)));
    }

    @Override
    public Shared add(Shared a, RingTensor known) {
        return new ClearShare(value(a).plus(known));
    }

    @Override
    public Shared scale(Shared a, long factor) {
        return new ClearShare(value(a).times(factor));
    }

    @Override
    public Shared product(Bilinear map, Shared a, RingTensor known) {
        return new ClearShare(map.apply(value(a), known));
    }

    @Override
    public Shared reshape(Shared a, Shape shape) {
        return new ClearShare(value(a).reshape(shape));
    }

    @Override
    public Shared gather(Shared a, int[] source, Shape shape) {
        return new ClearShare(value(a).gather(source, shape));
    }

    @Override
    public Shared concat(Shape shape, List<Shared> parts) {
        return new ClearShare(RingTensor.concat(shape, parts.stream().map(ClearEngine::value).toArray(RingTensor[]::new)));
    }

    @Override
    public Shared sumLast(Shared a) {
        return new ClearShare(value(a).sumLast());
    }

    @Override
    public Shared product(Bilinear map, Shared a, Shared b, int shift) {
        return new ClearShare(rounded(map.apply(value(a), value(b)), shift));
    }

    @Override
    public Shared truncate(Shared a, int shift) {
        return new ClearShare(rounded(value(a), shift));
    }

    private static RingTensor rounded(RingTensor x, int shift) {
        if (shift == 0) {
            return x;
        }
        long half = 1L << shift - 1;
        long[] out = new long[x.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = x.data()[i] + half >> shift;
        }
        return RingTensor.of(x.shape(), out);
    }

    @Override
    public Bits negative(Shared a) {
        long[] values = value(a).data();
        boolean[] out = new boolean[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i] < 0;
        }
        return new ClearBits(a.shape(), out);
    }

    @Override
    public Bits not(Bits a) {
        boolean[] out = bits(a).clone();
        for (int i = 0; i < out.length; i++) {
            out[i] = !out[i];
        }
        return new ClearBits(a.shape(), out);
    }

    @Override
    public Bits xor(Bits a, Bits b) {
        boolean[] out = bits(a).clone();
        for (int i = 0; i < out.length; i++) {
            out[i] ^= bits(b)[i];
        }
        return new ClearBits(a.shape(), out);
    }

    @Override
    public Bits all(List<Bits> factors) {
        boolean[] out = bits(factors.get(0)).clone();
        for (Bits factor : factors) {
            for (int i = 0; i < out.length; i++) {
                out[i] &= bits(factor)[i];
            }
        }
        return new ClearBits(factors.get(0).shape(), out);
    }

    @Override
    public Bits gather(Bits a, int[] source, Shape shape) {
        boolean[] out = new boolean[source.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = bits(a)[source[i]];
        }
        return new ClearBits(shape, out);
    }

    @Override
    public Bits concatBits(Shape shape, List<Bits> parts) {
        boolean[] out = new boolean[shape.size()];
        int at = 0;
        for (Bits part : parts) {
            boolean[] values = bits(part);
            System.arraycopy(values, 0, out, at, values.length);
            at += values.length;
        }
        return new ClearBits(shape, out);
    }

    @Override
    public Shared select(Bits bits, Shared value) {
        long[] out = value(value).data().clone();
        for (int i = 0; i < out.length; i++) {
            out[i] = bits(bits)[i] ? out[i] : 0;
        }
        return new ClearShare(RingTensor.of(value.shape(), out));
    }

    @Override
    public Shared toRing(Bits bits) {
        return select(bits, new ClearShare(RingTensor.filled(bits.shape(), 1)));
    }

    @Override
    public Shared evaluate(SmoothFunction function, Shared a) {
        long[] out = new long[a.shape().size()];
        for (int i = 0; i < out.length; i++) {
            double y = function.value(fixedPoint.decode(value(a).data()[i]));
            out[i] = Double.isFinite(y) ? Math.round(y * fixedPoint.one()) : 0;
        }
        return new ClearShare(RingTensor.of(a.shape(), out));
    }

    private static RingTensor value(Shared share) {
        if (share instanceof ClearShare clear) {
            return clear.value();
        }
        throw new IllegalArgumentException("this engine works in the clear, not on " + share.getClass().getSimpleName());
    }

    private static boolean[] bits(Bits bits) {
        if (bits instanceof ClearBits clear) {
            return clear.values();
        }
        throw new IllegalArgumentException("this engine works in the clear, not on " + bits.getClass().getSimpleName());
    }
}
