package org.siguard.mpc;

import java.util.List;
import org.siguard.net.Party;
import org.siguard.net.PartyClock;
import org.siguard.net.Schedule;
import org.siguard.net.TrafficMeter;
import org.siguard.ring.Bilinear;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;
import org.siguard.ring.SmoothFunction;

/**
 * An engine that computes nothing: its shares are shapes, and it adds up what a program would cost on a protocol before anything
 * runs. What it cannot know is time.
 */
public final class Rehearsal implements FullRing {
    private final FixedPoint fixedPoint;
    private final CostSheet sheet;
    private final TrafficMeter meter = new TrafficMeter(new Party("rehearsal"), new PartyClock());
    private final Schedule.Draft schedule = new Schedule.Draft();
    private Tally tally = Tally.NONE;

    /**
     * What was added up so far.
     *
     * @param cost         messages of all parties
     * @param multiplyAdds of the plain computation: each party does them once or twice on its shares
     * @param comparisons  with zero
     * @param values       secret numbers that were made, one after another
     */
    public record Tally(Cost cost, long multiplyAdds, long comparisons, long values) {
        public static final Tally NONE = new Tally(Cost.NONE, 0, 0, 0);

        /** What was added since an earlier tally. */
        public Tally since(Tally earlier) {
            return new Tally(cost.minus(earlier.cost), multiplyAdds - earlier.multiplyAdds, comparisons - earlier.comparisons,
                    values - earlier.values);
        }

        private Tally plus(Cost more, long products, long signs, long made) {
            return new Tally(cost.plus(more), multiplyAdds + products, comparisons + signs, values + made);
        }
    }

    private record Outline(Shape shape) implements Shared {
    }

    private static final class BitOutline implements Bits {
        private final Shape shape;
        private boolean ready;
        private boolean metRing;

        BitOutline(Shape shape, boolean ready, boolean metRing) {
            this.shape = shape;
            this.ready = ready;
            this.metRing = metRing;
        }

        /** They meet ring elements now: whether they did before. */
        boolean meetRing() {
            boolean before = metRing;
            metRing = true;
            return before;
        }

        @Override
        public Shape shape() {
            return shape;
        }
    }

    public Rehearsal(FixedPoint fixedPoint, CostSheet sheet) {
        this.fixedPoint = fixedPoint;
        this.sheet = sheet;
    }

    /** What the program cost until now. */
    public Tally tally() {
        return tally;
    }

    /** Its messages until now, in their order. */
    public Schedule schedule() {
        return schedule.soFar();
    }

    @Override
    public String name() {
        return "rehearsal";
    }

    @Override
    public FixedPoint fixedPoint() {
        return fixedPoint;
    }

    @Override
    public TrafficMeter meter() {
        return meter;
    }

    @Override
    public Shared input(Outside from, Shape shape) {
        charge("input", sheet.input(shape.size()));
        return made(shape);
    }

    @Override
    public void reveal(Shared secret, Outside to) {
        charge("reveal", sheet.reveal(secret.shape().size()));
    }

    @Override
    public Shared resume(Shared kept) {
        return made(kept.shape());
    }

    @Override
    public Shared constant(RingTensor value) {
        return made(value.shape());
    }

    @Override
    public Shared add(Shared a, Shared b) {
        Preconditions.same("add", a.shape(), b.shape());
        return made(a.shape());
    }

    @Override
    public Shared subtract(Shared a, Shared b) {
        return add(a, b);
    }

    @Override
    public Shared add(Shared a, RingTensor known) {
        return made(a.shape());
    }

    @Override
    public Shared scale(Shared a, long factor) {
        return made(a.shape());
    }

    @Override
    public Shared product(Bilinear map, Shared a, RingTensor known) {
        return made(map.shape(a.shape(), known.shape()));
    }

    @Override
    public Shared reshape(Shared a, Shape shape) {
        return new Outline(shape);
    }

