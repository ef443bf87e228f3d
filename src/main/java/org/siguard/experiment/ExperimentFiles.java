package org.siguard.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.siguard.attack.metric.FormulaVersions;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;

/**
 * Experiments as JSON: an object of settings by key, those at their default may be left out; beside them {@value #FORMULAS}, and
 * {@value #SCHEMA} for editors. What is wrong is told with the file, the key, the value and what would be right.
 */
public final class ExperimentFiles {
    static final String FORMULAS = "formulas";
    static final String SCHEMA = "$schema";
    private static final int MOST_BYTES = 1 << 20;

    private ExperimentFiles() {
    }

    public static Experiment read(Path file) {
        return of(JsonObject.read(file, MOST_BYTES), file.toString());
    }

    /** @param file is for messages */
    public static Experiment of(JsonObject json, String file) {
        Experiment experiment = Experiment.standard();
        for (String key : json.keys()) {
            if (key.equals(FORMULAS)) {
                experiment = new Experiment(experiment.settings(), formulas(json.object(FORMULAS)));
            } else if (!key.equals(SCHEMA)) {
                String value = json.typed(key);
                try {
                    experiment = experiment.with(key, value);
                } catch (UserMistake e) {
                    throw new UserMistake(file + ": " + e.getMessage(), e);
                }
            }
        }
        return experiment;
    }

    /** What is not named is computed by this program's formula. */
    private static FormulaVersions formulas(JsonObject json) {
        Map<String, Integer> versions = new LinkedHashMap<>(FormulaVersions.CURRENT.versions());
        for (String formula : json.keys()) {
            if (!versions.containsKey(formula)) {
                throw json.mistake(formula, "is no formula of this program; it has " + String.join(", ", versions.keySet()) + ".");
            }
            versions.put(formula, (int) json.whole(formula, 1, Integer.MAX_VALUE));
        }
        return new FormulaVersions(versions);
    }

    public static void write(Path file, Experiment experiment) {
        JsonObject.write(file, tree(experiment));
    }

    /** With every setting, whatever its default: defaults may change one day. */
    public static ObjectNode tree(Experiment experiment) {
        ObjectNode node = JsonObject.create();
        experiment.settings().asMap().forEach((key, value) -> put(node, key, value));
        ObjectNode formulas = node.putObject(FORMULAS);
        experiment.formulas().versions().forEach(formulas::put);
        return node;
    }

    /** A setting's value. */
    public static void put(ObjectNode node, String key, Object value) {
        switch (value) {
            case Integer whole -> node.put(key, whole);
            case Double real -> node.put(key, real);
            case List<?> several -> {
                ArrayNode list = node.putArray(key);
                several.forEach(each -> list.add(each.toString()));
            }
            default -> node.put(key, value.toString());
        }
    }

    /** The result as {@link ResultFiles} has it. */
    public static void write(Path file, RunResult result) {
        JsonObject.write(file, ResultFiles.tree(result));
    }
}
