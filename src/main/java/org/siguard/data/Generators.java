package org.siguard.data;

import java.util.List;
import org.siguard.base.Names;
import org.siguard.base.UserMistake;
import org.siguard.ring.Shape;

/** The generators by name. */
public final class Generators {
    private static final int MOST = 1_000_000;

    private static final List<Generator> ALL = List.of(
            new Generator(Clusters.NAME, "ten overlapping Gaussian clouds in 32 features", Shape.of(Clusters.FEATURES), Clusters.CLASSES,
                    Clusters::generate),
            new Generator(Shapes.NAME, "pictures of ten textured shapes, 32 x 32 in colour", Shapes.RECORD, Shapes.CLASS_NAMES.size(),
                    Shapes::generate),
            new Generator(Purchases.NAME, "what customers bought of 600 products, in 100 clusters", Shape.of(Purchases.PRODUCTS),
                    Purchases.CLASSES, Purchases::generate),
            new Generator(Digits.NAME, "digits drawn with a shaky pen, 28 x 28 in grey", Digits.RECORD, Digits.CLASSES, Digits::generate),
            new Generator(Blobs.NAME, "two features, for drawing decision regions", Shape.of(2), Blobs.CLASSES, Blobs::generate));

    private Generators() {
    }

    public static List<Generator> all() {
        return ALL;
    }

    public static List<String> names() {
        return ALL.stream().map(Generator::name).toList();
    }

    public static Generator named(String name) {
        return ALL.stream().filter(generator -> generator.name().equals(name)).findFirst()
                .orElseThrow(() -> new UserMistake(Names.unknown("data generator", name, names())));
    }

    /** The first {@code records} records that a generator makes from a seed. */
    public static Dataset generate(String name, long seed, int records) {
        return named(name).generate(seed, records);
    }

    /** Refuses what no generator can make, and what would not fit into memory. */
    static void requireCount(String name, int count, Shape record) {
        if (count < 1 || count > MOST) {
            throw new UserMistake("Data set " + name + ": " + count + " records cannot be made; ask for 1 to " + MOST + ".");
        }
        Capacity.require("Data set " + name, count, record, Capacity.mostBytes());
    }

    /** The label as it stands in a data set where a share of labels is wrong: then one of the others, each as likely. */
    static int mislabelled(Draws draws, int label, int classes, double share) {
        return draws.uniform() < share ? (label + 1 + draws.below(classes - 1)) % classes : label;
    }
}
