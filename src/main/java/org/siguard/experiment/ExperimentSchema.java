package org.siguard.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.siguard.attack.metric.FormulaVersions;
import org.siguard.base.JsonObject;
import org.siguard.base.Parameter;

/** What an experiment file may hold, as a JSON Schema (2020-12) made from the declared parameters: editors complete and check by it. */
public final class ExperimentSchema {
    private ExperimentSchema() {
    }

    public static ObjectNode of() {
        ObjectNode root =
                JsonObject.create().put("$schema", "https://json-schema.org/draft/2020-12/schema").put("title", "SIGuard experiment")
                        .put("description", "Settings by key; those that are left out have their defaults.").put("type", "object");
        ObjectNode properties = root.putObject("properties");
        properties.putObject(ExperimentFiles.SCHEMA).put("type", "string").put("description", "Where this schema is, for editors.");
        Experiment.PARAMETERS.forEach(parameter -> describe(properties.putObject(parameter.key()), parameter));
        ObjectNode formulas = properties.putObject(ExperimentFiles.FORMULAS).put("type", "object").put("description",
                "By which version of each formula figures are to be computed; left out, by this program's.");
        ObjectNode versions = formulas.putObject("properties");
        FormulaVersions.CURRENT.versions().forEach((formula, version) -> versions.putObject(formula).put("const", version));
        formulas.put("additionalProperties", false);
        root.put("additionalProperties", false);
        return root;
    }

    private static void describe(ObjectNode node, Parameter<?> parameter) {
        node.put("title", parameter.label());
        node.put("description", parameter.help() + (parameter.unit().isEmpty() ? "" : " In " + parameter.unit() + "."));
        switch (parameter) {
            case Parameter.Whole whole -> node.put("type", "integer").put("minimum", whole.min()).put("maximum", whole.max());
            case Parameter.Real real -> node.put("type", "number").put("minimum", real.min()).put("maximum", real.max());
            case Parameter.Choice choice -> names(node.put("type", "string").putArray("enum"), choice.options());
            case Parameter.Name name -> names(node.put("type", "string").putArray("examples"), name.known());
            case Parameter.Several several -> several(node, several);
        }
        ExperimentFiles.put(node, "default", parameter.defaultValue());
    }

    /** A list, or a text with commas, in which a group's name may stand for several. */
    private static void several(ObjectNode node, Parameter.Several several) {
        ArrayNode ways = node.putArray("anyOf");
        ObjectNode list = ways.addObject().put("type", "array").put("minItems", 1).put("uniqueItems", true);
        ArrayNode items = names(list.putObject("items").putArray("enum"), several.options());
        names(items, List.copyOf(several.groups().keySet()));
        ways.addObject().put("type", "string");
    }

    private static ArrayNode names(ArrayNode list, List<String> names) {
        names.forEach(list::add);
        return list;
    }
}
