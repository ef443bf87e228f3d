package org.siguard.experiment.sweep;

import java.util.ArrayList;
import java.util.List;
import org.siguard.attack.metric.Estimate;
import org.siguard.experiment.sweep.Limits.Aim;

/**
 * The trials that no other is better than in one respect without being worse in another: in the strongest attack, in distortion and in
 * latency. Among trials that are equal in all, all are on it.
 *
 * @param on      by the figures as they are
 * @param perhaps those besides that no other beats for sure: in some respect their intervals overlap with those of all that beat them
 */
public record ParetoFront(List<Trial> on, List<Trial> perhaps) {
    static final List<Aim> AIMS = List.of(Aim.STRONGEST, Aim.DISTORTION, Aim.LATENCY);

    public ParetoFront {
        on = List.copyOf(on);
        perhaps = List.copyOf(perhaps);
    }

    /** Of those that succeeded. */
    public static ParetoFront of(List<Trial> trials) {
        List<Trial> there = trials.stream().filter(Trial::succeeded).toList();
        List<Trial> on = there.stream().filter(trial -> there.stream().noneMatch(other -> dominates(other, trial))).toList();
        List<Trial> perhaps = there.stream().filter(trial -> !on.contains(trial))
                .filter(trial -> there.stream().noneMatch(other -> surelyDominates(other, trial))).toList();
        return new ParetoFront(on, perhaps);
    }

    /** At least as good in all, and better in one. */
    static boolean dominates(Trial one, Trial other) {
        return AIMS.stream().noneMatch(aim -> less(other, one, aim)) && AIMS.stream().anyMatch(aim -> less(one, other, aim));
    }

    /** It dominates, and wherever the two differ their intervals do not overlap. */
    static boolean surelyDominates(Trial one, Trial other) {
        return dominates(one, other) && AIMS.stream().filter(aim -> less(one, other, aim)).allMatch(aim -> {
            Estimate better = one.figures().get(aim);
            return better.high() < other.figures().get(aim).low();
        });
    }

    private static boolean less(Trial one, Trial other, Aim aim) {
        return aim.cost(one.value(aim)) < aim.cost(other.value(aim));
    }

    /** Fronts one behind the other: each is the front of what those before it leave. */
    static List<List<Trial>> layers(List<Trial> trials) {
        List<Trial> rest = new ArrayList<>(trials);
        List<List<Trial>> out = new ArrayList<>();
        while (!rest.isEmpty()) {
            List<Trial> front = rest.stream().filter(trial -> rest.stream().noneMatch(other -> dominates(other, trial))).toList();
            out.add(front);
            rest.removeAll(front);
        }
        return out;
    }
}
