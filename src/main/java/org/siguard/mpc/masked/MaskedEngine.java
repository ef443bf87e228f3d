package org.siguard.mpc.masked;

import java.util.ArrayList;
import java.util.List;
import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.OpensToServers;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Preconditions;
import org.siguard.mpc.Shared;
import org.siguard.net.Endpoint;
import org.siguard.net.TrafficMeter;
import org.siguard.ring.Bilinear;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;
import org.siguard.ring.SmoothFunction;

/**
 * One party's engine over masked values: joins the protocols of this room. How secrets come in from the outside and go out
 * again is the business of the engine that is built on it.
 */
public abstract class MaskedEngine implements FullRing, OpensToServers {
    /** More factors than this are multiplied in groups: the assistant deals 2^n bits for n factors. */
    private static final int MOST_FACTORS = 4;

    private final Trio trio;
    private final FixedPoint fixedPoint;
    private final Endpoint endpoint;
    private final TrafficMeter meter;

    protected MaskedEngine(Trio trio, Endpoint endpoint, FixedPoint fixedPoint) {
        this.trio = trio;
        this.endpoint = endpoint;
        this.fixedPoint = fixedPoint;
        this.meter = endpoint.meter();
    }

    protected final Trio trio() {
        return trio;
    }

    /** A secret that stands in two summands, this evaluator's given (null at the assistant), gets masks. */
    protected final Shared mask(Shape shape, long[] summand) {
        return mine(Resharing.ofTwo(trio, shape, summand));
    }

    /** Hands a share out: from now on this engine takes it, and no other, nor this protocol's engine in another run. */
    protected final Shared mine(MaskedShare share) {
        return share.at(trio);
    }

    @Override
    public final FixedPoint fixedPoint() {
        return fixedPoint;
    }

    @Override
    public final TrafficMeter meter() {
        return meter;
    }

    /**
     * The evaluators send x in two summands, made fresh by a word z they have in common: m + l + z and r - z (1 round; 2 words
     * an element). So the outsider learns x and nothing of how it was shared.
     */
    @Override
    public void reveal(Shared secret, Outside to) {
        MaskedShare x = own(secret);
        if (trio.isAssistant()) {
            return;
        }
        meter.in("reveal", () -> {
            RingTensor fresh = RingTensor.of(x.shape(), trio.drawEvaluators(x.shape().size()));
            RingTensor part = trio.isLeft() ? x.masked().plus(x.leftMask()).plus(fresh) : x.rightMask().minus(fresh);
            endpoint.channelTo(to.party()).send(part.data());
        });
    }

    /** The evaluators exchange m + l and r, and the left one tells the assistant (2 rounds; 3 words an element). */
    @Override
    public RingTensor openToServers(Shared secret) {
        MaskedShare x = own(secret);
        return meter.in("open to servers", () -> {
            long[] opened = trio.isAssistant() ? null
                    : trio.exchangeSum((trio.isLeft() ? x.masked().plus(x.leftMask()) : x.rightMask()).data().clone());
            return RingTensor.of(x.shape(), trio.tellAssistant(opened, x.shape().size()));
        });
    }

    @Override
    public Shared resume(Shared kept) {
        if (kept instanceof MaskedShare share && share.home() != null && share.home().seat() == trio.seat()) {
            return mine(share);
        }
        throw new IllegalArgumentException("expected what the server at this seat kept of a run of the engine " + name() + ", and got "
                + (kept instanceof MaskedShare ? "what another seat kept" : kept.getClass().getSimpleName()));
    }

    @Override
    public Shared constant(RingTensor value) {
        return mine(MaskedShare.known(trio.seat(), value));
    }

    @Override
    public Shared add(Shared a, Shared b) {
        return mine(own(a).zip(own(b), RingTensor::plus));
    }

    @Override
    public Shared subtract(Shared a, Shared b) {
        return mine(own(a).zip(own(b), RingTensor::minus));
    }

    @Override
    public Shared add(Shared a, RingTensor known) {
        MaskedShare x = own(a);
        RingTensor masked = x.masked() == null ? null : x.masked().plus(known);
        return mine(new MaskedShare(x.shape(), masked, x.leftMask(), x.rightMask()));
    }

    @Override
    public Shared scale(Shared a, long factor) {
        return mine(own(a).map(a.shape(), part -> part.times(factor)));
    }

    @Override
    public Shared product(Bilinear map, Shared a, RingTensor known) {
        return mine(own(a).map(map.shape(a.shape(), known.shape()), part -> map.apply(part, known)));
    }

    @Override
    public Shared reshape(Shared a, Shape shape) {
        return mine(own(a).map(shape, part -> part.reshape(shape)));
    }

    @Override
    public Shared gather(Shared a, int[] source, Shape shape) {
        return mine(own(a).map(shape, part -> part.gather(source, shape)));
    }

    @Override
    public Shared slice(Shared a, int from, Shape shape) {
        return mine(own(a).map(shape, part -> part.slice(from, shape)));
    }

