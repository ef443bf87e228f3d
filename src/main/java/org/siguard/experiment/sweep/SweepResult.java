package org.siguard.experiment.sweep;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.siguard.attack.metric.Estimate;
import org.siguard.base.AtomicFiles;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Fidelity;

/**
 * What a sweep found.
 *
 * @param trials  all that were tried, rung by rung
 * @param givenUp the numbers of settings that halving did not try to the end
 */
public record SweepResult(Sweep sweep, List<Trial> trials, List<Integer> givenUp) {
    public static final String JSON = "sweep-result.json";
    public static final String CSV = "trials.csv";
    public static final String FRONT = "pareto.csv";

    public SweepResult {
        trials = List.copyOf(trials);
        givenUp = List.copyOf(givenUp);
    }

    /** Reads a finished sweep from its folder. */
    public static SweepResult read(Path folder) {
        if (!Files.exists(folder.resolve(TrialFiles.SWEEP))) {
            throw new UserMistake(
                    folder + ": is no folder of a sweep (it has no " + TrialFiles.SWEEP + "); name the folder that siguard sweep "
                            + "wrote to.");
        }
        TrialFiles files = new TrialFiles(folder);
        Sweep sweep = files.sweep();
        List<Trial> trials = files.finished();
        if (trials.stream().noneMatch(trial -> trial.rung() == sweep.levels() - 1)) {
            throw new UserMistake(folder + ": the sweep is not finished; go on with siguard sweep --resume.");
        }
        return new SweepResult(sweep, trials, List.of());
    }

    /** Those that were tried with all queries, and to which the sweep came down. */
    public List<Trial> complete() {
        return trials.stream().filter(trial -> trial.rung() == sweep.levels() - 1 && trial.succeeded()).toList();
    }

    /** Of each setting the trial with the most queries so far: what there is to see before a sweep is over, and of what was given up. */
    public List<Trial> latest() {
        Map<Integer, Trial> out = new TreeMap<>();
        trials.stream().filter(Trial::succeeded)
                .forEach(trial -> out.merge(trial.number(), trial, (one, other) -> one.rung() > other.rung() ? one : other));
        return List.copyOf(out.values());
    }

    public ParetoFront front() {
        return ParetoFront.of(complete());
    }

    /** Writes {@value #JSON}, {@value #CSV} and {@value #FRONT}. */
    public void write(Path folder) {
        JsonObject.write(folder.resolve(JSON), json());
        AtomicFiles.write(folder.resolve(CSV), csv(trials));
        AtomicFiles.write(folder.resolve(FRONT), csv(front().on()));
    }

    public ObjectNode json() {
        ObjectNode root = JsonObject.create().put("format", "siguard-sweep-result").put("version", 1);
        root.set("sweep", sweep.json());
        root.put("latencyIs",
                sweep.fidelity() == Fidelity.PREVIEW ? "predicted, from low to high as far as it may be off"
                        : "measured, least to most of the batches");
        ArrayNode list = root.putArray("trials");
        for (Trial trial : trials) {
            describe(list.addObject(), trial);
        }
        ArrayNode front = root.putArray("front");
        front().on().forEach(trial -> front.add(trial.number()));
        ArrayNode perhaps = root.putArray("perhapsOnTheFront");
        front().perhaps().forEach(trial -> perhaps.add(trial.number()));
        ArrayNode gone = root.putArray("givenUp");
        givenUp.forEach(gone::add);
        return root;
    }

    static void describe(ObjectNode node, Trial trial) {
        node.put("number", trial.number()).put("rung", trial.rung());
        ObjectNode settings = node.putObject("settings");
        trial.settings().forEach(settings::put);
        if (trial.succeeded()) {
            TrialFiles.put(node.putObject("figures"), trial.figures());
            node.put("attack", trial.attack()).put("rounds", trial.rounds()).put("bytes", trial.bytes());
        } else {
            node.put("failure", trial.failure());
        }
    }

    /** A line a trial: its settings, then its figures with their limits. */
    private String csv(List<Trial> which) {
        List<String> keys = sweep.axes().stream().map(Axis::key).toList();
        StringBuilder out = new StringBuilder("number,rung");
        keys.forEach(key -> out.append(',').append(key));
        for (Limits.Aim aim : Limits.Aim.values()) {
            out.append(',').append(aim.label()).append(',').append(aim.label()).append(" low,").append(aim.label()).append(" high");
        }
        out.append(",rounds,bytes,strongest attack,failure\n");
        for (Trial trial : which) {
            List<String> cells = new ArrayList<>(List.of(String.valueOf(trial.number()), String.valueOf(trial.rung())));
            keys.forEach(key -> cells.add(quoted(trial.settings().getOrDefault(key, ""))));
            for (Limits.Aim aim : Limits.Aim.values()) {
                Estimate figure = trial.figures().get(aim);
                cells.add(figure == null ? ",," : figure.value() + "," + figure.low() + "," + figure.high());
            }
            cells.addAll(List.of(String.valueOf(trial.rounds()), String.valueOf(trial.bytes()), quoted(trial.attack()),
                    quoted(trial.failure())));
            out.append(String.join(",", cells)).append('\n');
        }
        return out.toString();
    }

    private static String quoted(String cell) {
        return cell.matches("[^,\"\\r\\n]*") ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }
}
