package org.siguard.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a check-up asks about the machine it runs on. */
interface Machine {
    boolean linux();

    /** An environment variable. */
    Optional<String> variable(String name);

    /** The program that a shell would start by this name. */
    Optional<Path> program(String name);

    /** Whether the dynamic linker finds a library by its name. */
    boolean library(String name);

    /** Whether there is any font to draw text with. */
    boolean font();

    /** The machine at hand; found out as the launcher script does. */
    final class Here implements Machine {
        private static final long LONGEST_ANSWER = 10;

        private String libraries;

        @Override
        public boolean linux() {
            return System.getProperty("os.name").equals("Linux");
        }

        @Override
        public Optional<String> variable(String name) {
            return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
        }

        @Override
        public Optional<Path> program(String name) {
            return Stream.of((variable("PATH").orElse("") + File.pathSeparator + "/sbin" + File.pathSeparator + "/usr/sbin")
                    .split(File.pathSeparator)).filter(folder -> !folder.isEmpty())
                    .flatMap(folder -> Stream.of(Path.of(folder, name), Path.of(folder, name + ".cmd"), Path.of(folder, name + ".exe")))
                    .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file)).findFirst();
        }

        @Override
        public boolean library(String name) {
            if (libraries == null) {
                libraries = answer("ldconfig", "-p");
            }
            // Where the linker keeps no list, there is nothing to look it up in: the window will tell.
            return libraries.isEmpty() || libraries.contains(name + " ");
        }

        @Override
        public boolean font() {
            String home = System.getProperty("user.home");
            return !answer("fc-list").isEmpty() || Stream.of(Path.of("/usr/share/fonts"), Path.of("/usr/local/share/fonts"),
                    Path.of(home, ".fonts"), Path.of(home, ".local", "share", "fonts")).anyMatch(Here::holdsFont);
        }

        private static boolean holdsFont(Path folder) {
            if (!Files.isDirectory(folder)) {
                return false;
            }
            try (Stream<Path> files = Files.walk(folder)) {
                return files.anyMatch(file -> file.toString().matches(".*\\.[ot]t[fc]"));
            } catch (IOException | UncheckedIOException e) {
                return false;
            }
        }

        /** What a program prints; nothing where it is not there or does not answer. */
        private String answer(String name, String... arguments) {
            Optional<Path> program = program(name);
            if (program.isEmpty()) {
                return "";
            }
            String[] command = Stream.concat(Stream.of(program.get().toString()), Stream.of(arguments)).toArray(String[]::new);
            try {
                Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
                process.getOutputStream().close();
                String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return process.waitFor(LONGEST_ANSWER, TimeUnit.SECONDS) && process.exitValue() == 0 ? printed : "";
            } catch (IOException e) {
                return "";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "";
            }
        }
    }
}
