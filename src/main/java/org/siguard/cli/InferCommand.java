package org.siguard.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.data.Draws;
import org.siguard.experiment.Engines;
import org.siguard.model.Folding;
import org.siguard.model.InferencePlan;
import org.siguard.model.InferenceSession;
import org.siguard.model.Model;
import org.siguard.model.PlainInference;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.Protocol;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Traffic;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code siguard infer}: secure inference alone: the plan beside what happened, and how far from the plain result. */
@Command(name = "infer", mixinStandardHelpOptions = true, sortOptions = false, description = "Runs a network on shares and prints its cost, planned and counted, layer by layer.")
final class InferCommand implements Callable<Integer> {
    private static final int LARGEST_BATCH = 4096;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private CommandLineInterface siguard;

    @Option(names = "--model", required = true, paramLabel = "M", description = "A model (a folder, .siguard or .onnx), a sample, or a network of the zoo: see siguard models.")
    private String model;

    @Option(names = "--engine", paramLabel = "E", defaultValue = "replicated", description = "replicated or dealer. Default: ${DEFAULT-VALUE}")
    private String engine;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "1", description = "How many records at once. Default: ${DEFAULT-VALUE}")
    private int batch;

    @Option(names = "--network", paramLabel = "P", defaultValue = "in-process", description = "in-process, LAN, LAN-10G or WAN. Default: ${DEFAULT-VALUE}")
    private String network;

    @Option(names = "--width", paramLabel = "W", defaultValue = "1", description = "Multiplies the channels of a network of the zoo. Default: ${DEFAULT-VALUE}")
    private double width;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Of the records, and of a zoo network's weights. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--plan", description = "Says what it will cost, layer by layer, and runs nothing.")
    private boolean planOnly;

    @Option(names = "--json", description = "Prints the answer as JSON.")
    private boolean json;

    /** What came out, once the session is over. */
    private record Answer(InferencePlan plan, Outcome<double[][]> outcome, Agreement agreement) {
    }

    /**
     * How far the logits are from the plain ones.
     *
     * @param sameTop     records with the same top class
     * @param farthest    the largest difference of a logit
     * @param leastMargin between the two top classes of any record
     */
    private record Agreement(int sameTop, double farthest, double leastMargin) {
    }

    @Override
    public Integer call() {
        if (batch < 1 || batch > LARGEST_BATCH) {
            throw new UserMistake("--batch is " + batch + "; it must be 1 to " + LARGEST_BATCH + ".");
        }
        Protocol protocol = protocol();
        NetworkProfile profile = profile();
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        Model found = Networks.find(model, width, seed, progress::report, siguard.cancellation());
        if (planOnly) {
            progress.done();
            tell(InferencePlan.of(Folding.of(found).spec(), batch, protocol.costs(), FixedPoint.STANDARD));
            return 0;
        }
        progress.report("sharing the weights", 0);
        List<float[]> records = records(found);
        Answer answer;
        try (InferenceSession session = InferenceSession.open(found, protocol, FixedPoint.STANDARD, profile, Seed.of(seed),
                siguard.cancellation())) {
            Outcome<double[][]> outcome = session.infer(records, progress::report, siguard.cancellation());
            answer = new Answer(session.plan(batch), outcome, agreement(new PlainInference(found).logits(records), outcome.result()));
        }
        progress.done();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(asJson(answer).toPrettyString());
        } else {
            print(answer, protocol, profile, out);
        }
        out.flush();
        return 0;
    }

    private void tell(InferencePlan plan) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode answer = JsonObject.create().put("model", model).put("engine", engine).put("batch", batch);
            plan.layers().forEach(layer -> planned(answer.withArray("layers").addObject(), layer));
            planned(answer.putObject("weights"), plan.weights());
            planned(answer.putObject("total"), plan.total());
            out.println(answer.toPrettyString());
        } else {
            out.printf("%s, %d at a time, on %s: planned, not run%n%n", model, batch, engine);
            out.printf("%-22s %-14s %12s %11s %7s %9s %9s%n", "layer", "type", "multiply-adds", "comparisons", "rounds", "MB", "memory MB");
            plan.layers().forEach(layer -> row(out, layer));
            row(out, plan.total());
            out.printf(Locale.ROOT, "%nSharing the weights once takes %.2f MB more.%n", plan.weights().bytes() / 1e6);
        }
        out.flush();
    }

    private static void row(PrintWriter out, InferencePlan.Step step) {
        out.printf(Locale.ROOT, "%-22s %-14s %12d %11d %7d %9.2f %9d%n", step.name(), step.type(), step.multiplyAdds(),
                step.comparisons(), step.rounds(), step.bytes() / 1e6, step.memory() >> 20);
    }

    private Protocol protocol() {
        if (!Engines.names().contains(engine)) {
            throw new UserMistake("There is no engine '" + engine + "'; there are " + String.join(", ", Engines.names()) + ".");
        }
        return Engines.byName(engine);
    }

    private NetworkProfile profile() {
        return NetworkProfile.NAMED.stream().filter(profile -> profile.name().equalsIgnoreCase(network)).findFirst()
                .orElseThrow(() -> new UserMistake("There is no network '" + network + "'; there are "
                        + NetworkProfile.NAMED.stream().map(NetworkProfile::name).collect(Collectors.joining(", ")) + "."));
    }

    /** Numbers spread evenly, of mean 0 and variance 1, as in normalised pictures. */
    private List<float[]> records(Model found) {
        Draws draws = Draws.of(Seed.of(seed).derive("records"));
        List<float[]> out = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            float[] record = new float[found.spec().input().size()];
            for (int k = 0; k < record.length; k++) {
                record[k] = (float) (Math.sqrt(3) * (2 * draws.uniform() - 1));
            }
            out.add(record);
        }
        return out;
    }

    private static Agreement agreement(double[][] plain, double[][] secure) {
        int same = 0;
        double farthest = 0;
        double margin = Double.POSITIVE_INFINITY;
        for (int i = 0; i < plain.length; i++) {
            int top = top(plain[i]);
            same += top == top(secure[i]) ? 1 : 0;
            for (int k = 0; k < plain[i].length; k++) {
                farthest = Math.max(farthest, Math.abs(plain[i][k] - secure[i][k]));
                margin = k == top ? margin : Math.min(margin, plain[i][top] - plain[i][k]);
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

    private void print(Answer answer, Protocol protocol, NetworkProfile profile, PrintWriter out) {
        out.printf(Locale.ROOT, "%s, %d at a time, on %s over %s%n%n", model, batch, protocol.name(), profile.name());
        out.printf("%-22s %-14s %12s %11s %7s %7s %9s %9s %9s%n", "layer", "type", "multiply-adds", "comparisons", "rounds", "counted",
                "MB", "counted", "ms");
        for (InferencePlan.Step layer : answer.plan().layers()) {
            row(out, layer, answer.outcome().costs().of(layer.path()));
        }
        row(out, answer.plan().total(), answer.outcome().costs().total());
        Agreement agreement = answer.agreement();
        out.printf(Locale.ROOT,
                "%nLatency at the client %.3f s (computing measured, network time computed from %s); about %d MB of memory planned.%n",
                answer.outcome().costs().latencyNanos() / 1e9, profile.name(), answer.plan().total().memory() >> 20);
        out.printf(Locale.ROOT,
                "Beside the plain result: top class equal in %d of %d, logits within %.5f (the smallest margin was %.5f).%n",
                agreement.sameTop(), batch, agreement.farthest(), agreement.leastMargin());
    }

    private static void row(PrintWriter out, InferencePlan.Step step, Traffic counted) {
        out.printf(Locale.ROOT, "%-22s %-14s %12d %11d %7d %7d %9.2f %9.2f %9.1f%n", step.name(), step.type(), step.multiplyAdds(),
                step.comparisons(), step.rounds(), counted.rounds(), step.bytes() / 1e6, counted.bytes() / 1e6, counted.nanos() / 1e6);
    }

    private ObjectNode asJson(Answer answer) {
        ObjectNode out = JsonObject.create().put("model", model).put("engine", engine).put("batch", batch).put("network", network)
                .put("latencySeconds", answer.outcome().costs().latencyNanos() / 1e9);
        out.putObject("agreement").put("sameTop", answer.agreement().sameTop()).put("farthestLogit", answer.agreement().farthest())
                .put("leastMargin", answer.agreement().leastMargin());
        for (InferencePlan.Step layer : answer.plan().layers()) {
            json(out.withArray("layers").addObject(), layer, answer.outcome().costs().of(layer.path()));
        }
        json(out.putObject("total"), answer.plan().total(), answer.outcome().costs().total());
        return out;
    }

    private static void planned(ObjectNode entry, InferencePlan.Step step) {
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
