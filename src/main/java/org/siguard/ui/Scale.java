package org.siguard.ui;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import org.siguard.base.Parameter;

/**
 * Where a number stands between its bounds, 0 to 1, and which number stands there: what a slider needs. Sliding gives round
 * numbers, the field beside it any.
 *
 * @param <T> the type of the number
 */
abstract sealed class Scale<T> {
    /** Ranges that are wider, such as a seed's, make no sense on a slider. */
    private static final double WIDEST = 100_000;

    abstract double position(T value);

    abstract T value(double position);

    /** How far one press of an arrow key moves. */
    abstract double increment();

    /** The scale of a parameter; none for a choice, nor for a range too wide to slide over. */
    @SuppressWarnings("unchecked") // a Whole is a Parameter<Integer>, a Real a Parameter<Double>
    static <T> Optional<Scale<T>> of(Parameter<T> parameter) {
        Scale<?> scale = switch (parameter) {
            case Parameter.Whole whole when (double) whole.max() - whole.min() > WIDEST -> null;
            case Parameter.Whole whole -> new Wholes(whole);
            case Parameter.Real real when real.logarithmic() -> new Ratios(real);
            case Parameter.Real real -> new Reals(real);
            case Parameter.Choice choice -> null;
            case Parameter.Name name -> null;
            case Parameter.Several several -> null;
        };
        return Optional.ofNullable((Scale<T>) scale);
    }

    /** About a hundredth of the range, as a power of ten. */
    private static int digits(double range) {
        return (int) Math.round(Math.log10(range / 100));
    }

    private static final class Wholes extends Scale<Integer> {
        private final Parameter.Whole of;
        private final int step;

        Wholes(Parameter.Whole of) {
            this.of = of;
            step = (int) Math.max(1, Math.pow(10, digits(of.max() - (double) of.min())));
        }

        @Override
        double position(Integer value) {
            return (value - (double) of.min()) / (of.max() - (double) of.min());
        }

        @Override
        Integer value(double position) {
            double exact = of.min() + position * (of.max() - (double) of.min());
            return (int) Math.clamp(step * Math.round(exact / step), of.min(), of.max());
        }

        @Override
        double increment() {
            return step / (of.max() - (double) of.min());
        }
    }

    private static final class Reals extends Scale<Double> {
        private final Parameter.Real of;
        private final int digits;

        Reals(Parameter.Real of) {
            this.of = of;
            digits = digits(of.max() - of.min());
        }

        @Override
        double position(Double value) {
            return (value - of.min()) / (of.max() - of.min());
        }

        @Override
        Double value(double position) {
            BigDecimal exact = BigDecimal.valueOf(of.min() + position * (of.max() - of.min()));
            return Math.clamp(exact.setScale(-digits, RoundingMode.HALF_EVEN).doubleValue(), of.min(), of.max());
        }

        @Override
        double increment() {
            return Math.pow(10, digits) / (of.max() - of.min());
        }
    }

    private static final class Ratios extends Scale<Double> {
        private static final MathContext TWO_FIGURES = new MathContext(2);

        private final Parameter.Real of;
        private final double decades;

        Ratios(Parameter.Real of) {
            this.of = of;
            decades = Math.log10(of.max() / of.min());
        }

        @Override
        double position(Double value) {
            return Math.log10(value / of.min()) / decades;
        }

        @Override
        Double value(double position) {
            BigDecimal exact = BigDecimal.valueOf(of.min() * Math.pow(10, position * decades));
            return Math.clamp(exact.round(TWO_FIGURES).doubleValue(), of.min(), of.max());
        }

        /** A twentieth of a decade: larger than the rounding anywhere, so that a key press always moves. */
        @Override
        double increment() {
            return 0.05 / decades;
        }
    }
}
