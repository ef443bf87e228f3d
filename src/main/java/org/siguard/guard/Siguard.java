package org.siguard.guard;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.siguard.base.Names;
import org.siguard.base.Parameter;
import org.siguard.base.Settings;
import org.siguard.base.UserMistake;
import org.siguard.model.Model;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.mpc.math.Stride;
import org.siguard.ring.FixedPoint;

/**
 * SIGuard (NDSS 2025): looks, in shares, for noise on the logits that turns the membership classifier's opinion round and
 * leaves the label, in a number of steps that does not depend on any secret. The search itself is {@link SiguardLoop}.
 *
 * <p>Fractional bits are no setting of the guard: the shares it is given and the classifier's weights have those of the engine, and so has
 * what it releases. Where more are needed, in gradients, it takes them by itself.
 */
public final class Siguard implements OutputGuard {
    public static final String NAME = "siguard";

    public static final Parameter<Integer> OUTER = new Parameter.Whole("guard.outer", "Outer iterations", 6, 1, 12, "",
            "How often the search starts afresh. More leave fewer queries undefended and cost latency in proportion.");
    public static final Parameter<Integer> INNER = new Parameter.Whole("guard.inner", "Inner iterations", 10, 1, 60, "",
            "Steps of each search. More reach farther and cost latency in proportion.");
    public static final Parameter<Double> STEP = new Parameter.Real("guard.step", "Step", 0.2, 0.01, 2, true, "logits",
            "The length of one step. Longer steps turn confident predictions, and distort more.");
    public static final Parameter<Double> GROWTH = new Parameter.Real("guard.growth", "Step growth", 1.1, 1, 3, false, "",
            "The step is multiplied by this after a search that found nothing; it grows to 16 logits at most.");
    public static final Parameter<Double> C1 = new Parameter.Real("guard.c1", "Doubt weight c1", 1.0, 0.1, 10, true, "",
            "How much the membership classifier's doubt counts in the direction of a step.");
    public static final Parameter<Double> C2 = new Parameter.Real("guard.c2", "Label weight c2", 10.0, 0, 100, false, "",
            "How much keeping the label counts in the direction of a step, where it was lost.");
    public static final Parameter<Double> C3 = new Parameter.Real("guard.c3", "Distortion weight c3", 0.1, 0.001, 10, true, "",
            "How much small distortion counts in the direction of a step. It grows after each success.");
    public static final Parameter<Double> C3_GROWTH = new Parameter.Real("guard.c3-growth", "Growth of c3", 10.0, 1, 100, true, "",
            "c3 is multiplied by this after a search that found valid noise, up to 1000: beyond, directions no longer change.");
    static final String PLAIN = "plain";
    static final String AUGMENTED = "augmented";
    public static final Parameter<String> CLASSIFIER = new Parameter.Choice("guard.classifier", "Classifier h", PLAIN,
            List.of(PLAIN, AUGMENTED),
            "The classifier that the search turns: the one that tells members apart best, or one that was shown sharpened and softened outputs "
                    + "as well and reads confidence everywhere.");
    public static final Parameter<String> SOFTMAX = new Parameter.Choice("guard.softmax", "Softmax", SoftmaxKind.EXACT.label(),
            Arrays.stream(SoftmaxKind.values()).map(SoftmaxKind::label).toList(),
            "What stands for the softmax, in the search and in what is released: exact, or one of the approximations of secure inference.");

    static final String PAPER = "paper";
    static final String ARTEFACT = "artefact";
    public static final Parameter<String> UPDATE = new Parameter.Choice("guard.update", "Update rule", PAPER, List.of(PAPER, ARTEFACT),
            "A step along the whole gradient, as the paper has it, or along the classifier's alone, as its published program does.");

    static final String LAST = "last";
    static final String EVERY = "every";
    public static final Parameter<String> VALIDATOR = new Parameter.Choice("guard.validator", "Validator", LAST, List.of(LAST, EVERY),
            "Whether noise is examined at the end of each search, or after every step of it: far fewer queries stay undefended.");

    static final String LEAST = "least";
    public static final Parameter<String> KEEP = new Parameter.Choice("guard.keep", "Noise that is kept", LAST, List.of(LAST, LEAST),
            "Of valid noise the last that was found, or that with the least distortion.");
    public static final Parameter<String> NORM = new Parameter.Choice("guard.norm", "Norm", Stride.EUCLIDEAN.label(),
            Arrays.stream(Stride.values()).map(Stride::label).toList(),
            "What makes a step's length: the whole of it, or its largest component. The second takes more rounds and larger steps.");
    public static final Parameter<Double> CAP = new Parameter.Real("guard.cap", "Starting margin cap", 0.0, 0, 12, false, "logits",
            "Each search starts with the top two logits at most this far apart, where the softmax still moves. 0: it starts at no noise.");

