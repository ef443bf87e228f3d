package org.siguard.experiment;

import java.util.ArrayList;
import java.util.List;
import org.siguard.base.Parameter;
import org.siguard.base.Settings;
import org.siguard.guard.Siguard;
import org.siguard.net.NetworkProfile;
import org.siguard.train.sample.Samples;

/** Everything that decides what a run computes, in one immutable value. */
public record Experiment(Settings settings) {
    public static final Parameter<String> MODEL = new Parameter.Choice("model", "Model", Samples.names().get(0),
            Samples.names(), "The sample model that is attacked.");
    public static final Parameter<String> ENGINE = new Parameter.Choice("engine", "Engine", Engines.DEFAULT, Engines.names(),
            "The protocol that a measured run computes with.");
    public static final Parameter<String> NETWORK = new Parameter.Choice("network", "Network", NetworkProfile.LAN.name(),
            NetworkProfile.NAMED.stream().map(NetworkProfile::name).toList(),
            "The network that latency is computed for. Privacy and utility do not depend on it.");
    public static final Parameter<String> GUARD = new Parameter.Choice("guard", "Guard", Siguard.NAME, Guards.names(),
            "What stands between the prediction and the client.");
    public static final Parameter<Integer> QUERIES = new Parameter.Whole("queries", "Queries", 400, 20, 1000, "records",
            "How many records are asked for: half of them members, half not. More give narrower intervals and take longer.");
    public static final Parameter<Integer> BATCH = new Parameter.Whole("batch", "Batch", 100, 1, 500, "records",
            "How many records travel together. Rounds are paid once for a batch.");
    public static final Parameter<Integer> SEED = new Parameter.Whole("seed", "Seed", 1, 0, Integer.MAX_VALUE, "",
            "Everything random follows from it: the same seed gives the same result.");

    /** All parameters, those of the guard included, in the order in which they are shown. */
    public static final List<Parameter<?>> PARAMETERS = all();

    private static List<Parameter<?>> all() {
        List<Parameter<?>> all = new ArrayList<>(List.of(MODEL, ENGINE, NETWORK, QUERIES, BATCH, SEED, GUARD));
        all.addAll(Guards.parameters());
        return List.copyOf(all);
    }

    /** The experiment that runs when nobody asked for another. */
    public static Experiment standard() {
        return new Experiment(Settings.defaults(PARAMETERS));
    }

    public <T> T get(Parameter<T> parameter) {
        return settings.get(parameter);
    }

    public <T> Experiment with(Parameter<T> parameter, T value) {
        return new Experiment(settings.with(parameter, value));
    }

    public NetworkProfile network() {
        return NetworkProfile.NAMED.stream().filter(profile -> profile.name().equals(get(NETWORK))).findFirst().orElseThrow();
    }
}
