package org.siguard.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.siguard.base.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code siguard doctor}: what this machine has and lacks. */
@Command(name = "doctor", mixinStandardHelpOptions = true, description = "Says what this machine has, what it lacks, and what to install.")
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Prints the findings as JSON instead of words.")
    private boolean json;

    @Override
    public Integer call() {
        List<Checkup.Finding> findings = new Checkup(new Machine.Here(), Workspace.home()).findings();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(JsonObject.readable(json(findings)));
        } else {
            findings.forEach(finding -> print(out, finding));
        }
        out.flush();
        return 0;
    }

    private static ObjectNode json(List<Checkup.Finding> findings) {
        ObjectNode root = JsonObject.create().put("format", "siguard-doctor").put("version", 1);
        root.put("good", findings.stream().allMatch(Checkup.Finding::good));
        ArrayNode list = root.putArray("findings");
        findings.forEach(finding -> list.addObject().put("what", finding.what()).put("good", finding.good()).put("found", finding.found())
                .put("remedy", finding.remedy()));
        return root;
    }

    private static void print(PrintWriter out, Checkup.Finding finding) {
        out.printf("%-4s %-24s %s%n", finding.good() ? "ok" : "--", finding.what(), finding.found());
        if (!finding.remedy().isEmpty()) {
            out.printf("%-4s %-24s     %s%n", "", "", finding.remedy());
        }
    }
}
