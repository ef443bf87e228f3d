package org.siguard.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.siguard.base.AtomicFiles;

/**
 * A cluster of this machine's own: master, workers and sweeps, each the program in a process of its own, as a person starts it. Executors
 * find what a Spark distribution has and nothing of the workbench: that has to be sent to them.
 */
final class Lab implements AutoCloseable {
    private static final List<String> OF_THE_WORKBENCH =
            List.of("api-0", "pytorch-", "basicdataset", "commons-statistics", "commons-numbers",
                    "commons-rng", "bcprov", "tribuo", "gson", "jna-", "picocli", "javafx", "atlantafx", "jfreechart", "org.jfree", "batik",
                    "pdfbox",
                    "fontbox", "graphics2d", "slf4j-nop", "junit", "assertj", "testfx", "onnxruntime");

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    Lab(Path folder) throws Exception {
        this.folder = folder;
        Path jars = Files.createDirectories(folder.resolve("home").resolve("jars"));
        for (String path : classPath().split(File.pathSeparator)) {
            Path jar = Path.of(path).toAbsolutePath();
            if (path.endsWith(".jar") && OF_THE_WORKBENCH.stream().noneMatch(jar.getFileName().toString()::startsWith)) {
                Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
            }
        }
        environment.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        environment.put("SPARK_HOME", folder.resolve("home").toString());
        environment.put("SPARK_SCALA_VERSION", "2.13");
        environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Starts the program; its output is in the file of that name. */
    Process start(String name, Map<String, String> more, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g",
                "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow"));
        for (String opened : List.of("java.lang", "java.lang.invoke", "java.io", "java.net", "java.nio", "java.util",
                "java.util.concurrent",
                "sun.nio.ch")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of("-Dsiguard.home=" + Path.of("").toAbsolutePath(), "-Dsiguard.speed=" + folder.resolve("speed"),
                "-Djava.awt.headless=true", "-cp", classPath(), "org.siguard.app.Launcher"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log(name).toFile());
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    /** In the order in which they were started. */
    List<Process> processes() {
        return List.copyOf(processes);
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    String said(String name) throws Exception {
        return Files.readString(log(name));
    }

    /** The master's address, once it serves. */
    String master() throws Exception {
        Process master = start("master", Map.of(), "cluster", "master", "--port", "0");
        until("the master serves", () -> holds("master", "Master at spark://") || !master.isAlive());
        assertThat(master.isAlive()).as(said("master")).isTrue();
        return said("master").lines().filter(line -> line.startsWith("Master at ")).findFirst().orElseThrow().split("[ ,]")[2];
    }

    Process worker(String name, String master) throws Exception {
        Process worker = start(name, Map.of(), "cluster", "worker", master, "--cores", "1", "--memory", "1024");
        until(name + " serves", () -> holds(name, "Ctrl-C ends it") || !worker.isAlive());
        assertThat(worker.isAlive()).as(said(name)).isTrue();
        return worker;
    }

    private boolean holds(String log, String text) {
        try {
            return said(log).contains(text);
        } catch (Exception e) {
            return false;
        }
    }

    /** Runs a sweep to its end, and returns its exit code. */
    int sweep(String name, Path file, String... more) throws Exception {
        Process process = begin(name, file, more);
        assertThat(process.waitFor(900, TimeUnit.SECONDS)).as(name + ": " + said(name)).isTrue();
        return process.exitValue();
    }

    Process begin(String name, Path file, String... more) throws Exception {
        return start(name, Map.of(), sweeping(name, file, more));
    }

    String[] sweeping(String name, Path file, String... more) {
        List<String> arguments = new ArrayList<>(List.of("sweep", file.toString(), "--out", folder.resolve(name).toString(), "--resume"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    /** On a cluster of small executors. */
    static String[] on(String master, String... more) {
        return Stream.concat(Stream.of("--on", master, "--spark", "spark.executor.memory=600m"), Stream.of(more)).toArray(String[]::new);
    }

    /** What a sweep has finished: files by name. */
    Map<String, String> trials(String name) throws Exception {
        Map<String, String> found = new HashMap<>();
        Path trials = folder.resolve(name).resolve("trials");
        if (Files.isDirectory(trials)) {
            try (Stream<Path> files = Files.list(trials)) {
                for (Path file : files.filter(each -> !each.getFileName().toString().startsWith(".")).toList()) {
                    found.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return found;
    }

    void untilFinished(String name, int trials) throws Exception {
        until(trials + " trials of " + name, () -> {
            try {
                return trials(name).size() >= trials;
            } catch (Exception e) {
                return false;
            }
        });
    }

    static void until(String what, BooleanSupplier happened) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting until " + what).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    /** Ends what is still there, without a word, executors too. */
    @Override
    public void close() throws Exception {
        for (Process process : processes) {
            List<ProcessHandle> executors = process.descendants().toList();
            process.destroyForcibly().waitFor();
            executors.forEach(ProcessHandle::destroyForcibly);
        }
        AtomicFiles.removeFolder(folder.resolve("home").resolve("jars"));
    }
}
