package org.siguard.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What a person at the window notices of a measured run that takes all cores, while 50 events a second arrive: the time from frame to
 * frame, and how long a key would have waited. On the screen where there is one, and on JavaFX's headless platform, each in a process of
 * its own; the plain names are the worst page of the screen, or of the headless platform where there is no screen.
 */
final class UiSuite {
    private static final Peer FRAME_BAR = new Peer("bar: 30 frames a second", 33);
    private static final Peer BLOCKED_BAR = new Peer("bar", 100);
    private static final String SCREEN = "screen";
    private static final String HEADLESS = "headless";

    private UiSuite() {
    }

    static Suite suite() {
        return new Suite("ui", List.of(new Smoothness()));
    }

    /** A line of what the other process tells. */
    private record Page(double frames, double median, double slow, double blocked, double busy) {
    }

    private record Smoothness() implements Benchmark {
        @Override
        public String name() {
            return "frame";
        }

        @Override
        public List<Result> run(Effort effort) {
            long each = effort.leastRuns() == 1 ? 1_000 : 8_000;
            Map<String, Map<String, Page>> seen = new LinkedHashMap<>();
            if (System.getenv("DISPLAY") != null) {
                seen.put(SCREEN, lookAsSomebodyWhoWorkedBefore(List.of(), each));
            }
            seen.put(HEADLESS, lookAsSomebodyWhoWorkedBefore(List.of("-Dglass.platform=Headless", "-Dprism.order=sw"), each));
            Map<String, Page> first = seen.values().iterator().next();
            List<Result> out = new ArrayList<>();
            out.add(result("frame", worst(first, Page::median), first, FRAME_BAR));
            out.add(result("blocked", worst(first, Page::blocked), first, BLOCKED_BAR));
            seen.forEach((where, pages) -> pages.forEach((name, page) -> {
                String path = "frame/" + where + "/" + name;
                out.add(new Result(path, page.median, Unit.MILLISECONDS, (int) page.frames, 0, 0, null));
                out.add(new Result(path + "/99%", page.slow, Unit.MILLISECONDS, (int) page.frames, 0, 0, null));
                out.add(new Result("blocked/" + where + "/" + name, page.blocked, Unit.MILLISECONDS, (int) page.frames, 0, 0, null));
                out.add(new Result("blocked/" + where + "/" + name + "/busy", page.busy, Unit.MILLISECONDS, (int) page.frames, 0, 0, null));
            }));
            return out;
        }

        private static Result result(String name, double value, Map<String, Page> pages, Peer bar) {
            return new Result(name, value, Unit.MILLISECONDS, (int) pages.values().stream().mapToDouble(Page::frames).sum(), 0, 0, bar);
        }

        private static double worst(Map<String, Page> pages, ToDoubleFunction<Page> figure) {
            return pages.values().stream().mapToDouble(figure).max().orElseThrow();
        }

        private static Map<String, Page> lookAsSomebodyWhoWorkedBefore(List<String> platform, long millis) {
            try {
                Path folder = Files.createTempDirectory("siguard-window");
                try {
                    WindowRun.workIn(folder);
                    return look(platform, folder, millis);
                } finally {
                    delete(folder);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path folder) throws IOException {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }

        private static Map<String, Page> look(List<String> platform, Path folder, long millis) throws IOException {
            List<String> command = FreshProcess.command(WindowRun.class,
                    Stream.concat(Stream.of(FreshProcess.windowOptions()), platform.stream()).toArray(String[]::new));
            command.addAll(List.of(folder.toString(), Long.toString(millis)));
            Map<String, Page> pages = new LinkedHashMap<>();
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String[] words = line.split(" ");
                    if (words.length == 6) {
                        pages.put(words[0], new Page(Double.parseDouble(words[1]), Double.parseDouble(words[2]),
                                Double.parseDouble(words[3]), Double.parseDouble(words[4]), Double.parseDouble(words[5])));
                    }
                }
            }
            process.onExit().join(); // what it keeps on closing is written
            if (pages.isEmpty()) {
                throw new IllegalStateException("a window that was to be looked at told nothing");
            }
            return pages;
        }
    }
}
