package org.siguard.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.siguard.base.UserMistake;
import org.siguard.hostile.HostileReader;
import org.siguard.mpc.Trial;

/** What this room reads. */
public final class ExperimentReaders {
    private ExperimentReaders() {
    }

    public static List<HostileReader> in(Path folder) throws IOException {
        Path experiment = folder.resolve("experiment").resolve("experiment.json");
        ExperimentFiles.write(experiment, Experiment.standard());
        Path speeds = Files.createDirectories(folder.resolve("speed"));
        MachineSpeed.in(speeds).learn(Trial.secure(), List.of(new Speed.Seen(10, 1_000, 5_000, 0.01), new Speed.Seen(90, 77_000, 1, 0.2),
                new Speed.Seen(1, 2, 3_000_000, 1)));
        return List.of(
                new HostileReader("experiment file", experiment.getParent(), experiment, true,
                        () -> ExperimentFiles.tree(ExperimentFiles.read(experiment))),
                new HostileReader("speed of the machine", speeds, speeds.resolve(Trial.secure().name() + ".json"), true,
                        () -> {
                            if (!MachineSpeed.in(speeds).of(Trial.secure()).known()) {
                                throw new UserMistake("it is as good as not there");
                            }
                        }));
    }
}
