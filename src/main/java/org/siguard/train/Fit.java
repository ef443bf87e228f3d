package org.siguard.train;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.siguard.base.AtomicFiles;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.data.Draws;
import org.siguard.model.Layer;
import org.siguard.model.ModelSpec;
import org.siguard.ring.Seed;

/**
 * Fits a network to records and targets. The start, the order of the records and everything else that is drawn follow from the
 * seed, the arithmetic is libtorch's on one thread: the same seed gives the same weights, bit for bit, on one machine.
 */
final class Fit {
    private final ModelSpec spec;
    private final Objective objective;
    private final TrainingSettings settings;
    private final Seed seed;
    private final Map<String, float[]> start;

    /** From fresh weights. */
    Fit(ModelSpec spec, Objective objective, TrainingSettings settings, Seed seed) {
        this(spec, objective, settings, seed, Map.of());
    }

    /** @param start weights to begin with, by name, in the place of fresh ones */
    Fit(ModelSpec spec, Objective objective, TrainingSettings settings, Seed seed, Map<String, float[]> start) {
        this.spec = spec;
        this.objective = objective;
        this.settings = settings;
        this.seed = seed;
        this.start = start;
    }

    /**
     * @param records     one record a row, in the shape of the spec's input
     * @param targets     one row of targets a record, as the objective wants them
     * @param fingerprint of everything that decides the outcome: a checkpoint of another training is refused
     */
    Trained run(List<float[]> records, float[][] targets, String fingerprint, Supervision supervision) {
        if (records.isEmpty()) {
            throw new UserMistake("Training " + spec.name() + ": there are no records; give at least one.");
        }
        int[] order = Draws.of(seed.derive("held out")).order(records.size());
        int held = heldOut(records.size());
        int[] heldOut = Arrays.stream(order, 0, held).sorted().toArray();
        int[] rows = Arrays.stream(order, held, order.length).sorted().toArray();
        requireFit(rows.length);
        Batches batches = new Batches(spec, records, targets);
        return Torch.exclusively(supervision.progress(), supervision.cancellation(), (memory, stop) -> {
            Map<String, float[]> weights = FreshWeights.of(spec, settings, seed.derive("start"));
            weights.putAll(start);
            Network network = new Network(spec, weights, memory);
            Epochs epochs = new Epochs(spec, settings, seed, network, new Gradient(spec, objective, settings, network, batches), rows,
                    heldOut);
            return new Trained(run(epochs, network, fingerprint, supervision, memory, stop), heldOut, epochs.done());
        });
    }

    private org.siguard.model.Model run(Epochs epochs, Network network, String fingerprint, Supervision supervision, NDManager memory,
            Cancellation stop) {
        String phase = "Training " + spec.name();
        Optional<Checkpoint> checkpoint = supervision.checkpoints().map(kept -> new Checkpoint(kept.folder(), fingerprint));
        checkpoint.ifPresent(kept -> resume(epochs, kept, supervision.checkpoints().orElseThrow()));
        int resumed = epochs.done();
        long begin = System.nanoTime();
        while (!epochs.over()) {
            supervision.progress().report(phase, (double) epochs.done() / settings.epochs());
            Epochs.Outcome outcome = next(epochs, checkpoint, memory, stop);
            double seconds = (System.nanoTime() - begin) / 1e9;
            double left = seconds / (epochs.done() - resumed) * (settings.epochs() - epochs.done());
            supervision.events().accept(outcome.event(spec.name(), epochs.done(), settings.epochs(), seconds, left));
            if (checkpoint.isPresent() && epochs.done() % supervision.checkpoints().orElseThrow().everyEpochs() == 0) {
                checkpoint.get().write(epochs.state());
            }
        }
        supervision.progress().report(phase, 1);
        epochs.restoreBest();
        return Temperature.applied(network.model(), settings.temperature());
    }

    /** An epoch that is stopped is lost, those before it are not: they are written down on the way out. */
    private static Epochs.Outcome next(Epochs epochs, Optional<Checkpoint> checkpoint, NDManager memory, Cancellation stop) {
        if (checkpoint.isEmpty()) {
            return epochs.next(memory, stop);
        }
        Epochs.State before = epochs.state();
        try {
            return epochs.next(memory, stop);
        } catch (CancellationException e) {
            if (before.done() > 0) {
                checkpoint.get().write(before);
            }
            throw e;
        }
    }

    private static void resume(Epochs epochs, Checkpoint checkpoint, Supervision.Kept kept) {
        try {
            checkpoint.read().ifPresent(epochs::resume);
        } catch (UserMistake e) {
            if (!kept.ours()) {
                throw e;
            }
            AtomicFiles.removeFolder(kept.folder());
        }
    }

    private int heldOut(int records) {
        double share = settings.values().get(TrainingSettings.VALIDATION_SHARE);
        return share == 0 ? 0 : Math.max(1, (int) Math.round(share * records));
    }

    private void requireFit(int rows) {
        Augmentation.of(settings).requireFit(spec.name(), spec.input());
        Temperature.requireFit(spec, settings);
        if (settings.differentiallyPrivate()) {
            Gradient.requirePrivate(spec);
        }
        boolean normalised = spec.nodes().stream().anyMatch(node -> node.layer() instanceof Layer.BatchNorm);
        int fewest = normalised ? 2 : 1;
        if (rows < fewest || settings.batch() < fewest) {
            throw new UserMistake("Training " + spec.name() + ": " + rows + " records in batches of " + settings.batch() + " are too few"
                    + (normalised ? " for a batch normalisation" : "") + "; give at least " + fewest + " of each.");
        }
    }
}