    static final String NO_FALLBACK = "none";
    static final String TEMPLATE = "template";
    public static final Parameter<String> FALLBACK = new Parameter.Choice("guard.fallback", "Fallback", NO_FALLBACK,
            List.of(NO_FALLBACK, TEMPLATE),
            "What is released where no noise was valid: the prediction as it was, or a vector that depends on the label alone.");
    public static final Parameter<Double> BUDGET = new Parameter.Real("guard.budget", "Distortion budget", 2.0, 0.01, 2, true, "",
            "Noise is valid only if it moves the prediction by at most this, summed over classes. 2: any. The fallback is not bound by it.");

    public static final List<Parameter<?>> PARAMETERS = List.of(OUTER, INNER, STEP, GROWTH, C1, C2, C3, C3_GROWTH, CLASSIFIER, SOFTMAX,
            UPDATE, VALIDATOR, KEEP, NORM, CAP, FALLBACK, BUDGET);

    /** The settings of the publication: 6 x 49. */
    public static final String PUBLISHED = "published";
    /**
     * What cured the published loop in this project's trials: an augmented h, validator at every step, least distortion, growth 2, margins
     * capped.
     */
    public static final String STRONG = "strong";
    /**
     * The same with 6 x 10, a fifth of the work. Its searches begin nearer to the border, at a top margin of 3: with so few steps from 6 on, a
     * network that was trained without the guard was right (turned round) about more than 60 % of the purchases; from 3 on it is not, and less
     * is distorted.
     */
    public static final String FAST = "fast";
    /** The same with 2 x 5: the least that still finds noise for most queries. */
    public static final String BRIEF = "brief";

    private static final Map<String, Settings> PRESETS = presets();

    private final String name;
    private final Settings settings;
    private final GuardSecrets secrets;
    private final SearchLog log;

    /**
     * @param settings   values for {@link #PARAMETERS} at least
     * @param membership the classifier h: released vector to membership logit
     */
    public Siguard(Settings settings, Model membership) {
        this(settings, GuardSecrets.of(membership));
    }

    /**
     * @param settings values for {@link #PARAMETERS} at least
     * @param secrets  the classifier, and templates where they are the fallback
     */
    public Siguard(Settings settings, GuardSecrets secrets) {
        this(NAME, settings, secrets, SearchLog.NONE);
    }

    private Siguard(String name, Settings settings, GuardSecrets secrets, SearchLog log) {
        this.name = name;
        this.settings = settings;
        this.secrets = secrets;
        this.log = log;
    }

    /** With the settings of a preset. */
    public static Siguard preset(String preset, GuardSecrets secrets) {
        return new Siguard(NAME + "-" + preset, presetSettings(preset), secrets, SearchLog.NONE);
    }

    /** The names of the presets. */
    public static List<String> presetNames() {
        return List.of(PUBLISHED, STRONG, FAST, BRIEF);
    }

    /** The values of a preset, for {@link #PARAMETERS}. */
    public static Settings presetSettings(String preset) {
        Settings found = PRESETS.get(preset);
        if (found == null) {
            throw new UserMistake(Names.unknown("preset", preset, presetNames()));
        }
        return found;
    }

    private static Map<String, Settings> presets() {
        Settings defaults = Settings.defaults(PARAMETERS);
        Settings published = defaults.with(OUTER, 6).with(INNER, 49);
        Settings strong = published.with(CLASSIFIER, AUGMENTED).with(GROWTH, 2.0).with(VALIDATOR, EVERY).with(KEEP, LEAST).with(CAP, 6.0)
                .with(FALLBACK, TEMPLATE);
        Settings fast = strong.with(INNER, 10).with(CAP, 3.0);
        return Map.of(PUBLISHED, published, STRONG, strong, FAST, fast, BRIEF, strong.with(OUTER, 2).with(INNER, 5));
    }

    /** On the clear twin only; elsewhere there is nothing to be seen. */
    @Override
    public Siguard watched(SearchLog watcher) {
        return new Siguard(name, settings, secrets, watcher);
    }

    @Override
    public String name() {
        return name;
    }

    private boolean needsTemplates() {
        return needsTemplates(settings);
    }

    /** Whether it is the augmented classifier that is to be among the secrets. */
    public static boolean needsAugmented(Settings settings) {
        return settings.get(CLASSIFIER).equals(AUGMENTED);
    }

    /** Whether templates are the fallback: they are part of the secrets then. */
    public static boolean needsTemplates(Settings settings) {
        return settings.get(FALLBACK).equals(TEMPLATE);
    }

    @Override
    public void own(Outsider owner, FixedPoint fixedPoint) {
        SharedMembership.own(owner, secrets.membership(), fixedPoint);
        if (needsTemplates()) {
            owner.share(secrets.templates().encoded(fixedPoint));
        }
    }

    @Override
    public Guarding serve(FullRing engine) {
        SharedMembership h = SharedMembership.take(engine, secrets.membership().spec());
        SharedTemplates templates = needsTemplates() ? SharedTemplates.take(engine, h.classes()) : null;
        return logits -> new SiguardLoop(engine, settings, h, templates, log).protect(logits);
    }
}
