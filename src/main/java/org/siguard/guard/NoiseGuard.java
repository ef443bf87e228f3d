package org.siguard.guard;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.siguard.base.Parameter;
import org.siguard.base.Settings;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Shared;
import org.siguard.mpc.math.Argmax;
import org.siguard.mpc.math.Rows;
import org.siguard.mpc.math.Softmax;
import org.siguard.ring.Bilinear;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RandomStream;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/**
 * Adds random noise to the logits, aimed at nothing. No server knows the noise: it is hashed from the query with keys that the model owner
 * shares.
 * <ol>
 * <li>u = z A + b, with uniform 64-bit keys A and b, modulo 2^64: a linear hash. Drawn afresh, the number of the query is hashed as well;
 * sticky, only the logits are, so that the same logits get the same noise.
 * <li>The top {@value #BITS} bits of u are a uniform number; {@value #LEVELS} levels of it, compared all at once, are the
 * distribution's quantiles.
 * <li>The softmax of z + noise, with the label's logit raised to the largest where it is not, and sealed.
 * </ol>
 * A linear hash is enough to test what random noise does to attacks; against who knows logits of many queries exactly it is no
 * cipher. Sticky noise sticks to logits bit by bit, and an inference that rounds at random changes them: {@link Remembering} bears that.
 */
public final class NoiseGuard implements OutputGuard {
    public static final String GAUSSIAN = "gaussian";
    public static final String LAPLACE = "laplace";

    public static final Parameter<Double> SCALE = new Parameter.Real("guard.noise", "Noise", 1.0, 0.01, 10, true, "logits",
            "The standard deviation of Gaussian noise, the scale of Laplace noise.");
    public static final String FRESH = "fresh";
    static final String STICKY = "sticky";
    public static final Parameter<String> DRAWN = new Parameter.Choice("guard.drawn", "Noise is drawn", STICKY, List.of(STICKY, FRESH),
            "Once for every query, or again each time it is asked: then whoever asks often enough takes the mean.");

    private static final int BITS = 16;
    private static final int LEVELS = 64;

    private final String name;
    private final Settings settings;
    private final int classes;
    private final Seed seed;
    private final AtomicLong sessions = new AtomicLong();

    /**
     * @param name {@link #GAUSSIAN} or {@link #LAPLACE}
     * @param seed the owner's, for its keys
     */
    public NoiseGuard(String name, Settings settings, int classes, Seed seed) {
        this.name = name;
        this.settings = settings;
        this.classes = classes;
        this.seed = seed;
    }

    private boolean sticky() {
        return sticky(settings);
    }

    /** Whether noise is drawn once for every query. */
    public static boolean sticky(Settings settings) {
        return settings.get(DRAWN).equals(STICKY);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void own(Outsider owner, FixedPoint fixedPoint) {
        Seed keys = sticky() ? seed.derive("sticky") : seed.derive("fresh", sessions.getAndIncrement());
        RandomStream words = RandomStream.of(keys);
        owner.share(words.next(Shape.of(classes, classes)));
        owner.share(words.next(Shape.of(2, classes)));
    }

    @Override
    public Guarding serve(FullRing engine) {
        Shared matrix = engine.input(Outside.OWNER, Shape.of(classes, classes));
        Shared others = engine.input(Outside.OWNER, Shape.of(2, classes));
        return new Guarding() {
            private long asked;

            @Override
            public Shared protect(Shared logits) {
                int rows = logits.shape().rows();
                Shared noise = engine.meter().in("noise", () -> noise(engine, hash(engine, logits, matrix, others, asked)));
                asked += rows;
                return engine.meter().in(name, () -> release(engine, logits, noise));
            }
        };
    }

    private Shared hash(FullRing engine, Shared logits, Shared matrix, Shared others, long asked) {
        int rows = logits.shape().rows();
        long[] weights = new long[2 * rows];
        for (int i = 0; i < rows; i++) {
            weights[2 * i] = 1;
            weights[2 * i + 1] = sticky() ? 0 : asked + i + 1;
        }
        Shared known = engine.product(Bilinear.MATRIX.flipped(), others, RingTensor.of(Shape.of(rows, 2), weights));
        return engine.add(engine.product(Bilinear.MATRIX, logits, matrix, 0), known);
    }

    private Shared noise(FullRing engine, Shared hash) {
        int size = hash.shape().size();
        long[] powers = IntStream.range(0, size * BITS).mapToLong(i -> 1L << i % BITS).toArray();
        Shape each = Shape.of(size, BITS);
        Shared shifted = engine.product(Bilinear.ELEMENTWISE, Rows.widen(engine, hash, BITS), RingTensor.of(each, powers));
        Shared bits = engine.toRing(engine.negative(shifted));
        long[] places = IntStream.range(0, BITS).mapToLong(i -> 1L << BITS - 1 - i).toArray();
        Shared uniform = engine.product(Bilinear.MATRIX, bits, RingTensor.of(Shape.of(BITS, 1), places));
        long[] thresholds = IntStream.range(1, LEVELS).mapToLong(i -> (long) i * (1 << BITS) / LEVELS).toArray();
        long[] rises = new long[LEVELS - 1];
        for (int i = 0; i < rises.length; i++) {
            rises[i] = level(engine.fixedPoint(), i + 1) - level(engine.fixedPoint(), i);
        }
        Shared sum = engine.product(Bilinear.MATRIX, Ranks.reached(engine, uniform, thresholds),
                RingTensor.of(Shape.of(rises.length, 1), rises));
        return engine.add(engine.reshape(sum, hash.shape()), RingTensor.filled(hash.shape(), level(engine.fixedPoint(), 0)));
    }

    /** The distribution's quantile in the middle of a level. */
    private long level(FixedPoint fixedPoint, int level) {
        double quantile = (level + 0.5) / LEVELS;
        return fixedPoint.encode(settings.get(SCALE) * (name.equals(LAPLACE) ? laplace(quantile) : gaussian(quantile)));
    }

    private static double laplace(double quantile) {
        return quantile < 0.5 ? StrictMath.log(2 * quantile) : -StrictMath.log(2 * (1 - quantile));
    }

    /** By bisection of the distribution function, which is integrated by Simpson's rule. */
    private static double gaussian(double quantile) {
        double low = -6;
        double high = 6;
        for (int i = 0; i < 40; i++) {
            double middle = (low + high) / 2;
            if (0.5 + integral(middle) < quantile) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double integral(double to) {
        int parts = 200;
        double sum = 0;
        for (int i = 0; i <= parts; i++) {
            double x = to * i / parts;
            int weight = i == 0 || i == parts ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * StrictMath.exp(-x * x / 2);
        }
        return sum * to / parts / 3 / StrictMath.sqrt(2 * Math.PI);
    }

    private static Shared release(FullRing engine, Shared logits, Shared noise) {
        Label label = Label.of(engine, logits);
        Shared noisy = engine.add(logits, noise);
        Shared largest = Rows.widen(engine, Argmax.of(engine, noisy).maximum(), logits.shape().extent(-1));
        Shared raised = engine.add(noisy, engine.select(label.oneHot(), engine.subtract(largest, noisy)));
        return label.seal(Softmax.of(engine, raised).probabilities());
    }
}
