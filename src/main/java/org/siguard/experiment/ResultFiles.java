package org.siguard.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.siguard.attack.metric.Estimate;
import org.siguard.base.JsonObject;
import org.siguard.net.Traffic;

/**
 * A result as JSON: all settings, the figures, and, apart from the rest because they differ from run to run, measured times. The scores
 * by record are in a table beside it, see {@link ScoreTable}.
 */
public final class ResultFiles {
    private static final String FORMAT = "siguard-result";
    private static final int VERSION = 2;
    private static final int MOST_BYTES = 1 << 24;

    private ResultFiles() {
    }

    public static ObjectNode tree(RunResult result) {
        ObjectNode root = JsonObject.create();
        root.put("format", FORMAT).put("version", VERSION);
        root.set("experiment", ExperimentFiles.tree(result.experiment()));
        root.put("fidelity", result.fidelity().label());
        put(root, result.figures());
        ArrayNode costs = root.putArray("costs");
        for (RunResult.Cost cost : result.costs()) {
            costs.addObject().put("operation", cost.operation()).put("rounds", cost.traffic().rounds())
                    .put("messages", cost.traffic().messages()).put("bytes", cost.traffic().bytes());
        }
        Figures.Latency latency = result.figures().latency();
        root.putObject("batchCosts").put("batch", latency.batch()).put("rounds", latency.rounds()).put("bytes", latency.bytes());
        ArrayNode repetitions = root.putArray("repetitions");
        for (RunResult.Repetition repetition : result.repetitions()) {
            put(repetitions.addObject().put("seed", repetition.seed()), repetition.figures());
        }
        putTimes(root.putObject("times"), result);
        return root;
    }

    private static void put(ObjectNode root, Figures figures) {
        root.put("members", figures.members()).put("nonMembers", figures.nonMembers()).put("gapFloor", figures.gapFloor());
        ArrayNode attacks = root.putArray("attacks");
        for (Figures.AttackFigure attack : figures.attacks()) {
            put(attacks.addObject().put("attack", attack.attack()).put("output", attack.output().label()), attack.accuracy());
        }
        ArrayNode strongest = root.putArray("strongest");
        for (Figures.StrongestFigure figure : figures.strongest()) {
            put(strongest.addObject().put("output", figure.output().label()).put("attack", figure.attack())
                    .put("compared", figure.compared()), figure.accuracy());
        }
        ArrayNode top1 = root.putArray("top1");
        for (Figures.Top1 accuracy : figures.top1()) {
            put(top1.addObject().put("output", accuracy.output().label()), accuracy.accuracy());
        }
        if (figures.change() != null) {
            ObjectNode change = root.putObject("change");
            put(change.putObject("distortion"), figures.change().distortion());
            put(change.putObject("undefended"), figures.change().undefended());
            put(change.putObject("labelKept"), figures.change().labelKept());
        }
    }

    /** All that a clock has a say in: two runs of the same experiment differ here and nowhere else. */
    private static void putTimes(ObjectNode times, RunResult result) {
        Figures.Latency latency = result.figures().latency();
        times.put("kind", latency.predicted() ? "predicted" : "measured").put("network", latency.network());
        put(times, latency);
        ArrayNode repetitions = times.putArray("repetitions");
        for (RunResult.Repetition repetition : result.repetitions()) {
            put(repetitions.addObject(), repetition.figures().latency());
        }
        RunResult.Foreseen foreseen = result.foreseen();
        if (foreseen != null) {
            times.putObject("foreseen").put("inferenceSeconds", foreseen.inference()).put("guardSeconds", foreseen.guard())
                    .put("error", foreseen.error(latency)).put("holds", foreseen.holds(latency));
        }
        ArrayNode warnings = times.putArray("warnings");
        result.warnings().forEach(warnings::add);
    }

    private static void put(ObjectNode node, Figures.Latency latency) {
        node.put("inferenceSeconds", latency.inference()).put("guardSeconds", latency.guard());
        Figures.Spread spread = latency.spread();
        if (spread != null) {
            node.putObject("spread").put("lowSeconds", spread.low()).put("highSeconds", spread.high())
                    .put("guardLowSeconds", spread.guardLow()).put("guardHighSeconds", spread.guardHigh()).put("batches", spread.batches());
        }
    }

    private static void put(ObjectNode node, Estimate estimate) {
        node.put("value", estimate.value()).put("low95", estimate.low()).put("high95", estimate.high());
    }

    /** Reads a result; its scores by record are {@link RecordScores#NONE}. */
    public static RunResult read(Path file) {
        return of(JsonObject.read(file, MOST_BYTES), file.toString(), RecordScores.NONE);
    }

    /** With its scores, as text that travels: to the last bit what it was, and its {@link #tree} with it. */
    public static ObjectNode whole(RunResult result) {
        ObjectNode root = JsonObject.create();
        root.set("result", tree(result));
        return root.put("scores", ScoreTable.text(result.scores()));
    }

    /**
     * Reads what {@link #whole} made.
     *
     * @param from is for messages
     */
    public static RunResult whole(JsonObject json, String from) {
        return of(json.object("result"), from, ScoreTable.read(json.text("scores").lines().toList(), from));
    }

