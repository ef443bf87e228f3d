package org.siguard.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jfree.chart.JFreeChart;
import org.siguard.attack.metric.Difference;
import org.siguard.attack.metric.Estimate;
import org.siguard.experiment.Output;
import org.siguard.experiment.saved.Comparison;
import org.siguard.experiment.saved.SavedRun;

/**
 * What each attack reaches behind the guard in two runs or more, and whether the paired test calls the difference one.
 *
 * @param runs their names, in the order of the figures
 * @param rows one an attack, those that differ most first
 * @param left how many attacks more there are than rows
 */
public record ComparedAttacks(List<String> runs, List<Row> rows, int left) implements Drawing {
    /** More rows than this have no room for their names. */
    private static final int MOST = 10;
    private static final int ROW = 44;
    private static final int AROUND = 150;

    public ComparedAttacks {
        runs = List.copyOf(runs);
        rows = List.copyOf(rows);
    }

    /**
     * One attack.
     *
     * @param accuracies one a run; none where a run has not tried it
     * @param difference of the last run from the first; none where they attacked different records
     */
    public record Row(String attack, List<Optional<Estimate>> accuracies, Optional<Difference> difference) {
        public Row {
            accuracies = List.copyOf(accuracies);
        }

        /** Between the least and the most of the runs. */
        public double spread() {
            List<Double> known = accuracies.stream().flatMap(Optional::stream).map(Estimate::value).sorted().toList();
            return known.isEmpty() ? 0 : known.getLast() - known.getFirst();
        }
    }

    /** None where no two runs have an attack in common. */
    public static Optional<ComparedAttacks> of(Comparison comparison) {
        LinkedHashSet<String> attacks = new LinkedHashSet<>();
        comparison.runs().forEach(run -> run.result().figures().attacks().stream().filter(figure -> figure.output() == Output.GUARDED)
                .forEach(figure -> attacks.add(figure.attack())));
        List<Row> rows = new ArrayList<>(attacks.stream().map(attack -> row(comparison, attack))
                .filter(row -> row.accuracies().stream().filter(Optional::isPresent).count() > 1).toList());
        rows.sort(Comparator.comparingDouble(Row::spread).reversed());
        return rows.isEmpty() ? Optional.empty()
                : Optional.of(new ComparedAttacks(comparison.runs().stream().map(SavedRun::name).toList(),
                        rows.subList(0, Math.min(MOST, rows.size())), Math.max(0, rows.size() - MOST)));
    }

    private static Row row(Comparison comparison, String attack) {
        SavedRun last = comparison.runs().getLast();
        return new Row(attack, comparison.runs().stream().map(run -> new Baseline(run.name(), run.result().figures()).guarded(attack)
                .map(figure -> figure.accuracy())).toList(),
                comparison.tests().stream()
                        .filter(test -> Objects.equals(test.later(), last) && test.output() == Output.GUARDED
                                && test.attack().equals(attack))
                        .map(Comparison.Test::difference).findFirst());
    }

    @Override
    public JFreeChart chart(ChartTheme theme) {
        return ComparedChart.of(this, theme);
    }

    @Override
    public DataTable data() {
        List<List<Object>> cells = new ArrayList<>();
        for (Row row : rows) {
            for (int run = 0; run < runs.size(); run++) {
                String name = runs.get(run);
                row.accuracies().get(run).ifPresent(accuracy -> cells.add(List.of(row.attack(), name, accuracy.value(), accuracy.low(),
                        accuracy.high(), row.difference().<Object>map(Difference::value).orElse(""),
                        row.difference().<Object>map(Difference::p).orElse(""))));
            }
        }
        return new DataTable(List.of("attack", "run", "accuracy", "low95", "high95", "differenceOfTheLast", "p"), cells);
    }

    @Override
    public String inWords() {
        return "What each attack reaches behind the guard in " + String.join(", ", runs) + ", with 95 % intervals and paired tests.";
    }

    @Override
    public int height() {
        return AROUND + ROW * Math.max(2, rows.size());
    }
}
