package org.siguard.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.siguard.base.AtomicFiles;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.data.Dataset;
import org.siguard.model.ModelSpec;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;

/**
 * Trains many shadow models, one after another, each on rows of its own and from a seed of its own. Every finished one is kept in
 * a folder under the fingerprint of all that it follows from; asked for again, it is read. One that was interrupted goes on from
 * its last checkpoint, and what is damaged is trained anew.
 */
public final class ShadowTraining {
    private static final int CHECKPOINT_EVERY = 10;

    private final ModelSpec spec;
    private final TrainingSettings settings;
    private final Path cache;

    /** @param cache the folder where shadows are kept; any number of trainings may share one */
    public ShadowTraining(ModelSpec spec, TrainingSettings settings, Path cache) {
        this.spec = spec;
        this.settings = settings;
        this.cache = cache;
    }

    /**
     * One shadow for every set of rows, in their order.
     *
     * @param supervision its checkpoints are not used: shadows have their own
     */
    public List<ShadowModel> train(Dataset data, List<int[]> rows, long seed, Supervision supervision) {
        for (int i = 0; i < rows.size(); i++) {
            requireRows(data, rows.get(i), i);
        }
        AtomicFiles.requireWritable(cache.resolve("shadows"));
        String fingerprint = data.fingerprint();
        List<ShadowModel> shadows = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            supervision.cancellation().check();
            shadows.add(shadow(data.rows(rows.get(i)), fingerprint, rows.get(i), seed(seed, i), within(supervision, i, rows.size())));
        }
        return shadows;
    }

    private ShadowModel shadow(Dataset own, String data, int[] rows, long seed, Supervision supervision) {
        ClassifierTraining training = new ClassifierTraining(spec, settings);
        String key = Fingerprint.of("shadow", training.fingerprint(data, seed), Arrays.toString(rows));
        KeptTraining kept = new KeptTraining(cache.resolve(key), key);
        Optional<Trained> known = kept.read(rows.length);
        Trained trained;
        if (known.isPresent()) {
            supervision.progress().report("Training " + spec.name(), 1);
            trained = known.get();
        } else {
            trained = training.train(own, seed, supervision.caching(kept.checkpoints(), CHECKPOINT_EVERY));
            kept.write(trained);
        }
        Set<Integer> held = new HashSet<>();
        Arrays.stream(trained.heldOut()).forEach(held::add);
        int[] members = IntStream.range(0, rows.length).filter(i -> !held.contains(i)).map(i -> rows[i]).toArray();
        return new ShadowModel(trained.model(), members, Arrays.stream(trained.heldOut()).map(i -> rows[i]).toArray());
    }

    /** Two shadows on the same rows should still differ in their start. */
    private static long seed(long seed, int shadow) {
        return RandomStream.of(Seed.of(seed).derive("shadow", shadow)).next();
    }

    private static Supervision within(Supervision all, int index, int count) {
        Progress progress = (phase, fraction) -> all.progress().report(
                phase.startsWith("Training ") ? "Shadow " + (index + 1) + " of " + count : phase, (index + fraction) / count);
        return new Supervision(progress, all.cancellation(), all.events(), Optional.empty());
    }

    private static void requireRows(Dataset data, int[] rows, int shadow) {
        Set<Integer> seen = new HashSet<>();
        for (int row : rows) {
            if (row < 0 || row >= data.size() || !seen.add(row)) {
                throw new UserMistake(
                        "Shadow " + (shadow + 1) + ": row " + row + " stands there twice or is not in " + data.name() + ", which has "
                                + data.size() + "; give each row from 0 once.");
            }
        }
        if (rows.length == 0) {
            throw new UserMistake("Shadow " + (shadow + 1) + " has no rows to train on; give at least one.");
        }
    }
}
