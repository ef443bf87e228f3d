package org.siguard.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.siguard.attack.metric.Estimate;
import org.siguard.base.Parameter;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Figures;
import org.siguard.experiment.Output;
import org.siguard.experiment.sweep.Limits.Aim;
import org.siguard.experiment.sweep.ParetoFront;
import org.siguard.experiment.sweep.SweepResult;
import org.siguard.experiment.sweep.Trial;

/**
 * A sweep as figures: what the strongest attack reaches against latency and against distortion, with the front of each; all trials as
 * parallel coordinates; and, where one or two parameters were varied, how the attack answers to each number.
 */
public final class SweepFigures {
    /** More lines than this are not told apart. */
    private static final int MOST_LINES = 6;
    /** The last axes of the parallel coordinates. */
    private static final List<Aim> FIGURES = List.of(Aim.STRONGEST, Aim.DISTORTION, Aim.LATENCY);
    /** Half the length of the bar round a name. */
    private static final double NAMED = 0.25;
    private static final Quantity DISTORTION = Quantity.of("distortion, mean L1", "");

    private final SweepResult result;
    private final List<Trial> trials;
    private final List<String> keys;
    private final Function<Trial, String> name;

    private SweepFigures(SweepResult result, List<Trial> trials, Function<Trial, String> name) {
        this.result = result;
        this.trials = trials;
        this.keys = trials.stream().flatMap(trial -> trial.settings().keySet().stream()).distinct().toList();
        this.name = name;
    }

    /**
     * What there is to see of a sweep that may still be under way: of each setting the trial that came furthest. Names are short, the
     * values alone.
     */
    public static SweepFigures soFar(SweepResult result) {
        return new SweepFigures(result, result.latest(), trial -> String.join(" · ", trial.settings().values()));
    }

    /**
     * Settings that stand out, by their numbers; none below 0.
     *
     * @param pointedAt   by a person
     * @param recommended under some limits
     * @param brush       ranges that were marked: what lies outside of them fades
     */
    public record Marks(int pointedAt, int recommended, Brush brush) {
        public static final Marks NONE = new Marks(-1, -1, Brush.NOTHING);
    }

    /** In the order in which the figures hold them. */
    public List<Trial> trials() {
        return trials;
    }

    /** The strongest attack against what else a setting costs. */
    public ParetoPlane front(Aim cost, Marks marks) {
        return front(cost, marks, Optional.empty());
    }

    /** The same, held against a run, where that says what it costs. */
    public ParetoPlane front(Aim cost, Marks marks, Optional<Baseline> baseline) {
        List<ParetoPoint> points = trials.stream().map(trial -> new ParetoPoint(name.apply(trial), trial.figures().get(cost),
                trial.figures().get(Aim.STRONGEST), trials.stream().anyMatch(other -> beats(other, trial, cost)),
                trial.number() == marks.recommended)).toList();
        return new ParetoPlane("What privacy costs: " + cost.label(), cost == Aim.LATENCY ? latency() : DISTORTION,
                Quantity.share("strongest attack"), points, place(marks.pointedAt),
                baseline.flatMap(base -> point(base, cost)), faded(marks.brush));
    }

    private static Optional<ParetoPoint> point(Baseline baseline, Aim cost) {
        Figures figures = baseline.figures();
        Optional<Estimate> right = cost == Aim.LATENCY
                ? Optional.ofNullable(figures.latency()).map(latency -> new Estimate(latency.total(), latency.total(), latency.total()))
                : Optional.ofNullable(figures.change()).map(Figures.Change::distortion);
        return right.flatMap(x -> Findings.strongest(figures, Output.GUARDED)
                .map(strongest -> new ParetoPoint(baseline.name(), x, strongest.accuracy(), true)));
    }

    private int place(int number) {
        return IntStream.range(0, trials.size()).filter(i -> trials.get(i).number() == number).findFirst().orElse(-1);
    }

    private Quantity latency() {
        boolean predicted = result.sweep().fidelity() == Fidelity.PREVIEW;
        return Quantity.logarithmic((predicted ? "predicted" : "measured") + " latency of a batch", "s");
    }

    /** By the name of a file without its ending; none where no trial came to its end. */
    public static Map<String, Drawing> of(SweepResult result) {
        SweepFigures figures = new SweepFigures(result, result.complete(), Trial::inWords);
        Map<String, Drawing> out = new LinkedHashMap<>();
        if (figures.trials.isEmpty()) {
            return out;
        }
        out.put("front-latency", figures.front(Aim.LATENCY, Marks.NONE));
        out.put("front-distortion", figures.front(Aim.DISTORTION, Marks.NONE));
        out.put("trials", figures.parallel(Marks.NONE));
        if (figures.keys.size() <= 2) {
            figures.keys.stream().filter(SweepFigures::isNumber)
                    .forEach(key -> figures.tradeOff(key).ifPresent(drawing -> out.put(key, drawing)));
        }
        return out;
    }

