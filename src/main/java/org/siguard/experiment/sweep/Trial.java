package org.siguard.experiment.sweep;

import java.util.EnumMap;
import java.util.Map;
import org.siguard.attack.metric.Estimate;

/**
 * One setting, tried.
 *
 * @param number   of the setting in its sweep, from 0
 * @param rung     how far up it was tried, from 0: with how many queries
 * @param settings those that the sweep varies, as a user writes them
 * @param figures  with their intervals; empty where it failed
 * @param attack   the strongest
 * @param rounds   of a batch
 * @param bytes    of a batch, sent by all parties
 * @param records  by record, for a bootstrap; null where it failed
 * @param failure  why there are no figures; empty where there are
 */
public record Trial(int number, int rung, Map<String, String> settings, Map<Limits.Aim, Estimate> figures, String attack, int rounds,
        long bytes, TrialRecords records, String failure) {
    public Trial {
        settings = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(settings));
        figures = java.util.Collections.unmodifiableMap(figures.isEmpty() ? new EnumMap<>(Limits.Aim.class) : new EnumMap<>(figures));
    }

    static Trial failed(int number, int rung, Map<String, String> settings, String why) {
        return new Trial(number, rung, settings, Map.of(), "", 0, 0, null, why);
    }

    public boolean succeeded() {
        return failure.isEmpty();
    }

    public double value(Limits.Aim aim) {
        return figures.get(aim).value();
    }

    /** Key and value, as {@code --set} takes them. */
    public String inWords() {
        return String.join(" ", settings.entrySet().stream().map(setting -> setting.getKey() + "=" + setting.getValue()).toList());
    }
}
