package org.siguard.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.siguard.base.UserMistake;
import org.siguard.ring.Seed;

/**
 * Well-known networks by name, with seeded weights: for measuring and testing, not for predicting anything. All of them come at
 * any width; {@code mlp-600-256-128-100} stands for every multilayer perceptron.
 */
public final class Zoo {
    private static final String MLP = "mlp";
    private static final Map<String, Entry> ENTRIES = entries();
    private static final int WIDEST = 1 << 16;

    /** A network of the zoo, as lists of them show it. */
    public record Entry(String name, String about, BiFunction<String, Double, ModelSpec> spec) {
    }

    private Zoo() {
    }

    /** All of them, small ones first. */
    public static List<Entry> all() {
        return List.copyOf(ENTRIES.values());
    }

    /** Whether there is such a network here. */
    public static boolean has(String name) {
        return ENTRIES.containsKey(name) || name.startsWith(MLP + "-");
    }

    /** A network's architecture. */
    public static ModelSpec spec(String name, double width) {
        if (!(width > 0 && width <= 16)) {
            throw new UserMistake("The width of " + name + " is " + width + "; it must be above 0 and at most 16.");
        }
        if (name.startsWith(MLP + "-")) {
            return ZooSpecs.mlp(name, width, widths(name));
        }
        Entry entry = ENTRIES.get(name);
        if (entry == null) {
            throw new UserMistake("There is no network " + name + " in the zoo; there are " + String.join(", ", ENTRIES.keySet())
                    + ", and mlp-600-256-10 for any widths.");
        }
        return entry.spec().apply(name, width);
    }

    /** A network with weights that follow from the seed. */
    public static Model build(String name, double width, long seed) {
        return new SeededWeights(spec(name, width), Seed.of(seed).derive(name)).model();
    }

    private static int[] widths(String name) {
        try {
            int[] widths = Arrays.stream(name.substring(MLP.length() + 1).split("-", -1)).mapToInt(Integer::parseInt).toArray();
            if (widths.length >= 2 && Arrays.stream(widths).allMatch(w -> w >= 1 && w <= WIDEST)) {
                return widths;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new UserMistake("'" + name + "' is no perceptron: give its widths from input to output, 1 to " + WIDEST
                + ", for example mlp-600-256-10.");
    }

    private static Map<String, Entry> entries() {
        List<Entry> all = new ArrayList<>();
        all.add(new Entry(MLP, "600 inputs, 256 and 128 hidden, 100 classes",
                (name, width) -> ZooSpecs.mlp(name, width, 600, 256, 128, 100)));
        all.add(new Entry("lenet", "LeNet-5 on 28 × 28", ZooSpecs::lenet));
        all.add(new Entry("chmnist-cnn", "the CNN of SIGuard's publication on 64 × 64", ZooSpecs::chmnist));
        all.add(new Entry("simc-mnist", "MUSE's and SIMC's network for MNIST", ZooSpecs::simcMnist));
        all.add(new Entry("simc-cifar10", "MUSE's and SIMC's network for CIFAR-10", ZooSpecs::simcCifar));
        for (int layers : new int[] {11, 16}) {
            all.add(new Entry("vgg" + layers + "-cifar", "VGG-" + layers + " on 32 × 32", (n, w) -> ZooSpecs.vggCifar(n, w, layers)));
        }
        for (int layers : new int[] {18, 34, 50}) {
            all.add(new Entry("resnet" + layers + "-cifar", "ResNet-" + layers + " on 32 × 32, 3 × 3 stem",
                    (n, w) -> ZooSpecs.resnetCifar(n, w, layers)));
        }
        for (int layers : new int[] {18, 34, 50}) {
            all.add(new Entry("resnet" + layers + "-imagenet", "ResNet-" + layers + " on 224 × 224",
                    (n, w) -> ZooSpecs.resnetImageNet(n, w, layers)));
        }
        for (int layers : new int[] {11, 16}) {
            all.add(new Entry("vgg" + layers + "-imagenet", "VGG-" + layers + " on 224 × 224",
                    (n, w) -> ZooSpecs.vggImageNet(n, w, layers)));
        }
        Map<String, Entry> byName = new LinkedHashMap<>();
        all.forEach(entry -> byName.put(entry.name(), entry));
        return byName;
    }
}
