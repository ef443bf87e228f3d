package org.siguard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command in a process of its own, with a workspace and a cache of its own. */
record Command(Path folder, List<String> before) {
    /** How it ended: its code, and all it said but what the JVM says of itself. */
    record Ending(int code, String said) {
    }

    Command(Path folder) {
        this(folder, List.of());
    }

    /** @param words of another command that starts it, such as {@code bash -c} with a limit */
    Command after(String... words) {
        return new Command(folder, List.of(words));
    }

    Process start(Path workspace, Path log, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(before);
        words.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@config/jvm.options",
                "-XX:TieredStopAtLevel=1", "-Xmx1g", "-Dsiguard.home=" + Path.of("").toAbsolutePath(), "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), "org.siguard.app.Launcher"));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        builder.environment().put("SIGUARD_WORKSPACE", workspace.toString());
        return builder.start();
    }

    Ending run(Path workspace, String... arguments) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "command", ".log");
        Process process = start(workspace, log, arguments);
        boolean ended = process.waitFor(300, TimeUnit.SECONDS);
        process.destroyForcibly();
        String said = Files.readString(log).replaceAll("WARNING: Using incubator modules.*\\R", "");
        return new Ending(ended ? process.waitFor() : -1, said);
    }
}
