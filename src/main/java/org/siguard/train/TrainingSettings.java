package org.siguard.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.siguard.base.JsonObject;
import org.siguard.base.Parameter;
import org.siguard.base.Settings;
import org.siguard.base.UserMistake;

/**
 * How a network is trained. Several of these are defences in their own right, and are here so that a guard can be compared with
 * them: {@link #WEIGHT_DECAY}, {@link #LABEL_SMOOTHING}, {@link #CONFIDENCE_PENALTY}, {@link #TEMPERATURE}, early stopping
 * ({@link #VALIDATION_SHARE} with {@link #PATIENCE}), {@link #AUGMENTATION}, dropout (a layer of the network), and
 * differential privacy ({@link #PRIVACY}).
 *
 * @param values one for every parameter of {@link #PARAMETERS}
 */
public record TrainingSettings(Settings values) {
    public static final Parameter<Integer> EPOCHS = new Parameter.Whole("training.epochs", "Epochs", 100, 1, 100_000, "",
            "Passes over the training records, at most.");
    public static final Parameter<Integer> BATCH = new Parameter.Whole("training.batch", "Batch", 64, 1, 100_000, "records",
            "Records a step; with dp-sgd the expected number.");
    public static final Parameter<String> OPTIMISER = new Parameter.Choice("training.optimiser", "Optimiser", "adamw",
            List.of("adamw", "adam", "sgd"),
            "adamw: weight decay apart from the gradient; adam: decay as part of the gradient; sgd: with momentum, decay as part of the gradient.");
    public static final Parameter<Double> LEARNING_RATE = real("learningRate", "Learning rate", 0.001, 1e-12, 10, true,
            "Length of a step.");
    public static final Parameter<Double> MOMENTUM = real("momentum", "Momentum", 0.9, 0, 0.9999, false,
            "How much of the last step goes into the next; sgd only.");
    public static final Parameter<String> SCHEDULE = new Parameter.Choice("training.schedule", "Schedule", "constant",
            List.of("constant", "step", "cosine"),
            "How the learning rate falls: not at all, by a factor every few epochs, or along half a cosine to 0 at the last epoch.");
    public static final Parameter<Integer> WARM_UP = new Parameter.Whole("training.warmUp", "Warm-up", 0, 0, 10_000, "epochs",
            "The learning rate rises evenly from 0 over as many epochs.");
    public static final Parameter<Integer> STEP_EPOCHS = new Parameter.Whole("training.stepEpochs", "Step after", 30, 1, 100_000, "epochs",
            "How often the schedule 'step' takes a step.");
    public static final Parameter<Double> STEP_FACTOR = real("stepFactor", "Step factor", 0.1, 1e-6, 1, true,
            "What the schedule 'step' multiplies the learning rate by.");
    public static final Parameter<Double> WEIGHT_DECAY = real("weightDecay", "Weight decay", 0.0, 0, 10, false,
            "Share of a weight that a step of length 1 takes off (adamw), or its weight in the gradient; biases and normalisations are left alone.");
    public static final Parameter<Double> LABEL_SMOOTHING = real("labelSmoothing", "Label smoothing", 0.0, 0, 0.99, false,
            "Share of every target that is spread evenly over all classes.");
    public static final Parameter<Double> CONFIDENCE_PENALTY = real("confidencePenalty", "Confidence penalty", 0.0, 0, 100, false,
            "The loss is lowered by this much times the entropy of the prediction (Pereyra et al. 2017).");
    public static final Parameter<String> AUGMENTATION = new Parameter.Choice("training.augmentation", "Augmentation", "none",
            Augmentation.labels(),
            "What is done to a picture each time it is shown: mirrored at random, or mirrored and moved by up to an eighth of its width.");
    public static final Parameter<Double> TEMPERATURE = real("temperature", "Temperature", 1.0, 0.01, 1000, true,
            "The softmax temperature of the released model; applied after training, by dividing the last layer's weights by it.");
    public static final Parameter<Double> VALIDATION_SHARE = real("validationShare", "Validation share", 0.0, 0, 0.9, false,
            "Share of the given records that is held out to watch the training by; nothing is trained on these, so they are no members.");
    public static final Parameter<Integer> PATIENCE = new Parameter.Whole("training.patience", "Patience", 0, 0, 100_000, "epochs",
            "Training stops after as many epochs without a lower loss on the held-out records, and the best weights are kept; 0: never.");
    public static final Parameter<Double> ENOUGH = real("enough", "Enough", 2.0, 1e-9, 2, false,
            "Training stops after an epoch with this accuracy on the training records; above 1 it never does.");
    public static final Parameter<String> START = new Parameter.Choice("training.start", "Start", "pytorch", List.of("pytorch", "he"),
            "Fresh weights: uniform within 1/sqrt(inputs), as PyTorch draws them; or normal with deviation sqrt(2/inputs) and no bias (He et al. 2015).");
    public static final Parameter<String> PRIVACY = new Parameter.Choice("training.privacy", "Privacy", "none", List.of("none", "dp-sgd"),
            "dp-sgd: every record's gradient is cut to a norm and noise is added (Abadi et al. 2016). Records go one by one: some 5 to 15 times slower.");
    public static final Parameter<Double> CLIP = real("clip", "Clipping norm", 1.0, 1e-6, 1e6, true,
            "dp-sgd: the largest norm that one record's gradient may have.");
    public static final Parameter<Double> NOISE = real("noise", "Noise multiplier", 1.1, 0.1, 1000, true,
            "dp-sgd: the noise's deviation, in clipping norms.");
    public static final Parameter<Double> DELTA = real("delta", "Delta", 1e-5, 1e-15, 0.5, true,
            "dp-sgd: the delta that epsilon is stated for; below one over the number of records.");

