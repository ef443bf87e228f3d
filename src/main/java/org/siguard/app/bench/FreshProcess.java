package org.siguard.app.bench;

import java.nio.file.Path;
import java.util.List;
import org.siguard.cli.Workspace;

/** A JVM of its own, as the launcher starts one: for what is only true of a cold process. */
final class FreshProcess {
    private FreshProcess() {
    }

    /** To which the program's arguments are to be added. */
    static List<String> command(Class<?> program) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules", "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED", "-Dsiguard.home=" + Workspace.home(), "-Djava.awt.headless=true", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), program.getName());
    }
}
