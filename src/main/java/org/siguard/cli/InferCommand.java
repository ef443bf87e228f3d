package org.siguard.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.data.DataSource;
import org.siguard.data.Dataset;
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
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;
import org.siguard.train.sample.Sample;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code siguard infer}: secure inference alone: predictions, the plan beside what happened, and how far from the plain result. */
@Command(name = "infer", mixinStandardHelpOptions = true, sortOptions = false, description = "Runs a network on shares; prints what it predicts for given data, and its cost, planned and counted, layer by layer.")
final class InferCommand implements Callable<Integer> {
    private static final int LARGEST_BATCH = 4096;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private CommandLineInterface siguard;

    @Option(names = "--model", required = true, paramLabel = "M", description = "A model (a folder, .siguard or .onnx), a sample, or a network of the zoo: see siguard models.")
    private String model;

    @Option(names = "--engine", paramLabel = "E", defaultValue = "replicated", description = "replicated or dealer; or, between a server and a client and for networks of linear layers and ReLU, simc, simc++, muse or delphi. Default: ${DEFAULT-VALUE}")
    private String engine;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "1", description = "How many records at once. Default: ${DEFAULT-VALUE}")
    private int batch;

    @Option(names = "--input", paramLabel = "SOURCE", description = "Predicts the first N records of this data (a generator, a file or a folder: see siguard data). Default: random records, to see the cost alone.")
    private String input;

    @Mixin
    private DataOptions options;

    @Option(names = "--network", paramLabel = "P", defaultValue = "in-process", description = "in-process, LAN, LAN-10G or WAN. Default: ${DEFAULT-VALUE}")
    private String network;

    @Option(names = "--width", paramLabel = "W", description = "Multiplies the channels of a network of the zoo. Default: 1")
    private Double width;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Of random records, and of a zoo network's weights. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--tamper", paramLabel = "HOW", description = "Between two parties: how the client cheats, such as linear-share:1:3 (what, at which layer, which activation).")
    private String tamper;

    @Option(names = "--extract", paramLabel = "COLUMNS", description = "Between two parties: the client tries to steal so many columns of the last layer.")
    private Integer extract;

    @Option(names = "--guard", paramLabel = "G", description = "Between two parties, for a sample: a guard on servers of its own behind the inference, such as siguard-brief; the logits get there in shares.")
    private String guard;

    @Option(names = "--guard-engine", paramLabel = "E", defaultValue = "replicated", description = "What the guard's servers run: replicated or dealer. Default: ${DEFAULT-VALUE}")
    private String guardEngine;

    @Option(names = "--material", paramLabel = "FOLDER", description = "For simc++, muse and delphi: infers with what --prepare left in this folder. Each piece is used for one inference.")
    private Path material;

    @Option(names = "--prepare", paramLabel = "N", description = "With --material: does the work that needs no input, for N inferences, keeps it there, and infers nothing.")
    private Integer prepare;

    @Option(names = "--plan", description = "Says what it will cost, layer by layer, and runs nothing.")
    private boolean planOnly;

    @Option(names = "--json", description = "Prints the answer as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (batch < 1 || batch > LARGEST_BATCH) {
            throw new UserMistake("--batch is " + batch + "; it must be 1 to " + LARGEST_BATCH + ".");
        }
        if (TwoPartyInference.engines().contains(engine)) {
            return twoParties();
        }
        if (tamper != null || extract != null) {
            throw new UserMistake(
                    "--tamper and --extract are for the engines simc, simc++, muse and delphi, whose client may cheat: leave them "
                            + "out, or add --engine simc.");
        }
        if (material != null || prepare != null) {
            throw new UserMistake("--material and --prepare are for the engines simc++, muse and delphi: add --engine simc++.");
        }
        Protocol protocol = protocol();
        NetworkProfile profile = profile();
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        Model found = Networks.find(model, width, seed, progress::report, siguard.cancellation());
        // Before anything runs: tells of a batch that is too large.
        InferencePlan plan = InferencePlan.of(Folding.of(found).spec(), batch, protocol.costs(), FixedPoint.STANDARD);
        if (planOnly) {
            progress.done();
            tell(plan);
            return 0;
        }
        Dataset data = input == null ? null : data(found);
        List<float[]> records = data == null ? random(found) : data.records();
        progress.report("sharing the weights", 0);
        InferenceAnswer answer;
        try (InferenceSession session = InferenceSession.open(found, protocol, FixedPoint.STANDARD, profile, Seed.of(seed),
                siguard.cancellation())) {
            Outcome<double[][]> outcome = session.infer(records, progress::report, siguard.cancellation());
            answer = new InferenceAnswer(plan, outcome, new PlainInference(found).logits(records), data);
        }
        progress.done();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode told = JsonObject.create().put("model", model).put("engine", engine).put("batch", batch).put("network", network);
            answer.json(told);
            out.println(told.toPrettyString());
        } else {
            out.printf(Locale.ROOT, "%s, %d at a time, on %s over %s%n%n", model, batch, protocol.name(), profile.name());
            answer.print(out, profile.name());
        }
        out.flush();
        return 0;
    }

    private int twoParties() {
        if (planOnly) {
            throw new UserMistake("--plan knows the engines replicated and dealer only: run without it, the cost is counted.");
        }
        if (prepare != null && (prepare < 1 || prepare > LARGEST_BATCH || material == null)
                || material != null && (extract != null || guard != null)) {
            throw new UserMistake("--prepare wants 1 to " + LARGEST_BATCH + " inferences to prepare for, and --material, a folder to keep "
                    + "that in; neither goes with --extract or --guard.");
        }
        NetworkProfile profile = profile();
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        Model found = Networks.find(model, width, seed, progress::report, siguard.cancellation());
        List<float[]> records = input == null ? random(found) : data(found).records();
        TwoPartyInference inference = new TwoPartyInference(model, found, engine, tamper, profile, seed);
        if (extract != null) {
            if (extract < 1 || tamper != null || guard != null) {
                throw new UserMistake("--extract wants a number of columns of 1 or more, and no --tamper or --guard beside it.");
            }
            progress.done();
            steal(inference, inference.encode(records.getFirst()));
            return 0;
        }
        StringWriter told = new StringWriter();
        if (guard != null) {
            Sample sample = Workspace.sample(model, progress::report, siguard.cancellation());
            progress.report("inferring, and guarding", 0);
            inference.guard(sample, guard, guardEngine, records.getFirst(), json, new PrintWriter(told), siguard.cancellation());
        } else if (prepare != null) {
            progress.report("preparing", 0);
            inference.prepare(material, prepare, json, new PrintWriter(told), siguard.cancellation());
        } else {
            if (material != null) {
                inference.with(material).requireFor(records.size());
            }
            progress.report("inferring", 0);
            inference.run(records, json, new PrintWriter(told), siguard.cancellation());
        }
        progress.done();
        spec.commandLine().getOut().print(told);
        spec.commandLine().getOut().flush();
        return 0;
    }

    private void steal(TwoPartyInference inference, long[] record) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            inference.extractAsJson(record, extract, out, siguard.cancellation());
        } else {
            inference.extract(record, extract, out, siguard.cancellation());
        }
    }

    /** As many of the source's first records as the batch has, of the model's shape, or as the vector that the model takes. */
    private Dataset data(Model found) {
        DataSource source = options.source(input);
        Dataset data = source.load(batch);
        Shape wanted = found.spec().input();
        boolean fits = data.record().equals(wanted) || (wanted.rank() == 1 && wanted.size() == data.record().size());
        if (!fits) {
            throw new UserMistake("--input " + input + ": has records of " + data.record() + ", and the model " + model
                    + " takes " + wanted + ". Choose data that fit, or the model that was trained on these.");
        }
        return data;
    }

    private void tell(InferencePlan plan) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode answer = JsonObject.create().put("model", model).put("engine", engine).put("batch", batch);
            plan.layers().forEach(layer -> InferenceAnswer.planned(answer.withArray("layers").addObject(), layer));
            InferenceAnswer.planned(answer.putObject("weights"), plan.weights());
            InferenceAnswer.planned(answer.putObject("total"), plan.total());
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
            throw new UserMistake("There is no engine '" + engine + "'; there are " + String.join(", ", Engines.names()) + ", "
                    + String.join(", ", TwoPartyInference.engines()) + ".");
        }
        return Engines.byName(engine);
    }

    private NetworkProfile profile() {
        return NetworkProfile.NAMED.stream().filter(profile -> profile.name().equalsIgnoreCase(network)).findFirst()
                .orElseThrow(() -> new UserMistake("There is no network '" + network + "'; there are "
                        + NetworkProfile.NAMED.stream().map(NetworkProfile::name).collect(Collectors.joining(", ")) + "."));
    }

    /** Numbers spread evenly, of mean 0 and variance 1, as in normalised pictures. */
    private List<float[]> random(Model found) {
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
}