    public static final List<Parameter<?>> PARAMETERS = List.of(EPOCHS, BATCH, OPTIMISER, LEARNING_RATE, MOMENTUM, SCHEDULE, WARM_UP,
            STEP_EPOCHS, STEP_FACTOR, WEIGHT_DECAY, LABEL_SMOOTHING, CONFIDENCE_PENALTY, AUGMENTATION, TEMPERATURE, VALIDATION_SHARE,
            PATIENCE, ENOUGH, START, PRIVACY, CLIP, NOISE, DELTA);

    private static final String PREFIX = "training.";

    public TrainingSettings {
        if (!values.parameters().equals(PARAMETERS)) {
            throw new IllegalArgumentException("not the settings of a training");
        }
        if (values.get(PATIENCE) > 0 && values.get(VALIDATION_SHARE) == 0) {
            throw new UserMistake(PATIENCE.key() + " is " + values.get(PATIENCE) + ", but no records are held out to judge by; give "
                    + VALIDATION_SHARE.key() + " more than 0, for example 0.1.");
        }
        if (values.get(PRIVACY).equals("dp-sgd") && (values.get(VALIDATION_SHARE) > 0 || values.get(ENOUGH) <= 1)) {
            throw new UserMistake(PRIVACY.key() + " is dp-sgd: when to stop must not depend on the records, or epsilon does not hold; give "
                    + VALIDATION_SHARE.key() + " 0 and " + ENOUGH.key() + " 2.");
        }
    }

    /** AdamW at a constant rate, until an epoch is {@code enough}; everything else at its default. */
    public TrainingSettings(int epochs, int batch, double learningRate, double weightDecay, double enough) {
        this(Settings.defaults(PARAMETERS).with(EPOCHS, epochs).with(BATCH, batch).with(LEARNING_RATE, learningRate)
                .with(WEIGHT_DECAY, weightDecay).with(ENOUGH, enough));
    }

    public static TrainingSettings defaults() {
        return new TrainingSettings(Settings.defaults(PARAMETERS));
    }

    /** These settings with one value changed. */
    public <T> TrainingSettings with(Parameter<T> parameter, T value) {
        return new TrainingSettings(values.with(parameter, value));
    }

    /** Reads what {@link #write} wrote: what is not named has its default. */
    public static TrainingSettings read(JsonObject json) {
        Settings read = Settings.defaults(PARAMETERS);
        for (Parameter<?> parameter : PARAMETERS) {
            String key = parameter.key().substring(PREFIX.length());
            if (always(parameter) || json.has(key)) {
                read = read.with(parameter.key(), switch (parameter) {
                    case Parameter.Whole whole -> String.valueOf(json.whole(key, whole.min(), whole.max()));
                    case Parameter.Real real -> String.valueOf(json.real(key, real.min(), real.max()));
                    case Parameter.Choice choice -> json.text(key);
                    case Parameter.Name name -> json.text(key);
                    case Parameter.Several several -> json.typed(key);
                });
            }
        }
        json.requireNothingElse();
        return new TrainingSettings(read);
    }

    /** Writes every setting that differs from its default, and those that every training is described by. */
    public void write(ObjectNode json) {
        for (Parameter<?> parameter : PARAMETERS) {
            Object value = values.get(parameter);
            if (always(parameter) || !value.equals(parameter.defaultValue())) {
                json.putPOJO(parameter.key().substring(PREFIX.length()), value);
            }
        }
    }

    private static boolean always(Parameter<?> parameter) {
        return parameter.equals(EPOCHS) || parameter.equals(BATCH) || parameter.equals(LEARNING_RATE);
    }

    public int epochs() {
        return values.get(EPOCHS);
    }

    public int batch() {
        return values.get(BATCH);
    }

    public double learningRate() {
        return values.get(LEARNING_RATE);
    }

    public double weightDecay() {
        return values.get(WEIGHT_DECAY);
    }

    public double enough() {
        return values.get(ENOUGH);
    }

    public double temperature() {
        return values.get(TEMPERATURE);
    }

    public boolean differentiallyPrivate() {
        return values.get(PRIVACY).equals("dp-sgd");
    }

    private static Parameter<Double> real(String key, String label, double start, double min, double max, boolean logarithmic,
            String help) {
        return new Parameter.Real(PREFIX + key, label, start, min, max, logarithmic, "", help);
    }
}
