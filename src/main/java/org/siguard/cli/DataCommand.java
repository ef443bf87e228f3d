package org.siguard.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.siguard.base.Cancellation;
import org.siguard.base.JsonObject;
import org.siguard.data.Generator;
import org.siguard.data.Generators;
import org.siguard.data.download.Download;
import org.siguard.data.files.FileFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code siguard data}: what there is to train on and to attack. */
@Command(name = "data", mixinStandardHelpOptions = true, subcommands = {DataShowCommand.class, DataMakeCommand.class,
    DataDownloadCommand.class}, description = "Lists the generators of data, the formats that are read, and what can be downloaded.")
final class DataCommand implements Callable<Integer> {
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
            out.println("Generators (NAME, or NAME:SEED):");
            for (Generator generator : Generators.all()) {
                out.printf("  %-14s %s; records of %s in %d classes%n", generator.name(), generator.about(), generator.record(),
                        generator.classes());
            }
            out.println("Formats that are read (name the file or folder):");
            for (FileFormat format : FileFormat.values()) {
                out.printf("  %-14s %s%n", format.title(), format.about());
            }
            out.println("To download: " + String.join(", ", Download.names()));
        }
        out.flush();
        return 0;
    }

    private static ObjectNode asJson() {
        ObjectNode json = JsonObject.create();
        ArrayNode generators = json.putArray("generators");
        for (Generator generator : Generators.all()) {
            ObjectNode each = generators.addObject().put("name", generator.name()).put("about", generator.about());
            ArrayNode record = each.putArray("record");
            for (int extent : generator.record().toArray()) {
                record.add(extent);
            }
            each.put("classes", generator.classes());
        }
        ArrayNode formats = json.putArray("formats");
        for (FileFormat format : FileFormat.values()) {
            formats.addObject().put("name", format.title()).put("about", format.about());
        }
        Download.names().forEach(json.putArray("downloads")::add);
        return json;
    }
}
