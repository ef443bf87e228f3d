package org.siguard.app.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.siguard.base.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code siguard bench}: the figures of this machine beside those of others. */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false, description = "Measures suites of benchmarks, beside what others were measured to do.")
public final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "SUITE", description = "ring, engine, inference, train, attack, guard, experiment, prediction, client-malicious or ui. Without one, all of them.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures to a file as well, as JSON.")
    private Path json;

    @Option(names = "--quick", description = "A few short runs without warming up: shows that everything works, not how fast.")
    private boolean quick;

    @Override
    public Integer call() {
        List<Suite> suites = Suites.named(names);
        Effort effort = quick ? Effort.QUICK : Effort.FULL;
        PrintWriter out = spec.commandLine().getOut();
        Machine machine = Machine.measured(effort);
        Report.heading(machine).forEach(out::println);
        out.flush();
        List<Result> results = new ArrayList<>();
        for (Suite suite : suites) {
            for (Benchmark benchmark : suite.benchmarks()) {
                for (Result result : benchmark.run(effort)) {
                    results.add(result);
                    out.println(Report.row(result));
                    out.flush();
                }
            }
        }
        if (json != null) {
            JsonObject.write(json, new Report(suites.stream().map(Suite::name).collect(Collectors.joining("+")), machine, results).json());
            out.println("Written: " + json);
        }
        return 0;
    }
}
