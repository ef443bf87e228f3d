package org.siguard.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.attack.metric.Estimate;
import org.siguard.attack.metric.Roc;
import org.siguard.experiment.Figures;
import org.siguard.experiment.Output;

/** One of each figure, with data from simple laws and a fixed seed: for tests of what draws and what shows figures. */
public final class SampleDrawings {
    private SampleDrawings() {
    }

    /** By name. */
    public static Map<String, Drawing> all() {
        Map<String, Drawing> all = new LinkedHashMap<>();
        all.put("tradeoff", tradeOff());
        all.put("tradeoff-named", tradeOffOverNames());
        all.put("roc", roc());
        all.put("confidence", confidences());
        all.put("latencies", latencies());
        all.put("pareto", pareto());
        all.put("costs", costs());
        all.put("parallel", parallel());
        all.put("released", released());
        return all;
    }

    public static Estimate around(double share, int records) {
        double half = 1.96 * Math.sqrt(share * (1 - share) / records);
        return new Estimate(share, Math.max(0, share - half), Math.min(1, share + half));
    }

    static TradeOff tradeOff() {
        List<TradeOff.Line> lines = new ArrayList<>();
        double[] floors = {0.66, 0.60, 0.71};
        String[] names = {"strongest attack", "confidence", "top-1 accuracy"};
        for (int line = 0; line < names.length; line++) {
            List<TradeOff.At> points = new ArrayList<>();
            for (double step : new double[] {0.05, 0.1, 0.2, 0.4, 0.8}) {
                double share = line == 2 ? floors[line] : floors[line] + 0.19 * Math.exp(-4 * step) - 0.02 * line;
                points.add(new TradeOff.At(step, around(share, 800)));
            }
            lines.add(new TradeOff.Line(names[line], points));
        }
        return new TradeOff("What the step buys", Quantity.logarithmic("guard.step", "logits"), "accuracy", lines,
                Optional.of(around(0.64, 2000)));
    }

