package org.siguard.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.siguard.attack.metric.Estimate;
import org.siguard.base.Parameter;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.sweep.Limits.Aim;
import org.siguard.experiment.sweep.SweepResult;
import org.siguard.experiment.sweep.Trial;

/**
 * A sweep as figures: what the strongest attack reaches against latency and against distortion, with the front of each; all trials as
 * parallel coordinates; and, where one or two parameters were varied, how the attack answers to each number.
 */
public final class SweepFigures {
    /** More lines than this are not told apart. */
    private static final int MOST_LINES = 6;

    private final SweepResult result;
    private final List<Trial> trials;
    private final List<String> keys;

    private SweepFigures(SweepResult result) {
        this.result = result;
        this.trials = result.complete();
        this.keys = trials.stream().flatMap(trial -> trial.settings().keySet().stream()).distinct().toList();
    }

    /** By the name of a file without its ending; none where no trial came to its end. */
    public static Map<String, Drawing> of(SweepResult result) {
        SweepFigures figures = new SweepFigures(result);
        Map<String, Drawing> out = new LinkedHashMap<>();
        if (figures.trials.isEmpty()) {
            return out;
        }
        boolean predicted = result.sweep().fidelity() == Fidelity.PREVIEW;
        Quantity latency = Quantity.logarithmic((predicted ? "predicted" : "measured") + " latency of a batch", "s");
        out.put("front-latency", figures.front("What privacy costs: latency", latency, Aim.LATENCY));
        out.put("front-distortion",
                figures.front("What privacy costs: distortion", Quantity.of("distortion, mean L1", ""), Aim.DISTORTION));
        out.put("trials", figures.parallel(latency));
        if (figures.keys.size() <= 2) {
            figures.keys.stream().filter(SweepFigures::isNumber)
                    .forEach(key -> figures.tradeOff(key).ifPresent(drawing -> out.put(key, drawing)));
        }
        return out;
    }

    private ParetoPlane front(String title, Quantity x, Aim aim) {
        List<ParetoPoint> points = trials.stream().map(trial -> new ParetoPoint(trial.inWords(), trial.figures().get(aim),
                trial.figures().get(Aim.STRONGEST), trials.stream().anyMatch(other -> beats(other, trial, aim)))).toList();
        return new ParetoPlane(title, x, Quantity.share("strongest attack"), points);
    }

    /** At least as good in both figures of a chart, and better in one. */
    private static boolean beats(Trial one, Trial other, Aim aim) {
        double x = one.value(aim) - other.value(aim);
        double y = one.value(Aim.STRONGEST) - other.value(Aim.STRONGEST);
        return x <= 0 && y <= 0 && (x < 0 || y < 0);
    }

    private ParallelCoordinates parallel(Quantity latency) {
        List<Quantity> axes = new ArrayList<>();
        Map<String, List<String>> places = new LinkedHashMap<>();
        for (String key : keys) {
            List<String> values = trials.stream().map(trial -> trial.settings().get(key)).distinct().toList();
            places.put(key, values);
            axes.add(isNumber(key) ? quantity(key) : Quantity.named(parameter(key).label(), values));
        }
        axes.addAll(List.of(Quantity.share("strongest attack"), Quantity.of("distortion", ""), latency));
        List<Trial> front = result.front().on();
        List<ParallelCoordinates.Line> lines = trials.stream().map(trial -> {
            List<Double> values = new ArrayList<>();
            keys.forEach(key -> values.add(isNumber(key) ? number(trial, key) : places.get(key).indexOf(trial.settings().get(key))));
            values.addAll(List.of(trial.value(Aim.STRONGEST), trial.value(Aim.DISTORTION), trial.value(Aim.LATENCY)));
            return new ParallelCoordinates.Line(trial.inWords(), values, front.contains(trial));
        }).toList();
        return new ParallelCoordinates("All trials: which settings go with which results", axes, lines);
    }

    /** One line for each value of the other parameter, if there is one; none where there would be too many. */
    private Optional<TradeOff> tradeOff(String key) {
        Optional<String> other = keys.stream().filter(each -> !each.equals(key)).findFirst();
        Map<String, List<TradeOff.At>> lines = trials.stream().collect(Collectors.groupingBy(
                trial -> other.map(name -> parameter(name).label() + " " + trial.settings().get(name)).orElse("strongest attack"),
                LinkedHashMap::new,
                Collectors.mapping(trial -> new TradeOff.At(number(trial, key), trial.figures().get(Aim.STRONGEST)), Collectors.toList())));
        if (lines.size() > MOST_LINES || lines.values().stream().allMatch(line -> line.size() < 2)) {
            return Optional.empty();
        }
        return Optional
                .of(new TradeOff("The strongest attack, by " + parameter(key).label().toLowerCase(java.util.Locale.ROOT), quantity(key),
                        "balanced accuracy",
                        lines.entrySet().stream().map(line -> new TradeOff.Line(line.getKey(), line.getValue())).toList(),
                        Optional.<Estimate>empty()));
    }

    private static Parameter<?> parameter(String key) {
        return Experiment.PARAMETERS.stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
    }

    private static boolean isNumber(String key) {
        Parameter<?> parameter = parameter(key);
        return parameter instanceof Parameter.Whole || parameter instanceof Parameter.Real;
    }

    private Quantity quantity(String key) {
        Parameter<?> parameter = parameter(key);
        boolean ratios = parameter instanceof Parameter.Real real && real.logarithmic()
                && trials.stream().allMatch(trial -> number(trial, key) > 0);
        return ratios ? Quantity.logarithmic(parameter.label(), parameter.unit()) : Quantity.of(parameter.label(), parameter.unit());
    }

    private static double number(Trial trial, String key) {
        return Double.parseDouble(trial.settings().get(key));
    }
}
