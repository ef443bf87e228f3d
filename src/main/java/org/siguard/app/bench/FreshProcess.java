package org.siguard.app.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.siguard.cli.Workspace;

/** A JVM of its own, as the launcher starts one: for what is only true of a cold process. */
final class FreshProcess {
    /** The same flags as the launcher's, from the same files. */
    private static final Path CONFIG = Workspace.home().resolve("config");

    private FreshProcess() {
    }

    /** To which the program's arguments are to be added. */
    static List<String> command(Class<?> program, String... options) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + CONFIG.resolve("jvm.options"), "-Dsiguard.home=" + Workspace.home()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName()));
        return command;
    }

    /** The flags of a process that opens a window. */
    static String windowOptions() {
        return "@" + CONFIG.resolve("window.options");
    }
}
