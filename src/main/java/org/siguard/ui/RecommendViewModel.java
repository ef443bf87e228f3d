package org.siguard.ui;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.siguard.experiment.sweep.Limits;
import org.siguard.experiment.sweep.Limits.Aim;
import org.siguard.experiment.sweep.Recommendation;
import org.siguard.experiment.sweep.SweepResult;

/** The best setting of a sweep under limits, those that come next, and how sure the choice is. */
final class RecommendViewModel {
    private static final long SEED = 1;

    private final Threads threads;
    private final ObjectProperty<Aim> aim = new SimpleObjectProperty<>(Aim.STRONGEST);
    private final Map<Aim, StringProperty> limits = new EnumMap<>(Aim.class);
    private final ReadOnlyObjectWrapper<Recommendation> recommendation = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
    private SweepResult result;
    /** Written by the window's thread; the others read it, so as not to answer what nobody asks any more. */
    private volatile int asked;

    RecommendViewModel(Threads threads) {
        this.threads = threads;
        for (Aim each : Aim.values()) {
            StringProperty limit = new SimpleStringProperty("");
            limits.put(each, limit);
            limit.subscribe(any -> recommend());
        }
        aim.subscribe(any -> recommend());
    }

    /** What is to be as small as possible; top-1 as large. */
    ObjectProperty<Aim> aimProperty() {
        return aim;
    }

    /** At most this (top-1: at least), as a person writes it, shares in per cent; empty for no limit. */
    StringProperty limit(Aim of) {
        return limits.get(of);
    }

    /** Null while there is nothing to recommend from. */
    ReadOnlyObjectProperty<Recommendation> recommendationProperty() {
        return recommendation.getReadOnlyProperty();
    }

    /** The answer in a sentence or two, or what to do to get one. */
    ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    /** What is known so far; null for nothing. */
    void set(SweepResult now) {
        result = now;
        recommend();
    }

    private void recommend() {
        int mine = asked + 1;
        asked = mine;
        if (result == null || result.complete().isEmpty()) {
            recommendation.set(null);
            words.set("Once a setting was tried to the end, the best one under your limits stands here, with those that come next.");
            return;
        }
        Map<Aim, Double> most = new EnumMap<>(Aim.class);
        for (Map.Entry<Aim, StringProperty> limit : limits.entrySet()) {
            String text = limit.getValue().get().strip();
            if (!text.isEmpty()) {
                double value = number(text);
                if (Double.isNaN(value)) {
                    words.set("The limit for " + limit.getKey().label() + " must be a number" + unit(limit.getKey()) + "; '" + text
                            + "' is none.");
                    return;
                }
                most.put(limit.getKey(), isShare(limit.getKey()) ? value / 100 : value);
            }
        }
        SweepResult from = result;
        Aim wanted = aim.get();
        threads.files().execute(() -> {
            if (mine != asked) {
                return;
            }
            Recommendation found = Recommendation.of(from.complete(), new Limits(most), wanted, SEED);
            threads.window().execute(() -> {
                if (mine == asked) {
                    recommendation.set(found);
                    words.set(inWords(found, from.complete().size()));
                }
            });
        });
    }

    private static double number(String text) {
        try {
            double value = Double.parseDouble(text.endsWith("%") ? text.substring(0, text.length() - 1).strip() : text);
            return Double.isFinite(value) && value >= 0 ? value : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Whether its limit is written in per cent. */
    static boolean isShare(Aim aim) {
        return aim == Aim.STRONGEST || aim == Aim.UNDEFENDED || aim == Aim.TOP1;
    }

    private static String unit(Aim aim) {
        return isShare(aim) ? " of per cent" : aim == Aim.LATENCY ? " of seconds" : "";
    }

    private static String inWords(Recommendation found, int tried) {
        String under = found.limits().most().isEmpty() ? "without limits" : "with " + found.limits().inWords();
        if (found.ranking().isEmpty()) {
            return "None of " + tried + " settings keeps " + found.limits().inWords() + "; the nearest stand below.";
        }
        String best = "Best of " + tried + " " + under + ": " + found.ranking().getFirst().inWords().replace("guard.", "") + "."
                + (found.tie().isEmpty() ? "" : " " + found.tie());
        if (found.certain().isEmpty()) {
            return best + " How sure cannot be said: the settings were tried on different records.";
        }
        return best
                + String.format(Locale.ROOT, " With the records drawn anew 1000 times it is chosen in %.0f %% of cases%s.",
                        100 * found.certain().getOrDefault(found.ranking().getFirst().number(), 0.0),
                        found.nothing() > 0 ? String.format(Locale.ROOT, ", none in %.0f %%", 100 * found.nothing()) : "");
    }

    /** What is listed: the settings that keep the limits, best first; where none does, those nearest to them. */
    static List<org.siguard.experiment.sweep.Trial> listed(Recommendation found) {
        return found == null ? List.of() : found.ranking().isEmpty() ? found.missed() : found.ranking();
    }
}