    /** At least as good in both figures of a chart, and better in one. */
    private static boolean beats(Trial one, Trial other, Aim aim) {
        int x = Double.compare(aim.cost(one.value(aim)), aim.cost(other.value(aim)));
        int y = Double.compare(Aim.STRONGEST.cost(one.value(Aim.STRONGEST)), Aim.STRONGEST.cost(other.value(Aim.STRONGEST)));
        return x <= 0 && y <= 0 && (x < 0 || y < 0);
    }

    /** All trials as lines. */
    public ParallelCoordinates parallel(Marks marks) {
        return parallel(marks, Optional.empty());
    }

    /** The same, with a run to hold them against, where that says what the axes want. */
    public ParallelCoordinates parallel(Marks marks, Optional<Baseline> baseline) {
        Optional<ParallelCoordinates.Line> base =
                baseline.flatMap(run -> values(run).map(values -> line(run.name(), settings(run), values, false)));
        List<Quantity> axes = new ArrayList<>(
                keys.stream().map(key -> isNumber(key) ? quantity(key) : Quantity.named(parameter(key).label(), names(key))).toList());
        axes.addAll(List.of(Quantity.share("strongest attack"), Quantity.of("distortion", ""), Quantity.logarithmic("latency", "s")));
        List<Trial> front = ParetoFront.of(trials).on();
        List<ParallelCoordinates.Line> lines = trials.stream().map(trial -> line(name.apply(trial), trial.settings(),
                FIGURES.stream().map(trial::value).toList(), front.contains(trial))).toList();
        return new ParallelCoordinates("All trials: which settings go with which results", axes, lines, place(marks.pointedAt),
                base.filter(this::hasPlaces), spans(marks.brush), faded(marks.brush));
    }

    /** Whether each of its names stands on its axis. */
    private boolean hasPlaces(ParallelCoordinates.Line line) {
        return IntStream.range(0, keys.size()).allMatch(i -> isNumber(keys.get(i)) || line.values().get(i) >= 0);
    }

    private ParallelCoordinates.Line line(String name, Map<String, String> settings, List<Double> figures, boolean front) {
        List<Double> values = new ArrayList<>();
        keys.forEach(key -> values.add(isNumber(key) ? Double.parseDouble(settings.get(key)) : names(key).indexOf(settings.get(key))));
        values.addAll(figures);
        return new ParallelCoordinates.Line(name, values, front);
    }

    /** What stands on the axis of a setting that is no number, in the order of the trials. */
    private List<String> names(String key) {
        return trials.stream().map(trial -> trial.settings().get(key)).distinct().toList();
    }

    private Map<String, String> settings(Baseline run) {
        return keys.stream().collect(Collectors.toMap(key -> key, key -> run.experiment().settings().text(parameter(key))));
    }

    /** What the axes of figures want of a run; none where it does not say. */
    private static Optional<List<Double>> values(Baseline run) {
        Figures figures = run.figures();
        return run.experiment() == null || figures.change() == null || figures.latency() == null ? Optional.empty()
                : Findings.strongest(figures, Output.GUARDED).map(strongest -> List.of(strongest.accuracy().value(),
                        figures.change().distortion().value(), figures.latency().total()));
    }

    /** What the axes of the parallel coordinates are of, from left to right: keys of settings, then labels of figures. */
    public List<String> axes() {
        return Stream.concat(keys.stream(), FIGURES.stream().map(Aim::label)).toList();
    }

    /** Of an axis of the parallel coordinates, the range that a drag marked; of names, those that lie in it, null for none. */
    public Brush.Range range(Brushable.Span span) {
        if (span.axis() >= keys.size() || isNumber(keys.get(span.axis()))) {
            return Brush.Range.of(span.low(), span.high());
        }
        List<String> names = names(keys.get(span.axis()));
        Set<String> within = IntStream.range(0, names.size()).filter(i -> i >= span.low() && i <= span.high()).mapToObj(names::get)
                .collect(Collectors.toSet());
        return within.isEmpty() ? null : Brush.Range.of(within);
    }

    private List<Brushable.Span> spans(Brush brush) {
        List<Brushable.Span> out = new ArrayList<>();
        brush.ranges().forEach((of, range) -> {
            int axis = axes().indexOf(of);
            if (axis >= 0 && range.names().isEmpty()) {
                out.add(new Brushable.Span(axis, range.low(), range.high()));
            } else if (axis >= 0) {
                range.names().stream().map(names(of)::indexOf).filter(place -> place >= 0)
                        .forEach(place -> out.add(new Brushable.Span(axis, place - NAMED, place + NAMED)));
            }
        });
        return out;
    }

    private Set<Integer> faded(Brush brush) {
        return IntStream.range(0, trials.size()).filter(i -> !brush.holds(trials.get(i))).boxed().collect(Collectors.toSet());
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
