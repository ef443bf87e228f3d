package org.siguard.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.siguard.base.UserMistake;
import org.siguard.train.sample.SampleFiles;
import org.siguard.train.sample.Samples;

/** Everything that the launcher, the window, training and the samples need, and whether it is here. */
final class Checkup {
    private final Machine machine;
    private final Path home;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * One thing that was looked for.
     *
     * @param what   in the user's words
     * @param good   whether all is well with it
     * @param found  what there is, or what is missing
     * @param remedy what to type; empty where nothing has to be done
     */
    record Finding(String what, boolean good, String found, String remedy) {
    }

    /**
     * @param home of the installation, with its sample models
     */
    Checkup(Machine machine, Path home) {
        this.machine = machine;
        this.home = home;
    }

    List<Finding> findings() {
        findings.clear();
        java();
        // A package is built already.
        if (Files.exists(home.resolve("pom.xml"))) {
            maven();
        }
        if (machine.linux()) {
            display();
        }
        drawing();
        libtorch();
        Samples.list(home.resolve("sample-models")).keySet().forEach(this::sample);
        return List.copyOf(findings);
    }

    /** What the window needs besides a screen, and lacks; on Linux, where it comes with no other program. */
    List<Finding> lackedByWindow() {
        findings.clear();
        drawing();
        return findings.stream().filter(finding -> !finding.good()).toList();
    }

    private void drawing() {
        if (machine.linux()) {
            library("GTK 3", "libgtk-3.so.0", "libgtk-3-0", "the window");
            library("Xtst", "libXtst.so.6", "libxtst6", "the window");
            library("Pango", "libpangoft2-1.0.so.0", "libpangoft2-1.0-0", "text in windows, tests and pictures");
            find("A font", machine.font(), "there", "missing; text in windows, tests and pictures needs one",
                    "apt-get install fonts-dejavu-core");
        }
    }

    private void java() {
        Runtime runtime = Runtime.getRuntime();
        add("Java", true, Runtime.version() + " (" + System.getProperty("java.vm.name") + ")", "");
        add("Cores and memory", true, runtime.availableProcessors() + " cores, heap up to " + (runtime.maxMemory() >> 20) + " MB", "");
        find("Vector API", ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(), "jdk.incubator.vector is there",
                "jdk.incubator.vector is not loaded, so kernels are slow", "start with ./siguard, which passes the flag");
    }

    private void maven() {
        Optional<Path> mvn = machine.program("mvn");
        find("Maven", mvn.isPresent(), mvn.map(Path::toString).orElse(""), "missing; ./siguard builds itself with it after every change",
                machine.linux() ? "apt-get install maven" : "install it from https://maven.apache.org and put mvn on the PATH");
    }

    private void display() {
        boolean x11 = machine.variable("DISPLAY").isPresent();
        String none = machine.variable("WAYLAND_DISPLAY").isPresent() ? "a Wayland one without Xwayland, and JavaFX draws through X11"
                : "none; ./siguard runs the standard experiment instead of opening the window";
        find("Display", x11, machine.variable("DISPLAY").orElse(""), none, "set DISPLAY to a screen, or go without: ./siguard run");
    }

    private void library(String what, String library, String debian, String use) {
        find(what, machine.library(library), library + " is there", library + " is missing; " + use + " needs it",
                "apt-get install " + debian);
    }

    /** Where DJL unpacks libtorch, in the order in which the launcher looks. */
    private void libtorch() {
        Path cache = machine.variable("DJL_CACHE_DIR").map(Path::of).orElseGet(() -> machine.variable("XDG_CACHE_HOME").map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache")).resolve("siguard").resolve("djl"));
        add("libtorch", true, unpacked(cache) ? "unpacked in " + cache
                : "not unpacked yet; the first training unpacks 430 MB into " + cache + " (DJL_CACHE_DIR names another folder)", "");
    }

    private static boolean unpacked(Path cache) {
        Path versions = cache.resolve("pytorch");
        if (!Files.isDirectory(versions)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(versions, 2)) {
            return files.anyMatch(file -> file.getFileName().toString().matches("(lib)?torch_cpu\\.(so|dll|dylib)"));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private void sample(String name) {
        Path folder = home.resolve("sample-models").resolve(name).toAbsolutePath().normalize();
        String train = "./siguard train " + (Samples.names().contains(name) ? name : SampleFiles.recipe(folder) + " --force");
        if (!Files.exists(folder.resolve(SampleFiles.SAMPLE))) {
            add("Sample " + name, false, "not at " + folder + "; it is trained when it is first used", train);
            return;
        }
        try {
            SampleFiles.check(folder);
            add("Sample " + name, true, folder.toString(), "");
        } catch (UserMistake e) {
            add("Sample " + name, false, e.getMessage(), train);
        }
    }

    private void find(String what, boolean good, String there, String missing, String remedy) {
        add(what, good, good ? there : missing, good ? "" : remedy);
    }

    private void add(String what, boolean good, String found, String remedy) {
        findings.add(new Finding(what, good, found, remedy));
    }
}
