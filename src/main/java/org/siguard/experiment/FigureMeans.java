package org.siguard.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.siguard.attack.metric.Estimate;

/**
 * Figures of repetitions in one: means of values, and means of limits. The repetitions draw from the same records, so their intervals are
 * not narrowed by their number.
 */
final class FigureMeans {
    private FigureMeans() {
    }

    static Figures of(List<Figures> each) {
        Figures first = each.get(0);
        if (each.size() == 1) {
            return first;
        }
        List<Figures.AttackFigure> attacks = new ArrayList<>();
        for (Figures.AttackFigure attack : first.attacks()) {
            attacks.add(new Figures.AttackFigure(attack.attack(), attack.output(), mean(each, figures -> figures.attacks().stream()
                    .filter(other -> other.attack().equals(attack.attack()) && other.output() == attack.output())
                    .map(Figures.AttackFigure::accuracy).findFirst().orElse(null))));
        }
        List<Figures.Top1> top1 = new ArrayList<>();
        for (Figures.Top1 figure : first.top1()) {
            top1.add(new Figures.Top1(figure.output(), mean(each, figures -> figures.top1().stream()
                    .filter(other -> other.output() == figure.output()).map(Figures.Top1::accuracy).findFirst().orElse(null))));
        }
        List<Figures.StrongestFigure> strongest = new ArrayList<>();
        for (Figures.StrongestFigure figure : first.strongest()) {
            strongest.add(new Figures.StrongestFigure(figure.output(), mostOften(each, figure.output()),
                    mean(each, figures -> figures.strongest(figure.output()) == null ? null
                            : figures.strongest(figure.output()).accuracy()),
                    figure.compared()));
        }
        Figures.Change change = first.change() == null ? null
                : new Figures.Change(mean(each, changed(Figures.Change::distortion)), mean(each, changed(Figures.Change::undefended)),
                        mean(each, changed(Figures.Change::labelKept)));
        return new Figures(first.fidelity(), first.members(), first.nonMembers(), attacks, top1,
                each.stream().mapToDouble(Figures::gapFloor).average().orElseThrow(), latency(each), strongest, change);
    }

    private static Figures.Latency latency(List<Figures> each) {
        Figures.Latency first = each.get(0).latency();
        return new Figures.Latency(average(each, Figures.Latency::inference), average(each, Figures.Latency::guard), first.predicted(),
                first.network(), first.batch(), first.rounds(), first.bytes(), spread(each));
    }

    private static Figures.Spread spread(List<Figures> each) {
        List<Figures.Spread> all = each.stream().map(figures -> figures.latency().spread()).toList();
        return all.contains(null) ? null : all.stream().reduce(Figures.Spread::with).orElseThrow();
    }

    private static double average(List<Figures> each, ToDoubleFunction<Figures.Latency> part) {
        return each.stream().map(Figures::latency).mapToDouble(part).average().orElseThrow();
    }

    private static Function<Figures, Estimate> changed(Function<Figures.Change, Estimate> part) {
        return figures -> figures.change() == null ? null : part.apply(figures.change());
    }

    private static String mostOften(List<Figures> each, Output output) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        each.stream().map(figures -> figures.strongest(output)).filter(figure -> figure != null)
                .forEach(figure -> counts.merge(figure.attack(), 1, Integer::sum));
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }

    /** Over those that have the figure: a repetition under way may not. */
    private static Estimate mean(List<Figures> each, Function<Figures, Estimate> part) {
        List<Estimate> all = each.stream().map(part).filter(estimate -> estimate != null).toList();
        double value = all.stream().mapToDouble(Estimate::value).average().orElseThrow();
        return new Estimate(value, Math.min(value, all.stream().mapToDouble(Estimate::low).average().orElseThrow()),
                Math.max(value, all.stream().mapToDouble(Estimate::high).average().orElseThrow()));
    }
}
