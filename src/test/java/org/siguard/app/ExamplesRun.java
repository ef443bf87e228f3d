package org.siguard.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.siguard.app.bench.BenchCommand;
import org.siguard.cli.CommandLineInterface;

/**
 * In a process of its own, whose folder the commands work in: runs command lines one after another, and ends with the first that fails. One
 * process for many, since starting and warming up takes longer than most of them do.
 */
final class ExamplesRun {
    /** Printed before each command, and what follows tells how long the one before took. */
    static final String BEGUN = ">>> ";

    private ExamplesRun() {
    }

    /** @param arguments a file with a command line in each line */
    public static void main(String[] arguments) throws Exception {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            out.println(BEGUN + line);
            long begun = System.nanoTime();
            String[] words = new Examples.Example("", line).arguments().toArray(String[]::new);
            int code = CommandLineInterface.execute(out, out, List.of(new BenchCommand()), words);
            out.printf("%s%.1f s, exit code %d%n", BEGUN, (System.nanoTime() - begun) / 1e9, code);
            if (code != 0) {
                System.exit(code);
            }
        }
        System.exit(0);
    }
}
