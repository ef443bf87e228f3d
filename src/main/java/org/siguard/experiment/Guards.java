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
import org.siguard.ring.Seed;

/** The guards by name, with the parameters that each of them listens to. */
public final class Guards {
    private static final String NONE = new NoGuard().name();
    private static final Map<String, Entry> ENTRIES = entries();

    /** What a guard is made from. */
    private record Making(Settings settings, Model membership, Supplier<ClassTemplates> templates, Seed seed) {
        GuardSecrets secrets(Settings siguard) {
            return Siguard.needsTemplates(siguard) ? new GuardSecrets(membership, templates.get()) : GuardSecrets.of(membership);
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
        out.put(NONE, new Entry(List.of(), from -> new NoGuard()));
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
        for (String noise : List.of(NoiseGuard.GAUSSIAN, NoiseGuard.LAPLACE)) {
            out.put(noise, new Entry(List.of(NoiseGuard.SCALE, NoiseGuard.DRAWN),
                    from -> new NoiseGuard(noise, from.settings, from.membership.spec().input().size(), from.seed)));
        }
        out.put(MemGuard.NAME, new Entry(List.of(MemGuard.STEPS, MemGuard.STEP, MemGuard.BUDGET),
                from -> new MemGuard(from.settings, from.membership, from.seed)));
        out.put(EarlyExitGuard.NAME,
                new Entry(Siguard.PARAMETERS, from -> new EarlyExitGuard(from.settings, GuardSecrets.of(from.membership))));
        return out;
    }

    public static List<String> names() {
        return List.copyOf(ENTRIES.keySet());
    }

    /** The parameters that a guard listens to. */
    public static List<Parameter<?>> parameters(String name) {
        List<Parameter<?>> out = new ArrayList<>(entry(name).parameters);
        if (!name.equals(NONE)) {
            out.add(Remembering.QUERIES);
        }
        return out;
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
     * @param settings   values for {@link #parameters()} at least
     * @param membership the owner's classifier h
     * @param templates  the owner's class templates, made when a guard releases them
     * @param seed       the owner's
     */
    public static OutputGuard of(String name, Settings settings, Model membership, Supplier<ClassTemplates> templates, Seed seed) {
        OutputGuard guard = entry(name).maker.make(new Making(settings, membership, templates, seed));
        int remembered = name.equals(NONE) ? 0 : settings.get(Remembering.QUERIES);
        return remembered > 0 ? new Remembering(guard, remembered) : guard;
    }

    private static Entry entry(String name) {
        Entry entry = ENTRIES.get(name);
        if (entry == null) {
            throw new UserMistake(Names.unknown("guard", name, names()));
        }
        return entry;
    }
}
