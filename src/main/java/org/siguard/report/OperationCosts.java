package org.siguard.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.RunResult;

/**
 * Where a query's cost goes, operation by operation.
 *
 * @param measure which cost is drawn; the data hold all
 * @param basis   what the figures are: measured or declared, and of what
 */
public record OperationCosts(Measure measure, String basis, List<CostShare> shares) implements Drawing {
    /** Beyond so many, the cheapest are drawn as one. */
    static final int MOST = 14;
    private static final int ROW = 25;
    private static final int AROUND = 150;

    /** Which cost. */
    public enum Measure {
        BYTES("sent", "bytes") {
            @Override
            double of(CostShare share) {
                return share.bytes();
            }

            @Override
            String inWords(double value) {
                return InWords.bytes(Math.round(value));
            }
        },
        ROUNDS("rounds", "rounds") {
            @Override
            double of(CostShare share) {
                return share.rounds();
            }

            @Override
            String inWords(double value) {
                return InWords.count(Math.round(value));
            }
        },
        SECONDS("time", "s") {
            @Override
            double of(CostShare share) {
                return share.seconds();
            }

            @Override
            String inWords(double value) {
                return InWords.seconds(value);
            }
        };

        private final String title;
        private final String unit;

        Measure(String title, String unit) {
            this.title = title;
            this.unit = unit;
        }

        String title() {
            return title;
        }

        String unit() {
            return unit;
        }

        abstract double of(CostShare share);

        abstract String inWords(double value);
    }

    public OperationCosts {
        shares = List.copyOf(shares);
    }

    /** Those of a run. */
    public static OperationCosts of(RunResult result, Measure measure) {
        boolean declared = result.fidelity() == Fidelity.PREVIEW;
        return new OperationCosts(measure, (declared ? "declared costs" : "measured") + " of the guarded queries, all parties together",
                result.costs().stream().map(cost -> new CostShare(cost.operation().isEmpty() ? "everything else" : cost.operation(),
                        cost.traffic().rounds(), cost.traffic().bytes(), declared ? 0 : cost.traffic().nanos() / 1e9)).toList());
    }

    /** The dearest first; what is nothing is left out, and the cheapest beyond {@value #MOST} are one. */
    List<CostShare> drawn() {
        List<CostShare> sorted = shares.stream().filter(share -> measure.of(share) > 0)
                .sorted(Comparator.comparingDouble((CostShare share) -> measure.of(share)).reversed()).toList();
        if (sorted.size() <= MOST) {
            return sorted;
        }
        List<CostShare> drawn = new ArrayList<>(sorted.subList(0, MOST - 1));
        List<CostShare> rest = sorted.subList(MOST - 1, sorted.size());
        drawn.add(new CostShare(rest.size() + " others", rest.stream().mapToInt(CostShare::rounds).sum(),
                rest.stream().mapToLong(CostShare::bytes).sum(), rest.stream().mapToDouble(CostShare::seconds).sum()));
        return drawn;
    }

    @Override
    public JFreeChart chart(ChartTheme theme) {
        return CostChart.of(this, theme);
    }

    @Override
    public DataTable data() {
        return new DataTable(List.of("operation", "rounds", "bytes", "seconds"), shares.stream()
                .map(share -> List.<Object>of(share.operation(), share.rounds(), share.bytes(), share.seconds())).toList());
    }

    @Override
    public String inWords() {
        List<CostShare> drawn = drawn();
        return "Cost by operation (" + measure.title() + ")"
                + (drawn.isEmpty() ? ": none." : ": most goes to " + drawn.get(0).operation() + ".");
    }

    @Override
    public int height() {
        return AROUND + ROW * Math.max(2, drawn().size());
    }
}
