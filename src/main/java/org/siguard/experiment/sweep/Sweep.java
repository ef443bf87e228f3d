package org.siguard.experiment.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.siguard.base.JsonObject;
import org.siguard.base.Names;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.ExperimentFiles;
import org.siguard.experiment.Fidelity;
import org.siguard.train.Fingerprint;

/**
 * What a sweep tries.
 *
 * @param base     the experiment that settings are changed in
 * @param fidelity of every trial
 * @param method   which settings are tried
 * @param axes     what is varied, over what
 * @param trials   how many settings, for all methods but a grid
 * @param rungs    how often halving asks whether to go on
 * @param keep     the share of settings that each rung of halving lets go on, at least; and the share of queries that each asks of the next
 * @param seed     of random settings
 * @param limits   what a recommendation from it must keep
 */
public record Sweep(Experiment base, Fidelity fidelity, Method method, List<Axis> axes, int trials, int rungs, double keep, long seed,
        Limits limits) {
    private static final int MOST_BYTES = 1 << 20;
    private static final int FEWEST_QUERIES = 20;

    public Sweep {
        axes = List.copyOf(axes);
    }

    /** Reads a sweep from a file. */
    public static Sweep read(Path file) {
        return of(JsonObject.read(file, MOST_BYTES), file.toString());
    }

    static Sweep of(JsonObject json, String file) {
        Experiment base = json.has("experiment") ? ExperimentFiles.of(json.object("experiment"), file) : Experiment.standard();
        Fidelity fidelity = named(json, "fidelity", Fidelity.PREVIEW.label(), Arrays.asList(Fidelity.values()), Fidelity::label);
        Method method = named(json, "method", Method.GRID.label(), Arrays.asList(Method.values()), Method::label);
        JsonObject parameters = json.object("parameters");
        List<Axis> axes = new ArrayList<>();
        for (String key : parameters.keys()) {
            axes.add(Axis.read(parameters, key, file));
        }
        if (axes.isEmpty()) {
            throw json.mistake("parameters", "must name what to vary, such as \"guard.step\": [0.1, 0.2].");
        }
        Sweep sweep = new Sweep(base, fidelity, method, axes,
                json.has("trials") ? (int) json.whole("trials", 1, Method.MOST_TRIALS) : 32,
                json.has("rungs") ? (int) json.whole("rungs", 2, 10) : 3, json.has("keep") ? json.real("keep", 0.05, 0.9) : 0.5,
                json.has("seed") ? json.whole("seed", 0, Integer.MAX_VALUE) : 1,
                json.has("limits") ? Limits.read(json.object("limits")) : Limits.NONE);
        json.requireNothingElse();
        return sweep;
    }

    private static <T> T named(JsonObject json, String key, String otherwise, List<T> all, java.util.function.Function<T, String> label) {
        String name = json.has(key) ? json.text(key) : otherwise;
        return all.stream().filter(each -> label.apply(each).equals(name)).findFirst()
                .orElseThrow(() -> json.mistake(key, "is not known. " + Names.unknown(key, name, all.stream().map(label).toList())));
    }

    /** Settings by key, in the order of their numbers. */
    List<Map<String, String>> settings() {
        return method.settings(axes, trials, seed);
    }

    /** How many settings it tries; a grid of too many points is a mistake. */
    public int size() {
        return settings().size();
    }

    /** What is varied, and how: for a list of sweeps. */
    public String inWords() {
        return String.join(" × ", axes.stream().map(Axis::key).toList()) + ", " + method.label() + ", " + base.get(Experiment.MODEL) + ", "
                + fidelity.label();
    }

    /** With other limits for a recommendation, which change no trial. */
    public Sweep with(Limits other) {
        return new Sweep(base, fidelity, method, axes, trials, rungs, keep, seed, other);
    }

    /** The experiment of a trial as it was asked for in full. */
    public Experiment experiment(Trial trial) {
        return experiment(trial.settings(), levels() - 1);
    }

    /** How many times a setting that is never given up is tried. */
    int levels() {
        return method == Method.HALVING ? rungs : 1;
    }

    /** The experiment of a trial; lower rungs ask fewer queries. */
    Experiment experiment(Map<String, String> settings, int rung) {
        Experiment experiment = base;
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            experiment = experiment.with(setting.getKey(), setting.getValue());
        }
        double share = Math.pow(keep, levels() - 1 - rung);
        int queries = (int) Math.round(experiment.get(Experiment.QUERIES) * share / 2) * 2;
        return experiment.with(Experiment.QUERIES, Math.max(FEWEST_QUERIES, queries));
    }

    /** All that decides what the trials compute; limits do not. */
    ObjectNode json() {
        ObjectNode root = JsonObject.create();
        root.set("experiment", ExperimentFiles.tree(base));
        root.put("fidelity", fidelity.label()).put("method", method.label()).put("trials", trials).put("rungs", rungs).put("keep", keep)
                .put("seed", seed);
        ObjectNode parameters = root.putObject("parameters");
        for (Axis axis : axes) {
            if (axis.steps() == 0) {
                axis.values().forEach(parameters.withArray(axis.key())::add);
            } else {
                parameters.putObject(axis.key()).put("from", axis.from()).put("to", axis.to())
                        .put("scale", axis.ratios() ? "log" : "linear").put("steps", axis.steps());
            }
        }
        return root;
    }

    String fingerprint() {
        return Fingerprint.of(JsonObject.readable(json()));
    }

    /** Tells what is not as in another sweep, for whoever changed a file under way. */
    UserMistake changedSince(Sweep other, Path folder) {
        JsonObject now = parsed(json());
        JsonObject then = parsed(other.json());
        Set<String> keys = new HashSet<>(now.keys());
        keys.removeIf(key -> now.copy().get(key).equals(then.copy().get(key)));
        return new UserMistake(
                "The sweep in " + folder + " was begun with another file: " + String.join(", ", keys.stream().sorted().toList())
                        + " changed since. Give it the file it was begun with, or another folder with --out.");
    }

    private static JsonObject parsed(ObjectNode node) {
        return JsonObject.parse(JsonObject.readable(node).getBytes(StandardCharsets.UTF_8), "sweep");
    }
}
