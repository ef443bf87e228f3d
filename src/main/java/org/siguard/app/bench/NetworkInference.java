package org.siguard.app.bench;

import java.util.ArrayList;
import java.util.List;
import org.siguard.model.InferencePlan;
import org.siguard.model.InferenceSession;
import org.siguard.model.Model;
import org.siguard.model.Zoo;
import org.siguard.mpc.Costs;
import org.siguard.mpc.Protocol;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Traffic;

/**
 * A batch through a network of the zoo. Beside the time in-process: what a client on a LAN and on a WAN would wait for it, by the
 * virtual clock; and, where a party can work beforehand, its part, which the time in-process contains although no client need wait
 * for it. The first line's rounds and bytes are planned, as many as are counted, which tests hold; those of the other lines are counted.
 *
 * @param suffix of its name, where a network stands there twice
 * @param peer   null where there is none
 */
record NetworkInference(String network, String suffix, int batch, Protocol protocol, Unit unit, Peer peer) implements Benchmark {
    private static final List<NetworkProfile> NETWORKS = List.of(NetworkProfile.LAN, NetworkProfile.WAN);
    private static final int LATENCIES = 5;

    @Override
    public String name() {
        return network + suffix;
    }

    @Override
    public List<Result> run(Effort effort) {
        Model model = Zoo.build(network, 1, 1);
        List<float[]> records = Networks.records(model, batch);
        List<Result> out = new ArrayList<>();
        try (InferenceSession session = Networks.open(model, protocol, NetworkProfile.IN_PROCESS)) {
            InferencePlan.Step plan = session.plan(batch).total();
            Timing timing = Timing.of(() -> Networks.infer(session, records), effort);
            out.add(new Result(name(), unit.figure(timing.nanos(), batch), unit, timing.runs(), plan.rounds(), plan.bytes(), peer));
            if (!protocol.offline().isEmpty()) {
                out.addAll(apart(session, records));
            }
        }
        for (NetworkProfile profile : NETWORKS) {
            out.add(latency(model, records, profile, Math.min(LATENCIES, effort.mostRuns())));
        }
        return out;
    }

    /** The median by time, of its clients and of those who work beforehand. */
    private List<Result> apart(InferenceSession session, List<float[]> records) {
        List<Double> online = new ArrayList<>();
        List<Double> offline = new ArrayList<>();
        Costs costs = null;
        for (int i = 0; i < LATENCIES; i++) {
            costs = Networks.infer(session, records);
            online.add((double) costs.latencyNanos());
            offline.add((double) costs.offline("").nanos());
        }
        return List.of(seconds("/online", online, costs.online("")), seconds("/offline", offline, costs.offline("")));
    }

    private Result latency(Model model, List<float[]> records, NetworkProfile profile, int runs) {
        try (InferenceSession session = Networks.open(model, protocol, profile)) {
            Costs costs = Networks.infer(session, records);
            List<Double> nanos = new ArrayList<>();
            for (int i = 0; i < runs; i++) {
                costs = Networks.infer(session, records);
                nanos.add((double) costs.latencyNanos());
            }
            return seconds("/" + profile.name(), nanos, costs.total());
        }
    }

    private Result seconds(String what, List<Double> nanos, Traffic traffic) {
        return new Result(name() + what, Timing.median(nanos) / 1e9, Unit.SECONDS, nanos.size(), traffic.rounds(), traffic.bytes(), null);
    }
}