    private static RunResult of(JsonObject json, String file, RecordScores scores) {
        if (!json.text("format").equals(FORMAT)) {
            throw json.mistake("format", "must be " + FORMAT + "; this is another kind of file.");
        }
        long version = json.whole("version", 1, Integer.MAX_VALUE);
        if (version != VERSION) {
            throw json.mistake("version", "is " + version + "; this program reads " + VERSION + ". "
                    + (version > VERSION ? "Use a newer one." : "Run its experiment again."));
        }
        Experiment experiment = ExperimentFiles.of(json.object("experiment"), file);
        String label = json.text("fidelity");
        Fidelity fidelity = Arrays.stream(Fidelity.values()).filter(each -> each.label().equals(label)).findFirst()
                .orElseThrow(() -> json.mistake("fidelity", "must be preview or measured."));
        List<RunResult.Cost> costs = new ArrayList<>();
        for (JsonObject cost : json.objects("costs")) {
            costs.add(new RunResult.Cost(cost.text("operation"), new Traffic((int) cost.whole("rounds", 0, Integer.MAX_VALUE),
                    cost.whole("messages", 0, Long.MAX_VALUE), cost.whole("bytes", 0, Long.MAX_VALUE), 0)));
        }
        JsonObject times = json.object("times");
        List<JsonObject> each = times.objects("repetitions");
        List<RunResult.Repetition> repetitions = new ArrayList<>();
        List<JsonObject> written = json.objects("repetitions");
        if (written.size() != each.size()) {
            throw times.mistake("repetitions",
                    "must tell the times of the " + written.size() + " repetitions, and tells " + each.size() + ".");
        }
        for (JsonObject repetition : written) {
            repetitions.add(new RunResult.Repetition((int) repetition.whole("seed", 0, Integer.MAX_VALUE),
                    figures(repetition, fidelity, latency(json.object("batchCosts"), times, each.get(repetitions.size())))));
        }
        return new RunResult(experiment, fidelity, figures(json, fidelity, latency(json.object("batchCosts"), times, times)), costs,
                scores, repetitions, foreseen(times), times.texts("warnings"));
    }

    private static RunResult.Foreseen foreseen(JsonObject times) {
        if (!times.has("foreseen")) {
            return null;
        }
        JsonObject foreseen = times.object("foreseen");
        return new RunResult.Foreseen(seconds(foreseen, "inferenceSeconds"), seconds(foreseen, "guardSeconds"));
    }

    private static Figures.Latency latency(JsonObject costs, JsonObject times, JsonObject seconds) {
        return new Figures.Latency(seconds(seconds, "inferenceSeconds"), difference(seconds, "guardSeconds"),
                times.text("kind").equals("predicted"), times.text("network"), (int) costs.whole("batch", 1, Integer.MAX_VALUE),
                (int) costs.whole("rounds", 0, Integer.MAX_VALUE), costs.whole("bytes", 0, Long.MAX_VALUE),
                seconds.has("spread") ? spread(seconds.object("spread")) : null);
    }

    private static Figures.Spread spread(JsonObject spread) {
        return new Figures.Spread(seconds(spread, "lowSeconds"), seconds(spread, "highSeconds"), difference(spread, "guardLowSeconds"),
                difference(spread, "guardHighSeconds"), (int) spread.whole("batches", 0, Integer.MAX_VALUE));
    }

    private static double seconds(JsonObject json, String key) {
        return json.real(key, 0, 1e12);
    }

    private static double difference(JsonObject json, String key) {
        return json.real(key, -1e12, 1e12);
    }

    private static Figures figures(JsonObject json, Fidelity fidelity, Figures.Latency latency) {
        List<Figures.AttackFigure> attacks = new ArrayList<>();
        json.objects("attacks").forEach(each -> attacks.add(new Figures.AttackFigure(each.text("attack"), output(each), estimate(each))));
        List<Figures.StrongestFigure> strongest = new ArrayList<>();
        json.objects("strongest").forEach(each -> strongest.add(new Figures.StrongestFigure(output(each), each.text("attack"),
                estimate(each), (int) each.whole("compared", 1, Integer.MAX_VALUE))));
        List<Figures.Top1> top1 = new ArrayList<>();
        json.objects("top1").forEach(each -> top1.add(new Figures.Top1(output(each), estimate(each))));
        Figures.Change change = null;
        if (json.has("change")) {
            JsonObject node = json.object("change");
            change = new Figures.Change(estimate(node.object("distortion")), estimate(node.object("undefended")),
                    estimate(node.object("labelKept")));
        }
        return new Figures(fidelity, (int) json.whole("members", 0, Integer.MAX_VALUE),
                (int) json.whole("nonMembers", 0, Integer.MAX_VALUE),
                attacks, top1, json.real("gapFloor", 0, 1), latency, strongest, change);
    }

    static Output output(JsonObject json) {
        return output(json.text("output"));
    }

    static Output output(String label) {
        return Arrays.stream(Output.values()).filter(output -> output.label().equals(label)).findFirst()
                .orElseThrow(() -> new org.siguard.base.UserMistake(
                        "There is no kind of output '" + label + "'; known: plain, secure, guarded."));
    }

    private static Estimate estimate(JsonObject json) {
        double value = json.real("value", -1e9, 1e9);
        return new Estimate(value, json.real("low95", -1e9, value), json.real("high95", value, 1e9));
    }
}
