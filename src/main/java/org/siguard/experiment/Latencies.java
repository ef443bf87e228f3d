package org.siguard.experiment;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.siguard.mpc.Protocol;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Prediction;
import org.siguard.net.Traffic;

/**
 * How long a batch takes, without the guard and with it. Measured, it is the median of full batches: a shorter last one, or one that was
 * disturbed, does not count for more than it is. Predicted, it follows from the plan and from what is known of this machine.
 */
final class Latencies {
    /** Less than this share of what was measured is never taken for computing: the network's share is only computed. */
    private static final double LEAST_COMPUTING = 0.02;
    private static final double NETWORK_DOUBT = 0.02;

    private final Fidelity fidelity;
    private final Protocol engine;
    private final NetworkProfile network;
    private final int batch;
    private final List<Pair> batches = new ArrayList<>();
    private QueryPlan without;
    private Workload whole;
    private Prediction counted = Prediction.NONE;
    private int countedQueries;

    /** One batch, asked twice: without a guard and with it. */
    private record Pair(QueryCost without, QueryCost with) {
    }

    Latencies(Fidelity fidelity, Protocol engine, NetworkProfile network, int batch) {
        this.fidelity = fidelity;
        this.engine = engine;
        this.network = network;
        this.batch = batch;
    }

    /** What a batch is to take; null for a guard of which that is known only afterwards. */
    void plan(QueryPlan unguarded, QueryPlan guarded) {
        without = unguarded;
        whole = guarded == null ? null : guarded.total();
    }

    /** What so many queries behind a guard took that has no plan. */
    void counted(Map<String, Prediction> costs, QueryPlan unguarded, int queries) {
        Prediction sum = costs.values().stream().reduce(Prediction.NONE, Prediction::plus);
        counted = counted.plus(engine.offline().isEmpty() ? sum : sum.withoutDealt());
        countedQueries += queries;
        double share = (double) batch / countedQueries;
        Workload inference = unguarded.inference();
        whole = inference.plus(
                Workload.of(new Prediction((int) Math.round(counted.rounds() * share), Math.round(counted.messages() * share),
                        Math.round(counted.bytes() * share), Math.round(counted.dealt() * share))));
    }

    /** Another batch; only full ones count. */
    void measured(Measuring.Both both, int records) {
        if (records == batch) {
            measured(QueryCost.measured(both.secure().costs()), QueryCost.measured(both.guarded().costs()));
        }
    }

    void measured(QueryCost withoutGuard, QueryCost withGuard) {
        batches.add(new Pair(withoutGuard, withGuard));
    }

    /** What the guard adds is the difference between waiting with it and without. */
    Figures.Latency figure(MachineSpeed speeds) {
        if (fidelity == Fidelity.PREVIEW) {
            RunResult.Foreseen seconds = foreseen(speeds);
            Prediction messages = whole.network();
            return new Figures.Latency(seconds.inference(), seconds.guard(), true, network.name(), batch, messages.rounds(),
                    messages.bytes(), doubt(speeds.of(engine)));
        }
        double plain = median(pair -> pair.without.seconds());
        double with = median(pair -> pair.with.seconds());
        QueryCost any = batches.get(0).with;
        return new Figures.Latency(plain, with - plain, false, network.name(), batch, any.rounds(), any.bytes(), spread());
    }

    private Figures.Spread spread() {
        DoubleSummaryStatistics whole = batches.stream().mapToDouble(pair -> pair.with.seconds()).summaryStatistics();
        DoubleSummaryStatistics added = batches.stream().mapToDouble(pair -> pair.with.seconds() - pair.without.seconds())
                .summaryStatistics();
        return new Figures.Spread(whole.getMin(), whole.getMax(), added.getMin(), added.getMax(), batches.size());
    }

    /** Computing is in doubt; what messages take follows from the profile, but for their order inside of an operation. */
    private Figures.Spread doubt(Speed speed) {
        double factor = speed.doubt(whole);
        RunResult.Foreseen low = foreseen(speed, 1 / factor);
        RunResult.Foreseen high = foreseen(speed, factor);
        double messages = NETWORK_DOUBT * whole.networkSeconds(network);
        double guardMessages = Math.min(messages, low.guard());
        return new Figures.Spread(low.total() - messages, high.total() + messages, low.guard() - guardMessages,
                high.guard() + guardMessages, 0);
    }

    /** How many full batches were measured. */
    int batches() {
        return batches.size();
    }

    /** Null for a guard that has no plan. */
    RunResult.Foreseen foreseen(MachineSpeed speeds) {
        return whole == null ? null : foreseen(speeds.of(engine), 1);
    }

    private RunResult.Foreseen foreseen(Speed speed, double factor) {
        return foreseen(speed, without.total(), whole, network, factor);
    }

    /**
     * More work never takes less: where what was seen of work like that without a guard was slow, the guard takes at least what its messages do.
     *
     * @param factor by which the machine is slower than it is known for
     */
    static RunResult.Foreseen foreseen(Speed speed, Workload without, Workload whole, NetworkProfile network, double factor) {
        double plain = without.seconds(network, factor * speed.computing(without));
        double guarded = whole.seconds(network, factor * speed.computing(whole));
        double messages = whole.networkSeconds(network) - without.networkSeconds(network);
        return new RunResult.Foreseen(plain, Math.max(0, Math.max(messages, guarded - plain)));
    }

    /** The next prediction of the same work is to be what was measured now. */
    void teach(MachineSpeed speeds) {
        if (whole != null) {
            Speed speed = speeds.of(engine);
            List<Speed.Seen> seen = new ArrayList<>();
            learn(seen, speed, without.total(), median(pair -> pair.without.seconds()));
            learn(seen, speed, whole, median(pair -> pair.with.seconds()));
            speeds.learn(engine, seen);
        }
    }

    /** Computing that is done while a party waits for what is dealt to it does not show: where most of it does not, nothing is learnt. */
    private void learn(List<Speed.Seen> seen, Speed speed, Workload work, double seconds) {
        double computing = speed.computing(work);
        double beside = speed.seconds(work, network) - computing;
        if (work.networkSeconds(network) - beside < 0.5 * computing) {
            seen.add(Speed.Seen.of(work, Math.max(LEAST_COMPUTING * seconds, seconds - beside)));
        }
    }

    static Traffic traffic(Prediction prediction) {
        return new Traffic(prediction.rounds(), prediction.messages(), prediction.bytes(), 0);
    }

    private double median(ToDoubleFunction<Pair> seconds) {
        return WarmUp.median(batches.stream().mapToDouble(seconds).toArray());
    }
}
