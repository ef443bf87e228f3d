package org.siguard.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/**
 * The data set "shapes-10": pictures of ten textured shapes, 3 × 32 × 32, values 0 to 1. Made so that a small network has to
 * learn its training records by heart: noise blurs the shapes, and some labels are wrong.
 *
 * <ol>
 * <li>A record's class is uniform.
 * <li>Background and shape each have a colour and a texture (waves of a random direction and length); shapes are mostly
 * brighter, and the two colours differ by at least {@link #LEAST_CONTRAST}.
 * <li>The shape has a random place, size, angle and stretch; {@value #CLUTTER} discs of random colours lie over the picture.
 * <li>Every value gets uniform noise of ± {@link #NOISE}, and is cut to 0 … 1.
 * <li>With probability {@link #WRONG_LABELS} the label is one of the other nine instead, each as likely.
 * </ol>
 *
 * <p>What it is not: photographs. A class is one outline, not the thousand looks of a cat; nothing is hidden behind anything,
 * there are no near duplicates and no rare kinds, and members and non-members are drawn alike. It shows what leaks from a
 * picture classifier that overfits, and what a guard does to it; how much leaks from photographs, only photographs show.
 */
public final class Shapes {
    public static final String NAME = "shapes-10";
    public static final List<String> CLASS_NAMES =
            List.of("disc", "square", "triangle", "cross", "ring", "star", "crescent", "stripes", "checker", "dots");
    /** Backgrounds have less of each colour than this, shapes more than 1 less this: they overlap. */
    public static final double BRIGHTEST_GROUND = 0.6;
    public static final double LEAST_CONTRAST = 0.4;
    public static final double NOISE = 0.15;
    public static final double WRONG_LABELS = 0.1;

    static final int CLUTTER = 1;
    private static final int SIDE = 32;
    static final Shape RECORD = Shape.of(3, SIDE, SIDE);

    /** The directions of the five lines that a star is drawn with. */
    private static final double[][] STAR = new double[5][];

    static {
        for (int i = 0; i < STAR.length; i++) {
            double angle = 2 * Math.PI * i / STAR.length;
            STAR[i] = new double[] {StrictMath.cos(angle), StrictMath.sin(angle)};
        }
    }

    private Shapes() {
    }

    /** The first {@code count} records of a seed: more records of the same seed begin with the same ones. */
    public static Dataset generate(long seed, int count) {
        Generators.requireCount(NAME, count, RECORD);
        Draws draws = Draws.of(Seed.of(seed).derive(NAME));
        int classes = CLASS_NAMES.size();
        List<float[]> records = new ArrayList<>(count);
        int[] labels = new int[count];
        for (int row = 0; row < count; row++) {
            int shape = draws.below(classes);
            records.add(picture(shape, draws));
            labels[row] = Generators.mislabelled(draws, shape, classes, WRONG_LABELS);
        }
        return new Dataset(NAME, RECORD, classes, records, labels, CLASS_NAMES);
    }

    private static float[] picture(int shape, Draws draws) {
        Paint ground = Paint.random(draws, 0, BRIGHTEST_GROUND);
        Paint figure = Paint.random(draws, 1 - BRIGHTEST_GROUND, 1);
        while (figure.distance(ground) < LEAST_CONTRAST) {
            figure = Paint.random(draws, 1 - BRIGHTEST_GROUND, 1);
        }
        double[] picture = new double[RECORD.size()];
        double[] everywhere = new double[SIDE * SIDE];
        Arrays.fill(everywhere, 1);
        ground.lay(picture, everywhere);
        figure.lay(picture, coverage(shape, new Place(draws, 9, 13)));
        for (int i = 0; i < CLUTTER; i++) {
            Paint.random(draws, 0, 1).lay(picture, coverage(0, new Place(draws, 2, 3.5)));
        }
        float[] record = new float[picture.length];
        for (int i = 0; i < record.length; i++) {
            record[i] = (float) Math.clamp(picture[i] + NOISE * (2 * draws.uniform() - 1), 0, 1);
        }
        return record;
    }

