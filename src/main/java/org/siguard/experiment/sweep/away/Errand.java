package org.siguard.experiment.sweep.away;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.siguard.base.JsonObject;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.ExperimentFiles;
import org.siguard.experiment.Fidelity;

/**
 * A trial as a text that travels. It says by which edition of the program it is to be computed, for only the same program gives the same
 * result.
 *
 * @param edition    of the program that asks, see {@link Edition}
 * @param sweep      an identifier: what was learnt for one sweep serves for no other
 * @param experiment to be carried out
 * @param fidelity   of it
 * @param parcel     the name of the file that its sample travels in
 * @param speeds     of the machine that asks
 */
public record Errand(String edition, String sweep, Experiment experiment, Fidelity fidelity, String parcel, ObjectNode speeds) {
    private static final String FORMAT = "siguard-errand";

    public String text() {
        ObjectNode json = JsonObject.create().put("format", FORMAT).put("edition", edition).put("sweep", sweep)
                .put("fidelity", fidelity.label()).put("parcel", parcel);
        json.set("experiment", ExperimentFiles.tree(experiment));
        json.set("speeds", speeds);
        return JsonObject.readable(json);
    }

    /** Which edition a text asks for: to be read before the rest, which another edition may have written otherwise. */
    static String edition(String text) {
        return parsed(text).text("edition");
    }

    static Errand read(String text) {
        JsonObject json = parsed(text);
        String label = json.text("fidelity");
        Fidelity fidelity = Arrays.stream(Fidelity.values()).filter(each -> each.label().equals(label)).findFirst()
                .orElseThrow(() -> json.mistake("fidelity", "must be preview or measured."));
        return new Errand(json.text("edition"), json.text("sweep"), ExperimentFiles.of(json.object("experiment"), FORMAT), fidelity,
                json.text("parcel"), json.object("speeds").copy());
    }

    private static JsonObject parsed(String text) {
        return JsonObject.parse(text.getBytes(StandardCharsets.UTF_8), FORMAT);
    }
}
