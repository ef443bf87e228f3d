package org.siguard.experiment.sweep.away;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.experiment.ResultFiles;
import org.siguard.experiment.RunResult;
import org.siguard.experiment.sweep.NoMoreTrials;

/** What came of an {@link Errand}, as a text that travels. */
public final class Answer {
    private static final String NAME = "siguard-answer";
    private static final String MISTAKE = "mistake";
    private static final String REFUSAL = "refusal";

    private Answer() {
    }

    static String result(RunResult result) {
        return JsonObject.readable(ResultFiles.whole(result));
    }

    /** The trial cannot be carried out, there or anywhere. */
    static String mistake(String message) {
        return text(MISTAKE, message);
    }

    /** No trial of this sweep can be carried out there. */
    static String refusal(String message) {
        return text(REFUSAL, message);
    }

    private static String text(String key, String message) {
        ObjectNode json = JsonObject.create().put(key, message);
        return JsonObject.readable(json);
    }

    /**
     * The result, or what was said in its place.
     *
     * @throws UserMistake  where the trial failed
     * @throws NoMoreTrials where the others would as well
     */
    public static RunResult read(String text) {
        JsonObject json = JsonObject.parse(text.getBytes(StandardCharsets.UTF_8), NAME);
        if (json.has(REFUSAL)) {
            throw new NoMoreTrials(json.text(REFUSAL));
        }
        if (json.has(MISTAKE)) {
            throw new UserMistake(json.text(MISTAKE));
        }
        return ResultFiles.whole(json, NAME);
    }
}
