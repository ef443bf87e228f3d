package org.siguard.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.siguard.base.Names;
import org.siguard.base.Parameter;
import org.siguard.base.Settings;
import org.siguard.base.UserMistake;
import org.siguard.guard.ClassTemplates;
import org.siguard.guard.EarlyExitGuard;
import org.siguard.guard.GuardSecrets;
import org.siguard.guard.MemGuard;
import org.siguard.guard.NoGuard;
import org.siguard.guard.NoiseGuard;
import org.siguard.guard.OrderGuard;
import org.siguard.guard.OutputGuard;
import org.siguard.guard.Remembering;
import org.siguard.guard.Siguard;
import org.siguard.guard.SimpleGuard;
import org.siguard.guard.TemplateGuard;
import org.siguard.model.Model;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.ring.Seed;

/** The guards by name, with the parameters that each of them listens to. */
public final class Guards {
    private static final List<String> NOISES = List.of(NoiseGuard.GAUSSIAN, NoiseGuard.LAPLACE);
    private static final Map<String, Entry> ENTRIES = entries();

    /** The membership classifiers of whoever runs a guard: the owner's, or an attacker's own. */
    @FunctionalInterface
    public interface Classifiers {
        Model of(SoftmaxKind softmax, boolean augmented);
    }

    /** What a guard is made from. */
    private record Making(Settings settings, Classifiers classifiers, Supplier<ClassTemplates> templates, Seed seed) {
        GuardSecrets secrets(Settings siguard) {
            Model h = classifier(siguard, classifiers);
            return Siguard.needsTemplates(siguard) ? new GuardSecrets(h, templates.get()) : GuardSecrets.of(h);
        }

        Model plain() {
            return classifiers.of(SoftmaxKind.EXACT, false);
        }
    }

    @FunctionalInterface
    private interface Maker {
        OutputGuard make(Making from);
    }

    private record Entry(List<Parameter<?>> parameters, Maker maker) {
    }

    private Guards() {
    }

    private static Map<String, Entry> entries() {
        Map<String, Entry> out = new LinkedHashMap<>();
        out.put(new NoGuard().name(), new Entry(List.of(), from -> new NoGuard()));
        out.put(Siguard.NAME, new Entry(Siguard.PARAMETERS, from -> new Siguard(from.settings, from.secrets(from.settings))));
        for (String preset : Siguard.presetNames()) {
            out.put(Siguard.NAME + "-" + preset,
                    new Entry(List.of(), from -> Siguard.preset(preset, from.secrets(Siguard.presetSettings(preset)))));
        }
        out.put(OrderGuard.NAME, new Entry(List.of(OrderGuard.PLACES), from -> new OrderGuard(from.settings, from.templates.get())));
        out.put(SimpleGuard.LABEL, new Entry(List.of(), from -> SimpleGuard.labelOnly()));
        out.put(TemplateGuard.NAME, new Entry(List.of(), from -> new TemplateGuard(from.templates.get())));
        out.put(SimpleGuard.TOP_K, new Entry(List.of(SimpleGuard.TOP), from -> SimpleGuard.topK(from.settings)));
        out.put(SimpleGuard.ROUNDING, new Entry(List.of(SimpleGuard.BITS), from -> SimpleGuard.rounding(from.settings)));
        out.put(SimpleGuard.COOLING, new Entry(List.of(SimpleGuard.TEMPERATURE), from -> SimpleGuard.temperature(from.settings)));
        for (String noise : NOISES) {
            out.put(noise, new Entry(List.of(NoiseGuard.SCALE, NoiseGuard.DRAWN),
                    from -> new NoiseGuard(noise, from.settings, from.plain().spec().input().size(), from.seed)));
        }
        out.put(MemGuard.NAME, new Entry(List.of(MemGuard.STEPS, MemGuard.STEP, MemGuard.BUDGET),
                from -> new MemGuard(from.settings, from.plain(), from.seed)));
        out.put(EarlyExitGuard.NAME,
                new Entry(Siguard.PARAMETERS,
                        from -> new EarlyExitGuard(from.settings, GuardSecrets.of(classifier(from.settings, from.classifiers)))));
        return out;
    }

    public static List<String> names() {
        return List.copyOf(ENTRIES.keySet());
    }

    /** The parameters that a guard listens to. */
    public static List<Parameter<?>> parameters(String name) {
        List<Parameter<?>> out = new ArrayList<>(entry(name).parameters);
        if (wanders(name)) {
            out.add(Remembering.QUERIES);
        }
        return out;
    }

    /** Whether rounding alone leads it elsewhere when the same query is asked again, so that it has to remember what it answered. */
    private static boolean wanders(String name) {
        return name.startsWith(Siguard.NAME) || NOISES.contains(name);
    }

    /** Those of all guards, each once; SIGuard's first. */
    public static List<Parameter<?>> parameters() {
        Set<Parameter<?>> out = new LinkedHashSet<>(Siguard.PARAMETERS);
        names().forEach(name -> out.addAll(parameters(name)));
        return List.copyOf(out);
    }

    /**
     * The guard of that name.
     *
     * @param settings    values for {@link #parameters()} at least
     * @param classifiers the owner's, of which a guard takes the one that suits its settings
     * @param templates   the owner's class templates, made when a guard releases them
     * @param seed        the owner's
     */
    public static OutputGuard of(String name, Settings settings, Classifiers classifiers, Supplier<ClassTemplates> templates, Seed seed) {
        OutputGuard guard = entry(name).maker.make(new Making(settings, classifiers, templates, seed));
        boolean fresh = NOISES.contains(name) && !NoiseGuard.sticky(settings);
        int remembered = wanders(name) && !fresh ? settings.get(Remembering.QUERIES) : 0;
        return remembered > 0 ? new Remembering(guard, remembered) : guard;
    }

    /** The classifier that a guard works with, or would if it worked with one: what an attacker must not get hold of. */
    public static Model classifier(String name, Settings settings, Classifiers classifiers) {
        return classifier(searched(name, settings), classifiers);
    }

    private static Model classifier(Settings siguard, Classifiers classifiers) {
        return classifiers.of(SoftmaxKind.named(siguard.get(Siguard.SOFTMAX)), Siguard.needsAugmented(siguard));
    }

    /** The values of SIGuard's parameters that a guard has; those of others are the defaults, as they know the exact softmax only. */
    private static Settings searched(String name, Settings settings) {
        if (name.startsWith(Siguard.NAME + "-")) {
            return Siguard.presetSettings(name.substring(Siguard.NAME.length() + 1));
        }
        return parameters(name).contains(Siguard.CLASSIFIER) ? settings : Settings.defaults(Siguard.PARAMETERS);
    }

    private static Entry entry(String name) {
        Entry entry = ENTRIES.get(name);
        if (entry == null) {
            throw new UserMistake(Names.unknown("guard", name, names()));
        }
        return entry;
    }
}