    static TradeOff tradeOffOverNames() {
        List<TradeOff.At> points = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            points.add(new TradeOff.At(i, around(0.72 - 0.01 * i, 800)));
        }
        return new TradeOff("Secure inference leaks as plaintext does",
                Quantity.named("softmax", List.of("exact", "taylor", "relu", "quadratic", "secureml")),
                "balanced accuracy",
                List.of(new TradeOff.Line("strongest attack", points)), Optional.of(around(0.6, 2000)));
    }

    public static RocCurves roc() {
        return new RocCurves("What an attacker is sure of", List.of(curve("likelihood ratio (LiRA)", 1.6, 1), curve("confidence", 0.9, 2),
                curve("behind siguard-strong: confidence, adapted", 0.3, 3)));
    }

    static RocCurves.Curve curve(String name, double shift, long seed) {
        Random random = new Random(seed);
        double[] scores = new double[2000];
        boolean[] member = new boolean[2000];
        for (int i = 0; i < 2000; i++) {
            member[i] = i < 1000;
            scores[i] = random.nextGaussian() * (i < 1000 ? 1.2 : 1) + (i < 1000 ? shift : 0);
        }
        return RocCurves.Curve.of(name, Roc.of(new AttackTrial(scores, 0.5, member)));
    }

    static Confidences confidences() {
        return new Confidences(List.of(histogram("no guard", 0.25, 0.6), histogram("siguard-strong", 0.5, 0.55)));
    }

    private static ConfidenceHistogram histogram(String name, double members, double others) {
        Random random = new Random(7);
        double[] confidences = new double[2000];
        boolean[] member = new boolean[2000];
        for (int i = 0; i < 2000; i++) {
            member[i] = i < 1000;
            confidences[i] = 1 - Math.min(1, Math.pow(random.nextDouble(), 2) * (i < 1000 ? members : others) * 1.7);
        }
        return ConfidenceHistogram.of(name, confidences, member);
    }

    static Latencies latencies() {
        return new Latencies(
                List.of(new LatencyBar("siguard-published", LatencyBar.Kind.MEASURED, "LAN", 0.84, 2.7,
                        new Figures.Spread(3.41, 3.72, 2.6, 2.9, 5)),
                        new LatencyBar("siguard-fast", LatencyBar.Kind.PREDICTED, "LAN", 0.84, 0.61,
                                new Figures.Spread(1.1, 1.8, 0.4, 0.8, 0)),
                        new LatencyBar("published figure", LatencyBar.Kind.MODELLED, "LAN", 1.4, 2.1)),
                "a batch of 100, from the query to the client's answer");
    }

    static ParetoPlane pareto() {
        List<ParetoPoint> points = new ArrayList<>();
        double[][] at = {{0.002, 0.85}, {0.01, 0.69}, {0.03, 0.683}, {0.09, 0.69}, {0.5, 0.74}, {2.7, 0.72}, {2.9, 0.71}, {0.05, 0.77},
            {0.07, 0.79}, {0.06, 0.82}};
        String[] names = {"none", "order", "template", "siguard-brief", "siguard-fast", "siguard-published", "siguard-strong", "rounding",
            "laplace", "gaussian"};
        for (int i = 0; i < at.length; i++) {
            double x = at[i][0];
            double y = at[i][1];
            boolean dominated = false;
            for (double[] other : at) {
                dominated |= (other[0] < x || other[1] < y) && other[0] <= x && other[1] <= y;
            }
            points.add(new ParetoPoint(names[i], new Estimate(x, 0.95 * x, 1.05 * x), around(y, 2000), dominated, i == 1));
        }
        return new ParetoPlane("Guards by what they cost and what they leave", Quantity.logarithmic("latency", "s"),
                Quantity.share("strongest attack"), points);
    }

    static OperationCosts costs() {
        List<CostShare> shares = new ArrayList<>();
        String[] names = {"inference/conv1", "inference/relu1", "inference/conv2", "inference/relu2", "inference/dense", "guard/softmax",
            "guard/classifier/dense1", "guard/classifier/relu", "guard/gradient", "guard/search/normalise", "guard/validate",
            "guard/select", "inference/pool/maximum of four neighbours in shares", "input", "output", "inference/flatten",
            "guard/labels"};
        for (int i = 0; i < names.length; i++) {
            shares.add(new CostShare(names[i], 10 + 7 * i, (long) (4e6 / (1 + i * i % 11)), 0.1 / (1 + i)));
        }
        return new OperationCosts(OperationCosts.Measure.BYTES, "measured, the guarded queries, all parties together", shares);
    }

    static ParallelCoordinates parallel() {
        Random random = new Random(5);
        List<ParallelCoordinates.Line> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            double step = Math.pow(10, -1.5 + 1.5 * random.nextDouble());
            double inner = 1 + random.nextInt(50);
            double latency = 0.02 * inner + 0.01;
            double leak = 0.65 + 0.2 * Math.exp(-step * inner) + 0.01 * random.nextDouble();
            lines.add(new ParallelCoordinates.Line("trial " + i, List.of(step, inner, (double) random.nextInt(3), leak, latency),
                    i % 9 == 0));
        }
        return new ParallelCoordinates("Which settings go with which results", List.of(Quantity.logarithmic("guard.step", "logits"),
                Quantity.of("guard.inner", ""), Quantity.named("guard", List.of("siguard", "order", "template")),
                Quantity.share("strongest attack"), Quantity.of("latency", "s")), lines);
    }

    static ReleasedAccuracy released() {
        return new ReleasedAccuracy("What the strongest attack learns from each output",
                List.of(new ReleasedAccuracy.Row("plaintext", Output.PLAIN, around(0.85, 2000)),
                        new ReleasedAccuracy.Row("secure, exact softmax", Output.SECURE, around(0.853, 2000)),
                        new ReleasedAccuracy.Row("secure, quadratic softmax", Output.SECURE, around(0.84, 2000)),
                        new ReleasedAccuracy.Row("siguard-strong", Output.GUARDED, around(0.722, 2000)),
                        new ReleasedAccuracy.Row("order", Output.GUARDED, around(0.683, 2000)),
                        new ReleasedAccuracy.Row("label", Output.GUARDED, around(0.687, 2000))),
                Optional.of(around(0.687, 2000)));
    }
}
