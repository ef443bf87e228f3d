package org.siguard.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.siguard.base.Cancellation;
import org.siguard.base.HeapShortage;
import org.siguard.base.Names;
import org.siguard.base.UserMistake;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands, and what their endings mean. */
@Command(name = "siguard", mixinStandardHelpOptions = true, version = "SIGuard Workbench 0.1.0", description = "What a secure-inference service leaks through its outputs, and what SIGuard does about it. "
        + "Without a command it opens the workbench.", subcommands = {RunCommand.class, RunsCommand.class, SweepCommand.class,
            RecommendCommand.class,
            ClusterCommand.class, InferCommand.class, ModelsCommand.class, DataCommand.class, TrainCommand.class, AuditCommand.class,
            DoctorCommand.class})
public final class CommandLineInterface {
    private static final int DONE = 0;
    private static final int FAULT = 1;
    private static final int MISTAKE = 2;
    /** What a shell says of a program that Ctrl-C ended. */
    private static final int STOPPED = 130;

    private final Interruption interruption;

    private CommandLineInterface(Interruption interruption) {
        this.interruption = interruption;
    }

    /** The wish to stop that a command obeys: Ctrl-C. */
    Cancellation cancellation() {
        return interruption.cancellation();
    }

    /** Runs a command and returns the exit code of the process. */
    public static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        return execute(out, err, List.of(), arguments);
    }

    /**
     * Runs a command and returns the exit code of the process.
     *
     * @param more commands that live above this room
     */
    public static int execute(PrintWriter out, PrintWriter err, List<Callable<Integer>> more, String... arguments) {
        return execute(out, err, more, new Cancellation(), arguments);
    }

    static int execute(PrintWriter out, PrintWriter err, List<Callable<Integer>> more, Cancellation cancellation, String... arguments) {
        try (Interruption interruption = new Interruption(cancellation)) {
            CommandLine commandLine = commands(interruption, more);
            commandLine.setOut(out).setErr(err);
            commandLine.setParameterExceptionHandler((e, args) -> wrong(err, e));
            commandLine.setExecutionExceptionHandler((e, command, parsed) -> failed(err, e));
            if (arguments.length == 0) {
                commandLine.usage(out);
                return DONE;
            }
            int code = execute(commandLine, err, arguments);
            out.flush();
            err.flush();
            return code;
        }
    }

    /** Whether a line could be run, without running it; throws what picocli finds wrong with it. */
    public static void parse(List<Callable<Integer>> more, String... arguments) {
        try (Interruption interruption = new Interruption(Cancellation.never())) {
            commands(interruption, more).parseArgs(arguments);
        }
    }

    private static CommandLine commands(Interruption interruption, List<Callable<Integer>> more) {
        CommandLine commandLine = new CommandLine(new CommandLineInterface(interruption));
        more.forEach(commandLine::addSubcommand);
        // After the subcommands: converters go to those that are there. What is no number is said in plain words, not in Java's.
        commandLine.registerConverter(Integer.class, text -> number(text, "a whole number", Integer::valueOf));
        commandLine.registerConverter(int.class, text -> number(text, "a whole number", Integer::valueOf));
        commandLine.registerConverter(Long.class, text -> number(text, "a whole number", Long::valueOf));
        commandLine.registerConverter(long.class, text -> number(text, "a whole number", Long::valueOf));
        commandLine.registerConverter(Double.class, text -> number(text, "a number", Double::valueOf));
        commandLine.registerConverter(double.class, text -> number(text, "a number", Double::valueOf));
        return commandLine;
    }

    private static <N> N number(String text, String wanted, Function<String, N> reading) {
        try {
            return reading.apply(text.strip());
        } catch (NumberFormatException e) {
            boolean digits = text.strip().matches("[+-]?[0-9]+");
            throw new TypeConversionException("'" + text + "' is " + (digits ? "too large" : "not " + wanted));
        }
    }

    private static int wrong(PrintWriter err, ParameterException e) {
        String message = oneLine(message(e));
        err.println("siguard: " + message + (message.endsWith(".") ? "" : ".") + " Try: siguard " + path(e.getCommandLine()) + "--help");
        return MISTAKE;
    }

    private static String message(ParameterException e) {
        CommandLine command = e.getCommandLine();
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            String first = unmatched.getUnmatched().get(0);
            return !command.getSubcommands().isEmpty()
                    ? Names.unknown("command", first, command.getSubcommands().keySet().stream().sorted().toList())
                    : "'" + command.getCommandName() + "' takes no further argument '" + first + "'";
        }
        return e.getMessage();
    }

    private static String path(CommandLine command) {
        return command.getParent() == null ? "" : path(command.getParent()) + command.getCommandName() + " ";
    }

    private static int execute(CommandLine commandLine, PrintWriter err, String... arguments) {
        try {
            return commandLine.execute(arguments);
        } catch (Error e) {
            // Too little memory, or no font at all: what becomes of it is told like any other failure, without a stack trace.
            return failed(err, e);
        }
    }

    private static int failed(PrintWriter err, Throwable e) {
        if (e instanceof CancellationException) {
            err.println("Stopped.");
            return STOPPED;
        }
        Optional<UserMistake> shortage = HeapShortage.behind(e).or(() -> FontShortage.behind(e));
        if (e instanceof UserMistake || shortage.isPresent()) {
            err.println("siguard: " + oneLine(shortage.map(Throwable::getMessage).orElse(e.getMessage())));
            return MISTAKE;
        }
        err.println("siguard: a fault in this program: " + oneLine(String.valueOf(e)) + " Please report it, with the command you gave.");
        return FAULT;
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s+", " ").strip();
    }
}