    @Override
    public Shared gather(Shared a, int[] source, Shape shape) {
        return made(shape);
    }

    @Override
    public Shared slice(Shared a, int from, Shape shape) {
        return made(shape);
    }

    @Override
    public Shared concat(Shape shape, List<Shared> parts) {
        Preconditions.fills(shape, parts.stream().map(Shared::shape).toList());
        return made(shape);
    }

    @Override
    public Shared sumLast(Shared a) {
        return made(a.shape().withLast(1));
    }

    @Override
    public Shared product(Bilinear map, Shared a, Shared b, int shift) {
        Shape shape = map.shape(a.shape(), b.shape());
        charge("multiply", sheet.product(shape.size(), shift > 0));
        tally = tally.plus(Cost.NONE, map.multiplications(a.shape(), b.shape()), 0, 0);
        return made(shape);
    }

    @Override
    public Shared truncate(Shared a, int shift) {
        charge("truncate", sheet.truncate(a.shape().size()));
        return made(a.shape());
    }

    @Override
    public Bits negative(Shared a) {
        charge("compare", sheet.negative(a.shape().size()));
        tally = tally.plus(Cost.NONE, 0, a.shape().size(), 0);
        return new BitOutline(a.shape(), false, false);
    }

    @Override
    public Bits not(Bits a) {
        return new BitOutline(a.shape(), isReady(a), own(a).metRing);
    }

    @Override
    public Bits xor(Bits a, Bits b) {
        return new BitOutline(a.shape(), isReady(a) && isReady(b), false);
    }

    @Override
    public Bits all(List<Bits> bits) {
        if (bits.size() == 1) {
            return bits.get(0);
        }
        ready("and", bits);
        charge("and", sheet.all(bits.size(), bits.get(0).shape().size()));
        return new BitOutline(bits.get(0).shape(), false, false);
    }

    @Override
    public Bits gather(Bits a, int[] source, Shape shape) {
        return new BitOutline(shape, isReady(a), own(a).metRing);
    }

    @Override
    public Bits concatBits(Shape shape, List<Bits> parts) {
        return new BitOutline(shape, parts.stream().allMatch(Rehearsal::isReady), false);
    }

    @Override
    public Shared select(Bits bits, Shared value) {
        ready("select", List.of(bits));
        charge("select", sheet.select(value.shape().size(), own(bits).meetRing()));
        return made(value.shape());
    }

    @Override
    public Shared toRing(Bits bits) {
        ready("select", List.of(bits));
        charge("select", sheet.toRing(bits.shape().size(), own(bits).meetRing()));
        return made(bits.shape());
    }

    @Override
    public Shared evaluate(SmoothFunction function, Shared a) {
        charge(function.name(), sheet.evaluate(function, a.shape().size()));
        return made(a.shape());
    }

    private Shared made(Shape shape) {
        tally = tally.plus(Cost.NONE, 0, 0, shape.size());
        return new Outline(shape);
    }

    /** Also to the operation that is open, as the clear twin does: so costs can be told by operation before anything runs. */
    private void charge(String operation, Cost cost) {
        tally = tally.plus(cost, 0, 0, 0);
        schedule.add(cost.rounds(), (cost.bytes() - cost.dealt()) / 2, cost.dealt() - cost.apart(), cost.apart());
        meter.in(operation, () -> meter.predict(cost.rounds(), cost.messages(), cost.bytes(), cost.dealt()));
    }

    private void ready(String operation, List<Bits> vectors) {
        charge(operation, sheet.ready(vectors.stream().filter(bits -> !isReady(bits)).mapToInt(bits -> bits.shape().size()).toArray()));
        vectors.forEach(bits -> own(bits).ready = true);
    }

    private static boolean isReady(Bits bits) {
        return own(bits).ready;
    }

    private static BitOutline own(Bits bits) {
        return (BitOutline) bits;
    }
}
