package org.siguard.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How far predicted latency lies from the measured one, in per cent of the latter, for experiments of many kinds: {@code cold/} half of them, each in a new
 * process that knows nothing of this machine, {@code warm/} one after another in one process that learns from all it measures. Below zero:
 * it took longer than predicted. Most run in process, where the network's share, which both have in common, makes nothing look better.
 */
final class PredictionSuite {
    private PredictionSuite() {
    }

    static Suite suite() {
        return new Suite("prediction", List.of(new Cold("cold"), new Warm("warm")));
    }

    private record Cold(String name) implements Benchmark {
        @Override
        public List<Result> run(Effort effort) {
            // Every second one: a machine is got to know anew each time, which takes longer than what is predicted.
            return places(effort).stream().filter(place -> Integer.parseInt(place) % 2 == 0)
                    .flatMap(place -> start(name, List.of(place)).stream()).toList();
        }
    }

    private record Warm(String name) implements Benchmark {
        @Override
        public List<Result> run(Effort effort) {
            return start(name, places(effort));
        }
    }

    private static List<String> places(Effort effort) {
        int some = effort.leastRuns() == 1 ? 2 : PredictedRun.EXPERIMENTS.size();
        return IntStream.range(0, some).mapToObj(String::valueOf).toList();
    }

    private static List<Result> start(String kind, List<String> places) {
        List<Result> out = new ArrayList<>();
        try {
            Path folder = Files.createTempDirectory("siguard-speed");
            List<String> command = new ArrayList<>(FreshProcess.command(PredictedRun.class));
            command.add(folder.toString());
            command.addAll(places);
            Path troubles = folder.resolve("troubles");
            Process process = new ProcessBuilder(command).redirectError(troubles.toFile()).start();
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    out.add(result(kind, line.split(" ")));
                }
            }
            if (out.size() != places.size()) {
                throw new IllegalStateException(
                        "a process that was to predict and measure latency ended early: " + Files.readString(troubles));
            }
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out;
    }

    private static Result result(String kind, String[] line) {
        double predicted = Double.parseDouble(line[1]);
        double measured = Double.parseDouble(line[4]);
        boolean within = measured >= Double.parseDouble(line[2]) && measured <= Double.parseDouble(line[3]);
        String name = kind + "/" + PredictedRun.EXPERIMENTS.get(Integer.parseInt(line[0])) + String.format(Locale.ROOT,
                ": predicted %.3f s (%.3f to %.3f), measured %.3f s, %s", predicted, Double.parseDouble(line[2]),
                Double.parseDouble(line[3]), measured,
                within ? "inside" : "OUTSIDE");
        return new Result(name, 100 * (predicted / measured - 1), Unit.SHARE, 1, Integer.parseInt(line[5]), Long.parseLong(line[6]), null);
    }
}
