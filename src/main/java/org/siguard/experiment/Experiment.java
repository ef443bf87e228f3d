package org.siguard.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.siguard.attack.metric.FormulaVersions;
import org.siguard.base.Parameter;
import org.siguard.base.Settings;
import org.siguard.base.UserMistake;
import org.siguard.guard.Siguard;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.net.NetworkProfile;
import org.siguard.train.sample.Samples;

/**
 * Everything that decides what a run computes, in one immutable value.
 *
 * @param settings one value for each of {@link #PARAMETERS}
 * @param formulas by which version of each formula its figures are to be computed
 */
public record Experiment(Settings settings, FormulaVersions formulas) {
    public static final Parameter<String> MODEL = new Parameter.Name("model", "Model", Samples.names().get(0), Samples.names(),
            "a sample (" + String.join(", ", Samples.names()) + ", or one of your own) or the folder of one",
            "The sample model that is attacked: one that comes with the program, or one that siguard train made, by name or by its folder.");
    public static final Parameter<String> RECORDS = new Parameter.Choice("records", "Records", Asked.UNSEEN.label(),
            Arrays.stream(Asked.values()).map(Asked::label).toList(),
            "Which members and non-members are asked for: those that the owner's membership classifier has never seen, those that it was "
                    + "trained on, or both.");
    public static final Parameter<String> ENGINE = new Parameter.Choice("engine", "Engine", Engines.DEFAULT, Engines.names(),
            "The protocol that a measured run computes with.");
    static final String OWN_NETWORK = "own";
    public static final Parameter<String> NETWORK = new Parameter.Choice("network", "Network", NetworkProfile.LAN.name(),
            networks(), "The network that latency is computed for; own: as the next two say. Privacy and utility do not depend on it.");
    public static final Parameter<Double> ROUND_TRIP = new Parameter.Real("network.round-trip", "Own round trip", 10.0, 0.001, 1_000, true,
            "ms", "From a server to another and back. Only for the network own.");
    public static final Parameter<Double> BANDWIDTH = new Parameter.Real("network.bandwidth", "Own bandwidth", 1_000.0, 1, 100_000, true,
            "Mbit/s", "Of one direction between two parties. Only for the network own.");
    public static final Parameter<String> SOFTMAX = new Parameter.Choice("softmax", "Unguarded softmax", SoftmaxKind.EXACT.label(),
            Arrays.stream(SoftmaxKind.values()).map(SoftmaxKind::label).toList(),
            "What secure inference without a guard ends with: the softmax itself, or what is put in its place. A guard has a softmax of its own.");
    public static final Parameter<Integer> QUERIES = new Parameter.Whole("queries", "Queries", 400, 20, 1_000, "records",
            "How many records are asked for: half of them members, half not. More give narrower intervals and take longer.");
    public static final Parameter<Integer> BATCH = new Parameter.Whole("batch", "Batch", 100, 1, 500, "records",
            "How many records travel together. Rounds are paid once for a batch.");
    public static final Parameter<Integer> REPETITIONS = new Parameter.Whole("repetitions", "Repetitions", 1, 1, 100, "",
            "How often everything is done, each time with the next seed and so with other records. Figures are then means over them.");
    public static final Parameter<Integer> SEED = new Parameter.Whole("seed", "Seed", 1, 0, Integer.MAX_VALUE, "",
            "Everything random follows from it: the same seed gives the same result.");
    public static final Parameter<List<String>> ATTACKS = new Parameter.Several("attacks", "Attacks", TickedAttacks.quick(),
            TickedAttacks.names(), Map.of("quick", TickedAttacks.quick(), "all", TickedAttacks.names()),
            "Which attacks are run; on guarded outputs also the form of each that knows the guard. The last four train networks, which takes "
                    + "some seconds each.");
    public static final Parameter<String> GUARD = new Parameter.Choice("guard", "Guard", Siguard.NAME, Guards.names(),
            "What stands between the prediction and the client.");

    /** All parameters, those of the guard included, in the order in which they are shown. */
    public static final List<Parameter<?>> PARAMETERS = all();

    /** Of this program's formulas. */
    public Experiment(Settings settings) {
        this(settings, FormulaVersions.CURRENT);
    }

    private static List<Parameter<?>> all() {
        List<Parameter<?>> all = new ArrayList<>(List.of(MODEL, RECORDS, ENGINE, NETWORK, ROUND_TRIP, BANDWIDTH, SOFTMAX, QUERIES, BATCH,
                REPETITIONS, SEED, ATTACKS, GUARD));
        all.addAll(Guards.parameters());
        return List.copyOf(all);
    }

    private static List<String> networks() {
        List<String> names = new ArrayList<>(NetworkProfile.NAMED.stream().map(NetworkProfile::name).toList());
        names.add(OWN_NETWORK);
        return names;
    }

    /** The experiment that runs when nobody asked for another. */
    public static Experiment standard() {
        return new Experiment(Settings.defaults(PARAMETERS));
    }

    public <T> T get(Parameter<T> parameter) {
        return settings.get(parameter);
    }

    public <T> Experiment with(Parameter<T> parameter, T value) {
        return new Experiment(settings.with(parameter, value), formulas);
    }

    /** With one value changed as a user writes it. */
    public Experiment with(String key, String text) {
        return new Experiment(settings.with(key, text), formulas);
    }

    public NetworkProfile network() {
        return get(NETWORK).equals(OWN_NETWORK) ? NetworkProfile.of(OWN_NETWORK, get(ROUND_TRIP), get(BANDWIDTH))
                : NetworkProfile.NAMED.stream().filter(profile -> profile.name().equals(get(NETWORK))).findFirst().orElseThrow();
    }

    /** The softmax of unguarded secure inference. */
    public SoftmaxKind softmax() {
        return SoftmaxKind.named(get(SOFTMAX));
    }

    /** The softmax that the guard is told to stand in for; the presets and the simple guards know the exact one only. */
    public SoftmaxKind guardedSoftmax() {
        return get(GUARD).equals(Siguard.NAME) ? SoftmaxKind.named(get(Siguard.SOFTMAX)) : SoftmaxKind.EXACT;
    }

    /** Its repetitions, each an experiment that is done once. */
    List<Experiment> repeated() {
        List<Experiment> out = new ArrayList<>();
        for (int i = 0; i < get(REPETITIONS); i++) {
            out.add(with(REPETITIONS, 1).with(SEED, (int) (((long) get(SEED) + i) & Integer.MAX_VALUE)));
        }
        return out;
    }

    /** Refuses what this program would compute by another formula than was asked for. */
    void requireKnownFormulas() {
        SortedSet<String> differing = formulas.differing(FormulaVersions.CURRENT);
        if (!differing.isEmpty()) {
            String first = differing.first();
            throw new UserMistake("formulas: the experiment asks for '" + first + "' by version " + formulas.versions().get(first)
                    + ", and this program computes it by version " + FormulaVersions.CURRENT.versions().get(first)
                    + ". Run it with the program it was made for, or take the formulas out to have it computed anew.");
        }
    }
}
