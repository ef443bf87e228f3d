package org.siguard.experiment.sweep.away;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.siguard.base.AtomicFiles;
import org.siguard.base.Cancellation;
import org.siguard.base.JsonObject;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.LocalRunner;
import org.siguard.experiment.MachineSpeed;
import org.siguard.experiment.sweep.LocalTrials;
import org.siguard.experiment.sweep.Trials;
import org.siguard.train.sample.Sample;
import org.siguard.train.sample.SampleParcel;

/**
 * Carries {@link Errand}s out, on whatever machine this process is: one for the whole process, so that a sample is unpacked and learnt
 * about once and serves all later trials of the sweep.
 */
public final class Outpost {
    /** By parcel, where its sample lies now. */
    private final Map<String, Path> unpacked = new HashMap<>();
    private final Function<String, Path> parcels;
    private final Map<String, String> parcelOf = new HashMap<>();
    private String sweep = "";
    private Trials trials;

    /** @param parcels finds the file that came under a name; it is unpacked beside itself */
    public Outpost(Function<String, Path> parcels) {
        this.parcels = parcels;
    }

    /** Carries a trial out; what is said of it, whatever came of it, but where it was cancelled. */
    public String answer(String text, Cancellation cancellation) {
        String asked = Errand.edition(text);
        if (!asked.equals(Edition.here())) {
            return Answer.refusal(
                    "Executors run another edition of the workbench, from " + Edition.place() + " (" + Edition.here().substring(0, 12)
                            + "), than the one that asks (" + asked.substring(0, Math.min(12, asked.length()))
                            + "): take it away from their class path, so that they use what is sent to them.");
        }
        try {
            Errand errand = Errand.read(text);
            return Answer.result(trials(errand).run(errand.experiment(), errand.fidelity(), cancellation));
        } catch (UserMistake e) {
            if (cancellation.requested()) {
                throw new CancellationException();
            }
            return Answer.mistake(e.getMessage());
        }
    }

    private synchronized Trials trials(Errand errand) {
        if (!errand.sweep().equals(sweep)) {
            sweep = errand.sweep();
            parcelOf.clear();
            trials = new LocalTrials(new LocalRunner(this::sample, MachineSpeed.told(
                    JsonObject.parse(JsonObject.readable(errand.speeds()).getBytes(StandardCharsets.UTF_8), "speeds"))));
        }
        parcelOf.put(errand.experiment().get(Experiment.MODEL), errand.parcel());
        return trials;
    }

    private Sample sample(String name, Progress progress, Cancellation cancellation) {
        String parcel;
        synchronized (this) {
            parcel = parcelOf.get(name);
        }
        return SampleParcel.load(unpacked(parcel));
    }

    private synchronized Path unpacked(String parcel) {
        return unpacked.computeIfAbsent(parcel, name -> {
            Path file = parcels.apply(name);
            Path to = file.resolveSibling(name + ".unpacked");
            AtomicFiles.removeFolder(to);
            SampleParcel.unpack(file, to);
            return to;
        });
    }
}
