package org.siguard.model;

import java.util.List;
import java.util.Map;
import org.siguard.base.UserMistake;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Shape;
import org.siguard.ring.SmoothFunction;

/**
 * How many records a network takes at once: all numbers of a step stand in one array, which holds 2^31 - 1 of them. What a heap
 * holds is less, and told when it is full.
 *
 * @param layer   the one that sets the limit
 * @param numbers what its largest step takes for one record
 */
record LargestBatch(String model, String layer, long numbers) {
    /** The engines cut a number into so many digits to compare it. */
    private static final int DIGITS = 16;

    static LargestBatch of(ModelSpec spec, FixedPoint fixedPoint) {
        Map<String, Shape> shapes = spec.shapes();
        LargestBatch limit = new LargestBatch(spec.name(), "", spec.input().size());
        for (ModelSpec.Node node : spec.steps()) {
            long numbers = numbers(node.layer(), shapes.get(node.inputs().get(0)), shapes.get(node.name()), fixedPoint);
            if (numbers > limit.numbers) {
                limit = new LargestBatch(spec.name(), ", layer " + node.name() + " (" + node.layer().type() + ")", numbers);
            }
        }
        return limit;
    }

    private static long numbers(Layer layer, Shape in, Shape out, FixedPoint fixedPoint) {
        long results = out.size();
        return switch (layer) {
            case Layer.Relu relu -> DIGITS * results;
            case Layer.LeakyRelu leaky -> DIGITS * results;
            case Layer.Relu6 relu6 -> 2 * DIGITS * results;
            case Layer.Gelu gelu -> curved(Curve.GELU.difference(fixedPoint), results);
            case Layer.Silu silu -> curved(Curve.SILU.difference(fixedPoint), results);
            case Layer.MaxPool pool -> {
                // Half of a window's numbers meet the other half: along the rows first, for all rows there are.
                long rows = (long) in.extent(0) * Math.max(in.extent(1), out.extent(1)) * out.extent(2);
                yield rows * Math.max(pool.kernel(), DIGITS * (pool.kernel() / 2));
            }
            default -> 2 * results;
        };
    }

    private static long curved(SmoothFunction function, long results) {
        return results * Math.max(3 * DIGITS, (long) function.terms() << function.segmentBits());
    }

    long records() {
        return Integer.MAX_VALUE / numbers;
    }

    /** Tells the user of a batch that is none, or too large. */
    void require(int batch) {
        if (records() == 0) {
            throw new UserMistake("Model " + model + layer + ": takes " + numbers + " numbers for one record in its largest step; "
                    + Integer.MAX_VALUE + " are the most.");
        }
        if (batch < 1 || batch > records()) {
            throw new UserMistake("Model " + model + layer + ": takes 1 to " + records() + " records at a time, not " + batch + ": "
                    + numbers + " numbers for each in its largest step.");
        }
    }

    /** Tells the user of a record that does not fit, or holds what cannot be encoded. */
    static void requireRecords(ModelSpec spec, FixedPoint fixedPoint, List<float[]> records) {
        int width = spec.input().size();
        for (int row = 0; row < records.size(); row++) {
            float[] record = records.get(row);
            if (record.length != width) {
                throw new UserMistake("The model " + spec.name() + " takes records of " + width + " numbers; record " + row + " has "
                        + record.length + ".");
            }
            for (int i = 0; i < width; i++) {
                if (!(Math.abs(record[i]) < fixedPoint.valueBound())) {
                    throw new UserMistake("Record " + row + " holds " + record[i] + " at place " + i
                            + "; numbers must be finite and below " + fixedPoint.valueBound() + " in magnitude at "
                            + fixedPoint.fractionalBits() + " fractional bits. Leave it out, or scale the data down.");
                }
            }
        }
    }
}
