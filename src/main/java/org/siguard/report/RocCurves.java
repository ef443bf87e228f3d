package org.siguard.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.attack.metric.Estimate;
import org.siguard.attack.metric.FalsePositiveRate;
import org.siguard.attack.metric.Roc;
import org.siguard.attack.metric.TruePositives;

/** ROC curves of attacks, side by side. */
public record RocCurves(String title, List<Curve> curves) implements Drawing {
    public RocCurves {
        curves = List.copyOf(curves);
    }

    /**
     * One attack.
     *
     * @param name       its own
     * @param members    it was judged by
     * @param nonMembers it was judged by: no rate of false alarms below one in so many was measured
     * @param points     from (0, 0) to (1, 1)
     * @param rates      what is found at few false alarms, with intervals
     * @param marks      where the curve stands when the threshold is the score of something that somebody points at
     */
    public record Curve(String name, int members, int nonMembers, List<Point> points, List<Rate> rates, List<Point> marks) {
        public Curve {
            points = List.copyOf(points);
            rates = List.copyOf(rates);
            marks = List.copyOf(marks);
        }

        public Curve(String name, int members, int nonMembers, List<Point> points, List<Rate> rates) {
            this(name, members, nonMembers, points, rates, List.of());
        }

        /** With marks where the threshold is one of these scores. */
        public Curve marked(AttackTrial trial, double... thresholds) {
            return new Curve(name, members, nonMembers, points, rates, Arrays.stream(thresholds)
                    .mapToObj(threshold -> new Point(share(trial, false, threshold), share(trial, true, threshold))).toList());
        }

        private static double share(AttackTrial trial, boolean member, double threshold) {
            long all = member ? trial.members() : trial.nonMembers();
            return (double) IntStream.range(0, trial.size())
                    .filter(record -> trial.member()[record] == member && trial.scores()[record] >= threshold).count() / all;
        }

        public static Curve of(String name, Roc roc) {
            List<Point> points = roc.points().stream().map(point -> new Point(point.falseShare(), point.trueShare())).toList();
            List<Rate> rates = new ArrayList<>();
            for (FalsePositiveRate target : FalsePositiveRate.values()) {
                Optional<Estimate> rate = TruePositives.at(target, roc).rate();
                rate.ifPresent(found -> rates.add(new Rate(1.0 / target.oneIn(), found)));
            }
            return new Curve(name, roc.members(), roc.nonMembers(), points, rates);
        }
    }

    /** What a threshold lets through: shares of non-members and of members. */
    public record Point(double falseShare, double trueShare) {
        public Point {
            if (!(falseShare >= 0 && falseShare <= 1 && trueShare >= 0 && trueShare <= 1)) {
                throw new IllegalArgumentException("no shares: " + falseShare + ", " + trueShare);
            }
        }
    }

    /** Members found at a rate of false alarms; see {@link TruePositives}. */
    public record Rate(double falseShare, Estimate trueShare) {
    }

    @Override
    public JFreeChart chart(ChartTheme theme) {
        return RocChart.of(this, theme);
    }

    @Override
    public DataTable data() {
        List<List<Object>> rows = new ArrayList<>();
        for (Curve curve : curves) {
            curve.points().forEach(point -> rows.add(List.of(curve.name(), "curve", point.falseShare(), point.trueShare(), "", "")));
            curve.rates().forEach(rate -> rows.add(List.of(curve.name(), "rate", rate.falseShare(), rate.trueShare().value(),
                    rate.trueShare().low(), rate.trueShare().high())));
        }
        return new DataTable(List.of("attack", "kind", "falsePositiveRate", "truePositiveRate", "low95", "high95"), rows);
    }

    @Override
    public String inWords() {
        return title + ": the share of members found over the share of false alarms, both on logarithmic axes.";
    }

    @Override
    public int height() {
        return 460;
    }
}
