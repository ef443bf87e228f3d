package org.siguard.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.siguard.base.Cancellation;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.model.ModelSpec;
import org.siguard.model.Zoo;
import org.siguard.train.sample.SampleFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code siguard models}: what there is to infer with. */
@Command(name = "models", mixinStandardHelpOptions = true, subcommands = {
    ConvertCommand.class}, description = "Lists the samples, which are trained, and the networks of the zoo, whose weights are drawn from a seed.")
final class ModelsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private CommandLineInterface siguard;

    @Option(names = "--json", description = "Prints the list as JSON.")
    private boolean json;

    Cancellation cancellation() {
        return siguard.cancellation();
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(asJson().toPrettyString());
        } else {
            Workspace.allSamples().forEach((name, summary) -> out.println(line(name, summary)));
            for (Zoo.Entry entry : Zoo.all()) {
                ModelSpec network = Zoo.spec(entry.name(), 1);
                out.printf("%-24s %s; %s parameters%n", entry.name(), entry.about(), parameters(network));
            }
            out.println("mlp-A-B-…-Z              a perceptron of any widths, from inputs to classes");
        }
        out.flush();
        return 0;
    }

    private static String line(String name, Optional<SampleFiles.Summary> summary) {
        Optional<String> damage = damage(name);
        return String.format(Locale.ROOT, "%-24s ", name) + (damage.isPresent() ? "a sample that is damaged: " + damage.get() : summary
                .map(known -> String.format(Locale.ROOT, "a sample: %.1f %% of members right, %.1f %% of others, gap attack %.1f %%",
                        100 * known.figures().memberAccuracy(), 100 * known.figures().nonMemberAccuracy(), 100 * known.figures().gap()))
                .orElse("a sample, trained when it is first asked for"));
    }

    /** What is wrong with the files of a sample, if it is there and something is. */
    private static Optional<String> damage(String name) {
        Path folder = Workspace.sampleFolder(name);
        if (!Files.exists(folder.resolve(SampleFiles.SAMPLE))) {
            return Optional.empty();
        }
        try {
            SampleFiles.check(folder);
            return Optional.empty();
        } catch (UserMistake e) {
            return Optional.of(e.getMessage());
        }
    }

    private static ObjectNode asJson() {
        ObjectNode json = JsonObject.create();
        ArrayNode samples = json.putArray("samples");
        Workspace.allSamples().forEach((name, summary) -> {
            ObjectNode entry = samples.addObject().put("name", name).put("trained", summary.isPresent());
            damage(name).ifPresent(what -> entry.put("damage", what));
            summary.ifPresent(known -> entry.put("about", known.recipe().about()).put("memberAccuracy", known.figures().memberAccuracy())
                    .put("nonMemberAccuracy", known.figures().nonMemberAccuracy()).put("gap", known.figures().gap()));
        });
        ArrayNode zoo = json.putArray("zoo");
        for (Zoo.Entry entry : Zoo.all()) {
            zoo.addObject().put("name", entry.name()).put("about", entry.about()).put("parameters",
                    parameters(Zoo.spec(entry.name(), 1)));
        }
        return json;
    }

    private static long parameters(ModelSpec network) {
        return network.weights().values().stream().mapToLong(org.siguard.ring.Shape::size).sum();
    }
}
