package org.siguard.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.siguard.attack.Estimate;
import org.siguard.base.AtomicFiles;
import org.siguard.base.Settings;
import org.siguard.base.UserMistake;

/**
 * Experiments and results as JSON. An experiment file names the settings that differ from their defaults; a result holds all of
 * them, the figures, and, apart from the rest because they differ from run to run, measured times.
 */
public final class ExperimentFiles {
    private static final int VERSION = 1;
    private static final long MOST_BYTES = 1 << 20;
    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ExperimentFiles() {
    }

    public static Experiment read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new UserMistake(file + " is larger than an experiment can be (1 MB): is it the right file?");
            }
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            return new Experiment(settings(file, root));
        } catch (NoSuchFileException e) {
            throw new UserMistake("There is no file " + file + ": check the path.", e);
        } catch (JsonProcessingException e) {
            throw new UserMistake(file + ", line " + e.getLocation().getLineNr() + ": this is not JSON (" + e.getOriginalMessage() + ").",
                    e);
        } catch (IOException e) {
            throw new UserMistake("Cannot read " + file + ": check that it is a file and that you may read it.", e);
        }
    }

    private static Settings settings(Path file, JsonNode root) {
        if (!root.isObject()) {
            throw new UserMistake(file + ": an experiment is a JSON object of settings, such as {\"queries\": 400}.");
        }
        Settings settings = Settings.defaults(Experiment.PARAMETERS);
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (!entry.getValue().isValueNode() || entry.getValue().isNull()) {
                throw new UserMistake(file + ": the value of '" + entry.getKey() + "' must be a number or a text.");
            }
            try {
                settings = settings.with(entry.getKey(), entry.getValue().asText());
            } catch (UserMistake e) {
                throw new UserMistake(file + ": " + e.getMessage(), e);
            }
        }
        return settings;
    }

    public static void write(Path file, Experiment experiment) {
        write(file, tree(experiment));
    }

    public static void write(Path file, RunResult result) {
        ObjectNode root = JSON.createObjectNode();
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
        write(file, root);
    }

    private static ObjectNode tree(Experiment experiment) {
        return JSON.valueToTree(experiment.settings().asMap());
    }

    private static void put(ObjectNode node, Estimate estimate) {
        node.put("value", estimate.value()).put("low95", estimate.low()).put("high95", estimate.high());
    }

    private static void write(Path file, JsonNode root) {
        try {
            AtomicFiles.write(file, JSON.writeValueAsString(root) + System.lineSeparator());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of numbers and texts can always be written", e);
        }
    }
}
