package org.siguard.train.sample;

import java.util.Locale;
import org.siguard.base.Progress;
import org.siguard.model.Layer;
import org.siguard.model.ModelSpec;
import org.siguard.ring.Shape;
import org.siguard.train.TrainingSettings;

/**
 * Work in stages of known cost, so that progress over all of them moves evenly and says how much time is left. Cost is counted in
 * multiply-adds of a training, one of which took about 0.12 ns where this was measured (one core; docs/decisions/0008-training.md);
 * what is left is then estimated from the time that the stages so far took here.
 */
final class Workload {
    /** What showing a record costs whatever the network: putting it into a batch, calls of libtorch, its share of the optimiser. */
    private static final double A_RECORD = 16_000;
    /** Fixed-point products of 64 bits are slower than libtorch's of 32, forwards and backwards together. */
    private static final double SECURE = 2.5;
    /** One number of one softmax in fixed point. */
    private static final double SOFTMAX = 400;
    /** Before this share of the work a guess at the time left says more of how the program starts. */
    private static final double FIRST_GUESS = 0.03;

    private final Progress whole;
    private double planned;
    private double done;
    private double worked;
    private double furthest;
    private long begun;

    /** @param planned the cost of all stages */
    Workload(Progress whole, double planned) {
        this.whole = whole;
        this.planned = planned;
    }

    /** Training a network on so many records, epoch by epoch. */
    static double training(ModelSpec network, long records, TrainingSettings settings) {
        return (double) records * settings.epochs() * (multiplyAdds(network) + A_RECORD);
    }

    /** Asking a network in fixed point, with so many softmaxes after it. */
    static double asking(ModelSpec network, int records, int softmaxes) {
        return (double) records * (SECURE * multiplyAdds(network) + SOFTMAX * softmaxes * network.classes());
    }

    /** The products that one record takes; for other layers as many as they make numbers. */
    static long multiplyAdds(ModelSpec network) {
        long sum = 0;
        for (ModelSpec.Node node : network.nodes()) {
            Shape out = network.shapes().get(node.name());
            sum += switch (node.layer()) {
                case Layer.Linear linear -> (long) linear.inputs() * linear.outputs();
                case Layer.Conv2d conv ->
                    (long) conv.in() / conv.groups() * conv.kernelHeight() * conv.kernelWidth() * out.size();
                default -> out.size();
            };
        }
        return sum;
    }

    /** The progress of one stage; the stage before it is over. */
    final class Stage implements Progress {
        private final double cost;
        private final double expected;
        private double seen = -1;

        private Stage(double cost, double expected) {
            this.cost = cost;
            this.expected = expected;
        }

        /** What a stage begins with was done by an earlier run. That it is over tells {@link #over}, which knows what it took. */
        @Override
        public void report(String phase, double fraction) {
            if (fraction >= 1) {
                return;
            }
            if (seen < 0) {
                seen = fraction;
            }
            if (worked == 0) {
                begun = System.nanoTime();
            }
            worked += cost * (fraction - seen);
            seen = fraction;
            // Where a stage takes longer than expected, the whole stands still for a while and never goes back.
            furthest = Math.clamp((done + cost * fraction) / planned, furthest, 1);
            whole.report(phase + left(planned - done - cost * fraction), furthest);
        }

        /** The stage is over, and took this share of its full cost. */
        void over(double share) {
            if (seen >= 0) {
                worked += cost * (share - seen);
            }
            done += cost * share;
            planned -= cost * (expected - share);
        }
    }

    Stage stage(double cost) {
        return new Stage(cost, 1);
    }

    /** A stage of which only a share is expected to be needed: a training that was over early before. */
    Stage stage(double cost, double expected) {
        planned -= cost * (1 - expected);
        return new Stage(cost, expected);
    }

    private String left(double work) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        return worked < FIRST_GUESS * planned ? "" : ", " + inWords(seconds / worked * Math.max(0, work)) + " left";
    }

    static String inWords(double seconds) {
        if (seconds >= 5400) {
            return String.format(Locale.ROOT, "about %.1f h", seconds / 3600);
        }
        return seconds >= 90 ? String.format(Locale.ROOT, "about %d min", Math.round(seconds / 60))
                : String.format(Locale.ROOT, "about %d s", Math.max(5, 5 * Math.round(seconds / 5)));
    }
}
