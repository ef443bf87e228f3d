package lab;

import java.nio.file.Path;
import java.util.List;
import org.siguard.attack.Attack;
import org.siguard.attack.adaptive.AdaptedAttack;
import org.siguard.attack.threshold.EntropyAttack;
import org.siguard.attack.threshold.Thresholds;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.ExperimentDesk;
import org.siguard.guard.Label;
import org.siguard.guard.OutputGuard;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.math.Softmax;
import org.siguard.mpc.replicated.ReplicatedProtocol;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.FixedPoint;

/** A guard of one's own, tried against attacks and on shares: it releases the softmax of half the logits. */
public final class OwnGuard implements OutputGuard {
    /** @param arguments the folder of samples */
    public static void main(String[] arguments) {
        ExperimentDesk desk = ExperimentDesk.with(Path.of(arguments[0]));
        Experiment experiment = Experiment.standard().with("queries", "200").with("guard", "none");
        OutputGuard guard = new OwnGuard();
        Attack entropy = new EntropyAttack(Thresholds.PER_CLASS);
        System.out.printf("unguarded: %s%n", percent(desk.attack(entropy, experiment).accuracy().value()));
        System.out.printf("behind %s: %s%n", guard.name(), percent(desk.attack(entropy, experiment, guard, guard).accuracy().value()));
        System.out.printf("by who knows of it: %s%n",
                percent(desk.attack(new AdaptedAttack(entropy), experiment, guard, guard).accuracy().value()));
        var sample = desk.sample(experiment.get(Experiment.MODEL));
        List<float[]> records = sample.data().records().subList(0, 1);
        var answer = desk.ask(sample.target(), guard, records, new ReplicatedProtocol(), NetworkProfile.WAN);
        System.out.printf("one query on shares: %d rounds, %d kB%n", answer.costs().total().rounds(), answer.costs().total().bytes() / 1000);
    }

    private static String percent(double share) {
        return Math.round(1000 * share) / 10.0 + " %";
    }

    @Override
    public String name() {
        return "halved";
    }

    @Override
    public void own(Outsider owner, FixedPoint fixedPoint) {
        // It has no secrets.
    }

    @Override
    public Guarding serve(FullRing engine) {
        return logits -> Label.of(engine, logits).seal(Softmax.of(engine, engine.truncate(logits, 1)).probabilities());
    }
}
