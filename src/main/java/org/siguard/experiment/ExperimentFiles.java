package org.siguard.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.siguard.attack.metric.Estimate;
import org.siguard.base.JsonObject;
import org.siguard.base.Settings;
import org.siguard.base.UserMistake;

/**
 * Experiments and results as JSON. An experiment file names the settings that differ from their defaults; a result holds all of
 * them, the figures, and, apart from the rest because they differ from run to run, measured times.
 */
public final class ExperimentFiles {
    private static final int VERSION = 1;
    private static final int MOST_BYTES = 1 << 20;

    private ExperimentFiles() {
    }

    public static Experiment read(Path file) {
        JsonObject json = JsonObject.read(file, MOST_BYTES);
        Settings settings = Settings.defaults(Experiment.PARAMETERS);
        for (String key : json.keys()) {
            String value = json.typed(key);
            try {
                settings = settings.with(key, value);
            } catch (UserMistake e) {
                throw new UserMistake(file + ": " + e.getMessage(), e);
            }
        }
        return new Experiment(settings);
    }

    public static void write(Path file, Experiment experiment) {
        JsonObject.write(file, tree(experiment));
    }

    public static void write(Path file, RunResult result) {
        ObjectNode root = JsonObject.create();
        root.put("format", "siguard-result").put("version", VERSION);
        root.set("experiment", tree(result.experiment()));
        root.put("fidelity", result.fidelity().label());
        Figures figures = result.figures();
        root.put("members", figures.members()).put("nonMembers", figures.nonMembers()).put("gapFloor", figures.gapFloor());
        ArrayNode attacks = root.putArray("attacks");
        for (Figures.AttackFigure attack : figures.attacks()) {
            put(attacks.addObject().put("attack", attack.attack()).put("output", attack.output().label()), attack.accuracy());
        }
        ArrayNode top1 = root.putArray("top1");
        for (Figures.Top1 accuracy : figures.top1()) {
            put(top1.addObject().put("output", accuracy.output().label()), accuracy.accuracy());
        }
        ArrayNode costs = root.putArray("costs");
        for (RunResult.Cost cost : result.costs()) {
            costs.addObject().put("operation", cost.operation()).put("rounds", cost.traffic().rounds())
                    .put("messages", cost.traffic().messages()).put("bytes", cost.traffic().bytes());
        }
        Figures.Latency latency = figures.latency();
        root.putObject("batchCosts").put("batch", latency.batch()).put("rounds", latency.rounds()).put("bytes", latency.bytes());
        ObjectNode times = root.putObject("times");
        times.put("kind", latency.predicted() ? "predicted" : "measured").put("network", latency.network());
        times.put("inferenceSeconds", latency.inference()).put("guardSeconds", latency.guard());
        JsonObject.write(file, root);
    }

    private static ObjectNode tree(Experiment experiment) {
        ObjectNode node = JsonObject.create();
        experiment.settings().asMap().forEach((key, value) -> {
            switch (value) {
                case Integer whole -> node.put(key, whole);
                case Double real -> node.put(key, real);
                default -> node.put(key, value.toString());
            }
        });
        return node;
    }

    private static void put(ObjectNode node, Estimate estimate) {
        node.put("value", estimate.value()).put("low95", estimate.low()).put("high95", estimate.high());
    }
}
