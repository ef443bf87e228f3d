package org.siguard.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.siguard.base.UserMistake;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** All commands, and what their endings mean. */
@Command(name = "siguard", mixinStandardHelpOptions = true, version = "SIGuard Workbench 0.1.0", description = "What a secure-inference service leaks through its outputs, and what SIGuard does about it. "
        + "Without a command it opens the workbench.", subcommands = {RunCommand.class,
            InferCommand.class, ModelsCommand.class, TrainCommand.class, DoctorCommand.class})
public final class CommandLineInterface {
    private static final int DONE = 0;
    private static final int FAULT = 1;
    private static final int MISTAKE = 2;

    private CommandLineInterface() {
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
        CommandLine commandLine = new CommandLine(new CommandLineInterface());
        more.forEach(commandLine::addSubcommand);
        commandLine.setOut(out).setErr(err);
        commandLine.setParameterExceptionHandler((e, args) -> wrong(err, e));
        commandLine.setExecutionExceptionHandler((e, command, parsed) -> failed(err, e));
        if (arguments.length == 0) {
            commandLine.usage(out);
            return DONE;
        }
        int code = commandLine.execute(arguments);
        out.flush();
        err.flush();
        return code;
    }

    private static int wrong(PrintWriter err, ParameterException e) {
        err.println("siguard: " + oneLine(e.getMessage()) + " Try: siguard " + path(e.getCommandLine()) + "--help");
        return MISTAKE;
    }

    private static String path(CommandLine command) {
        return command.getParent() == null ? "" : command.getCommandName() + " ";
    }

    private static int failed(PrintWriter err, Exception e) {
        if (e instanceof UserMistake) {
            err.println("siguard: " + oneLine(e.getMessage()));
            return MISTAKE;
        }
        err.println("siguard: a fault in this program: " + oneLine(String.valueOf(e)) + " Please report it, with the command you gave.");
        return FAULT;
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s+", " ").strip();
    }
}
