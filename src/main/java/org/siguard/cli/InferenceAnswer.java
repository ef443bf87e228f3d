package org.siguard.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.siguard.data.Dataset;
import org.siguard.model.InferencePlan;
import org.siguard.model.PlainInference;
import org.siguard.mpc.Outcome;
import org.siguard.net.Traffic;

/**
 * What came of a batch, for people and for programs: the predictions, the cost planned and counted, and how far the logits are from the
 * plain ones.
 *
 * @param data where the records come from; null where they were drawn, and predictions mean nothing
 */
record InferenceAnswer(InferencePlan plan, Outcome<double[][]> outcome, double[][] plain, Dataset data) {
    /**
     * How far the logits are from the plain ones.
     *
     * @param sameTop     records with the same top class
     * @param farthest    the largest difference of a logit
     * @param leastMargin between the two top classes of any record; null where there is one class only
     */
    private record Agreement(int sameTop, double farthest, Double leastMargin) {
    }

    private Agreement agreement() {
        double[][] secure = outcome.result();
        int same = 0;
        double farthest = 0;
        Double margin = null;
        for (int i = 0; i < plain.length; i++) {
            int top = top(plain[i]);
            same += top == top(secure[i]) ? 1 : 0;
            for (int k = 0; k < plain[i].length; k++) {
                farthest = Math.max(farthest, Math.abs(plain[i][k] - secure[i][k]));
                if (k != top) {
                    double ahead = plain[i][top] - plain[i][k];
                    margin = margin == null ? ahead : Math.min(margin, ahead);
                }
            }
        }
        return new Agreement(same, farthest, margin);
    }

    private static int top(double[] logits) {
        int top = 0;
        for (int k = 1; k < logits.length; k++) {
            top = logits[k] > logits[top] ? k : top;
        }
        return top;
    }

    void print(PrintWriter out, String network) {
        if (data != null) {
            predictions(out);
        }
        out.printf("%-22s %-14s %12s %11s %7s %7s %9s %9s %9s%n", "layer", "type", "multiply-adds", "comparisons", "rounds", "counted",
                "MB", "counted", "ms");
        List<Traffic> counted = counted();
        for (int i = 0; i < plan.layers().size(); i++) {
            row(out, plan.layers().get(i), counted.get(i));
        }
        row(out, plan.total(), outcome.costs().total());
        Agreement agreement = agreement();
        out.printf(Locale.ROOT,
                "%nLatency at the client %.3f s (computing measured, network time computed from %s); about %d MB of memory planned.%n",
                outcome.costs().latencyNanos() / 1e9, network, plan.total().memory() >> 20);
        out.printf(Locale.ROOT, "Beside the plain result: top class equal in %d of %d, logits within %.5f%s.%n", agreement.sameTop(),
                plain.length, agreement.farthest(), agreement.leastMargin() == null ? ""
                        : String.format(Locale.ROOT, " (the smallest margin was %.5f)", agreement.leastMargin()));
    }

    private void predictions(PrintWriter out) {
        out.printf("%-8s %-20s %11s  %s%n", "record", "predicted", "probability", "label");
        int right = 0;
        for (int i = 0; i < data.size(); i++) {
            double[] logits = outcome.result()[i];
            int top = top(logits);
            right += top == data.labels()[i] ? 1 : 0;
            out.printf(Locale.ROOT, "%-8d %-20s %11.4f  %s%n", i, name(top), PlainInference.softmax(logits)[top], name(data.labels()[i]));
        }
        out.printf("Predicted as labelled: %d of %d.%n%n", right, data.size());
    }

    /** A class by its number, and by its name where the data has one. */
    private String name(int label) {
        boolean named = label < data.classNames().size() && !data.className(label).equals(String.valueOf(label));
        return named ? label + " " + data.className(label) : String.valueOf(label);
    }

    /** What every layer cost. */
    private List<Traffic> counted() {
        List<Traffic> steps = outcome.costs().steps(plan.steps().stream().map(InferencePlan.Step::path).toList());
        return steps.subList(1, steps.size() - 1);
    }

    private static void row(PrintWriter out, InferencePlan.Step step, Traffic counted) {
        out.printf(Locale.ROOT, "%-22s %-14s %12d %11d %7d %7d %9.2f %9.2f %9.1f%n", step.name(), step.type(), step.multiplyAdds(),
                step.comparisons(), step.rounds(), counted.rounds(), step.bytes() / 1e6, counted.bytes() / 1e6, counted.nanos() / 1e6);
    }

    void json(ObjectNode out) {
        out.put("latencySeconds", outcome.costs().latencyNanos() / 1e9);
        Agreement agreement = agreement();
        out.putObject("agreement").put("sameTop", agreement.sameTop()).put("farthestLogit", agreement.farthest())
                .put("leastMargin", agreement.leastMargin());
        ArrayNode predictions = out.putArray("predictions");
        for (int i = 0; i < plain.length; i++) {
            prediction(predictions.addObject(), i);
        }
        List<Traffic> counted = counted();
        for (int i = 0; i < plan.layers().size(); i++) {
            json(out.withArray("layers").addObject(), plan.layers().get(i), counted.get(i));
        }
        json(out.putObject("total"), plan.total(), outcome.costs().total());
    }

    private void prediction(ObjectNode entry, int record) {
        double[] logits = outcome.result()[record];
        int top = top(logits);
        entry.put("class", top).put("probability", PlainInference.softmax(logits)[top]);
        if (data != null) {
            entry.put("label", data.labels()[record]);
            if (top < data.classNames().size()) {
                entry.put("className", data.className(top));
            }
        }
        ArrayNode all = entry.putArray("logits");
        for (double logit : logits) {
            all.add(logit);
        }
    }

    static void planned(ObjectNode entry, InferencePlan.Step step) {
        entry.put("name", step.name()).put("type", step.type());
        entry.putObject("planned").put("multiplyAdds", step.multiplyAdds()).put("comparisons", step.comparisons())
                .put("rounds", step.rounds()).put("messages", step.messages()).put("bytes", step.bytes()).put("memoryBytes", step.memory());
    }

    private static void json(ObjectNode entry, InferencePlan.Step step, Traffic counted) {
        planned(entry, step);
        entry.putObject("counted").put("rounds", counted.rounds()).put("messages", counted.messages()).put("bytes", counted.bytes())
                .put("seconds", counted.nanos() / 1e9);
    }
}