    @Override
    public Shared concat(Shape shape, List<Shared> parts) {
        Preconditions.fills(shape, parts.stream().map(Shared::shape).toList());
        List<MaskedShare> all = parts.stream().map(this::own).toList();
        boolean evaluator = trio.seat() != Seat.ASSISTANT;
        return mine(new MaskedShare(shape, evaluator ? join(shape, all.stream().map(MaskedShare::masked).toList()) : null,
                trio.isRight() ? null : join(shape, all.stream().map(MaskedShare::leftMask).toList()),
                trio.isLeft() ? null : join(shape, all.stream().map(MaskedShare::rightMask).toList())));
    }

    private static RingTensor join(Shape shape, List<RingTensor> parts) {
        return RingTensor.concat(shape, parts.toArray(RingTensor[]::new));
    }

    @Override
    public Shared sumLast(Shared a) {
        return mine(own(a).map(a.shape().withLast(1), RingTensor::sumLast));
    }

    @Override
    public Shared product(Bilinear map, Shared a, Shared b, int shift) {
        Preconditions.shift(0, shift);
        return meter.in("multiply", () -> {
            RingTensor part = Multiplication.ofThree(trio, map, own(a), own(b));
            if (shift == 0) {
                return mine(Resharing.ofThree(trio, part.shape(), part.data()));
            }
            return mine(Resharing.ofTwo(trio, part.shape(), Truncation.ofThree(trio, part.data(), shift)));
        });
    }

    @Override
    public Shared truncate(Shared a, int shift) {
        Preconditions.shift(1, shift);
        return meter.in("truncate", () -> mine(Resharing.ofTwo(trio, a.shape(), Truncation.ofMasked(trio, own(a), shift))));
    }

    @Override
    public Bits negative(Shared a) {
        return meter.in("compare", () -> SignBit.of(trio, own(a)).at(trio));
    }

    @Override
    public Bits not(Bits a) {
        return own(a).not(trio).at(trio);
    }

    @Override
    public Bits xor(Bits a, Bits b) {
        Preconditions.same("xor", a.shape(), b.shape());
        return own(a).xor(trio, own(b)).at(trio);
    }

    @Override
    public Bits all(List<Bits> bits) {
        Preconditions.same("and", bits);
        return meter.in("and", () -> {
            List<Bits> factors = bits;
            while (factors.size() > 1) {
                factors = joinInGroups(factors);
            }
            return factors.get(0);
        });
    }

    /** In how many groups so many factors are multiplied. */
    static int groupsOf(int factors) {
        return (factors + MOST_FACTORS - 1) / MOST_FACTORS;
    }

    private List<Bits> joinInGroups(List<Bits> factors) {
        MaskedBits.mask(trio, factors.stream().map(this::own).toArray(MaskedBits[]::new));
        int groups = groupsOf(factors.size());
        List<Bits> joined = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            int from = g * factors.size() / groups;
            int to = (g + 1) * factors.size() / groups;
            MaskedBits[] group = factors.subList(from, to).stream().map(this::own).toArray(MaskedBits[]::new);
            long[][] product = Conjunction.ofAll(group.length).evaluate(trio, group);
            joined.add(MaskedBits.ofTwo(group[0].shape(), product == null ? null : product[0]).at(trio));
        }
        return joined;
    }

    @Override
    public Bits gather(Bits a, int[] source, Shape shape) {
        return own(a).gather(source, shape).at(trio);
    }

    @Override
    public Bits concatBits(Shape shape, List<Bits> parts) {
        Preconditions.fills(shape, parts.stream().map(Bits::shape).toList());
        return MaskedBits.concat(trio, shape, parts.stream().map(this::own).toArray(MaskedBits[]::new)).at(trio);
    }

    @Override
    public Shared select(Bits bits, Shared value) {
        Preconditions.same("select", bits.shape(), value.shape());
        return meter.in("select", () -> mine(BitProduct.select(trio, own(bits), own(value))));
    }

    @Override
    public Shared toRing(Bits bits) {
        return meter.in("select", () -> mine(BitProduct.toRing(trio, own(bits))));
    }

    @Override
    public Shared evaluate(SmoothFunction function, Shared a) {
        Preconditions.precision(function.name(), function.resultBits(), fixedPoint.fractionalBits());
        return meter.in(function.name(), () -> {
            long[] part = TableLookup.evaluate(trio, function, own(a));
            int shift = function.resultBits() - fixedPoint.fractionalBits();
            long[] summands = trio.isAssistant() ? new long[a.shape().size()] : part;
            return mine(Resharing.ofTwo(trio, a.shape(), Truncation.ofThree(trio, summands, shift)));
        });
    }

    private MaskedShare own(Shared share) {
        if (share instanceof MaskedShare masked && masked.home() == trio) {
            return masked;
        }
        throw stranger("share", share, share instanceof MaskedShare);
    }

    private MaskedBits own(Bits bits) {
        if (bits instanceof MaskedBits masked && masked.home() == trio) {
            return masked;
        }
        throw stranger("bits", bits, bits instanceof MaskedBits);
    }

    private IllegalArgumentException stranger(String what, Object got, boolean masked) {
        return new IllegalArgumentException("expected " + what + " of this run of the engine " + name() + " at the " + endpoint.party()
                + ", and got "
                + (masked ? "some made in another run, by another engine or at another party" : got.getClass().getSimpleName()));
    }
}