    /** The share of each pixel that a shape covers, from four points in it. */
    private static double[] coverage(int shape, Place place) {
        double[] covered = new double[SIDE * SIDE];
        for (int y = 0; y < 2 * SIDE; y++) {
            for (int x = 0; x < 2 * SIDE; x++) {
                double right = (x + 0.5) / 2 - place.x;
                double down = (y + 0.5) / 2 - place.y;
                double u = (place.cos * right + place.sin * down) / place.width;
                double v = (place.cos * down - place.sin * right) / place.height;
                if (u * u + v * v < 2 && inside(shape, u, v)) {
                    covered[y / 2 * SIDE + x / 2] += 0.25;
                }
            }
        }
        return covered;
    }

    /** Whether a point lies in a shape whose size is about 1. */
    private static boolean inside(int shape, double u, double v) {
        double square = u * u + v * v;
        double most = Math.max(Math.abs(u), Math.abs(v));
        return switch (shape) {
            case 0 -> square < 0.64;
            case 1 -> most < 0.72;
            case 2 -> v > -0.5 && v < 1 - Math.sqrt(3) * Math.abs(u);
            case 3 -> most < 0.9 && Math.min(Math.abs(u), Math.abs(v)) < 0.27;
            case 4 -> square < 0.81 && square > 0.25;
            case 5 -> star(u, v);
            case 6 -> square < 0.81 && (u - 0.4) * (u - 0.4) + v * v > 0.5;
            case 7 -> square < 0.9 && ((int) Math.floor((v + 1) * 2.5) & 1) == 0;
            case 8 -> most < 0.84 && ((int) Math.floor((u + 1) / 0.42) + (int) Math.floor((v + 1) / 0.42) & 1) == 0;
            case 9 -> most < 0.93 && inDot(u) + inDot(v) < 0.045;
            default -> throw new IllegalArgumentException("no shape " + shape);
        };
    }

    /** The squared distance to the middle of one of three dots in a row. */
    private static double inDot(double along) {
        double off = along - 0.62 * Math.rint(along / 0.62);
        return off * off;
    }

    /** A star of five points: what lies on the inner side of at least four of the five lines that it is drawn with. */
    private static boolean star(double u, double v) {
        int within = 0;
        for (double[] line : STAR) {
            if (line[0] * u + line[1] * v < 0.309) {
                within++;
            }
        }
        return within >= 4;
    }

    /** Where a shape lies, how large and how turned. */
    private static final class Place {
        final double x;
        final double y;
        final double width;
        final double height;
        final double cos;
        final double sin;

        Place(Draws draws, double least, double most) {
            width = least + (most - least) * draws.uniform();
            height = width * (0.8 + 0.4 * draws.uniform());
            // A shape is nearly whole in the picture; what is small may lie anywhere.
            double margin = Math.min(width, SIDE / 2.0 - 2) * 0.9;
            x = margin + (SIDE - 2 * margin) * draws.uniform();
            y = margin + (SIDE - 2 * margin) * draws.uniform();
            double angle = 2 * Math.PI * draws.uniform();
            cos = StrictMath.cos(angle);
            sin = StrictMath.sin(angle);
        }
    }

    /** A colour that waves: between two colours, along one direction. */
    private record Paint(double[] colour, double[] change, double alongX, double alongY, double phase) {
        static Paint random(Draws draws, double least, double most) {
            double[] colour = new double[3];
            double[] change = new double[3];
            for (int i = 0; i < 3; i++) {
                colour[i] = least + (most - least) * draws.uniform();
                change[i] = 0.3 * (draws.uniform() - 0.5);
            }
            double waves = 0.2 + 1.2 * draws.uniform();
            double angle = 2 * Math.PI * draws.uniform();
            return new Paint(colour, change, waves * StrictMath.cos(angle), waves * StrictMath.sin(angle), 2 * Math.PI * draws.uniform());
        }

        double distance(Paint other) {
            double sum = 0;
            for (int i = 0; i < 3; i++) {
                sum += (colour[i] - other.colour[i]) * (colour[i] - other.colour[i]);
            }
            return Math.sqrt(sum);
        }

        void lay(double[] picture, double[] covered) {
            for (int pixel = 0; pixel < covered.length; pixel++) {
                if (covered[pixel] > 0) {
                    double wave = StrictMath.sin(alongX * (pixel % SIDE) + alongY * (pixel / SIDE) + phase);
                    for (int channel = 0; channel < 3; channel++) {
                        int at = channel * covered.length + pixel;
                        picture[at] += covered[pixel] * (colour[channel] + change[channel] * wave - picture[at]);
                    }
                }
            }
        }
    }
}
