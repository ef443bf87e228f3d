package org.siguard.train;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;

/**
 * Who watches a training, who may stop it, and where it is kept so that it can go on after an interruption. Nothing of this
 * changes what is learnt.
 *
 * @param events      told after every epoch, on the training's thread: be quick
 * @param checkpoints where there are any: if the folder holds one of the same training, that goes on
 */
public record Supervision(Progress progress, Cancellation cancellation, Consumer<TrainingEvent> events, Optional<Kept> checkpoints) {
    /**
     * A folder for the checkpoints of one training, and how often to write them.
     *
     * @param ours whether the folder is a cache of the program's own: a checkpoint in there that nothing can go on from is removed and the
     *             training begins anew, where a folder that a person named is left for that person to see to
     */
    public record Kept(Path folder, int everyEpochs, boolean ours) {
        public Kept {
            if (everyEpochs < 1) {
                throw new UserMistake("Checkpoints every " + everyEpochs + " epochs cannot be; give 1 or more.");
            }
        }
    }

    public static Supervision of(Progress progress, Cancellation cancellation) {
        return new Supervision(progress, cancellation, event -> {
        }, Optional.empty());
    }

    public Supervision telling(Consumer<TrainingEvent> listener) {
        return new Supervision(progress, cancellation, listener, checkpoints);
    }

    public Supervision keeping(Path folder, int everyEpochs) {
        return new Supervision(progress, cancellation, events, Optional.of(new Kept(folder, everyEpochs, false)));
    }

    /** The same in a cache of the program's own. */
    public Supervision caching(Path folder, int everyEpochs) {
        return new Supervision(progress, cancellation, events, Optional.of(new Kept(folder, everyEpochs, true)));
    }

    /** The same, its checkpoints in a folder below, if there are any. */
    public Supervision below(String name) {
        return new Supervision(progress, cancellation, events,
                checkpoints.map(kept -> new Kept(kept.folder().resolve(name), kept.everyEpochs(), kept.ours())));
    }

    /** The same, with its progress told to another. */
    public Supervision reporting(Progress other) {
        return new Supervision(other, cancellation, events, checkpoints);
    }
}
