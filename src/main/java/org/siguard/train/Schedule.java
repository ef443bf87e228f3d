package org.siguard.train;

/** The learning rate at every moment of a training. */
final class Schedule {
    private final TrainingSettings settings;

    Schedule(TrainingSettings settings) {
        this.settings = settings;
    }

    /**
     * The rate of a step.
     *
     * @param epoch counted from 0
     * @param step  within the epoch, counted from 0
     * @param steps how many an epoch has
     */
    double rate(int epoch, int step, int steps) {
        double full = settings.learningRate();
        int warmUp = settings.values().get(TrainingSettings.WARM_UP);
        double done = epoch + (double) step / steps;
        if (epoch < warmUp) {
            return full * (done + 1.0 / steps) / warmUp;
        }
        return switch (settings.values().get(TrainingSettings.SCHEDULE)) {
            case "step" -> full * StrictMath.pow(settings.values().get(TrainingSettings.STEP_FACTOR),
                    (epoch - warmUp) / settings.values().get(TrainingSettings.STEP_EPOCHS));
            case "cosine" -> full * (1 + StrictMath.cos(Math.PI * (done - warmUp) / Math.max(1, settings.epochs() - warmUp))) / 2;
            default -> full;
        };
    }
}
