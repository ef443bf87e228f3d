package org.siguard.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code siguard doctor}: what this machine has and lacks. */
@Command(name = "doctor", mixinStandardHelpOptions = true, description = "Says what this machine has, what it lacks, and what to install.")
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Runtime runtime = Runtime.getRuntime();
        line(out, true, "Java", Runtime.version() + " (" + System.getProperty("java.vm.name") + ")");
        line(out, true, "Cores and memory", runtime.availableProcessors() + " cores, heap up to " + (runtime.maxMemory() >> 20) + " MB");
        line(out, vectorModule(), "Vector API",
                vectorModule() ? "jdk.incubator.vector is there" : "missing: start with ./siguard, which adds it");
        boolean display = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null
                || !System.getProperty("os.name").equals("Linux");
        line(out, display, "Display", display ? "there" : "none: ./siguard runs the standard experiment instead of opening the window");
        Path samples = Workspace.home().resolve("sample-models");
        line(out, Files.isDirectory(samples), "Sample models", Files.isDirectory(samples)
                ? samples.toAbsolutePath().normalize().toString()
                : "none at " + samples.toAbsolutePath().normalize() + ": they are trained on first use");
        out.flush();
        return 0;
    }

    private static boolean vectorModule() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    private static void line(PrintWriter out, boolean good, String what, String found) {
        out.printf("%-4s %-18s %s%n", good ? "ok" : "--", what, found);
    }
}
