package org.siguard.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.siguard.base.Cancellation;
import org.siguard.base.Names;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.experiment.saved.SavedRuns;
import org.siguard.experiment.sweep.SavedSweeps;
import org.siguard.train.sample.Sample;
import org.siguard.train.sample.SampleFiles;
import org.siguard.train.sample.Samples;

/**
 * Where things are kept: what comes with the program in the folder of the installation, which an ordinary user may not be allowed to
 * write to, and what this user makes in a folder of the user's own.
 */
public final class Workspace {
    private static final String HOME_PROPERTY = "siguard.home";
    private static final String SAMPLES = "sample-models";

    private Workspace() {
    }

    /** The folder of the installation, which the launcher script passes on; the current one otherwise. */
    public static Path home() {
        return Path.of(System.getProperty(HOME_PROPERTY, "."));
    }

    /**
     * Where a new sample goes: beside those that come with the program, or into the workspace where the installation may not be written
     * to.
     */
    public static Path samples() {
        Path shipped = home().resolve(SAMPLES);
        return Files.isWritable(Files.exists(shipped) ? shipped : home()) ? shipped : workspace().resolve(SAMPLES);
    }

    /** All samples by name, wherever they are kept, as {@link Samples#list}. */
    static Map<String, Optional<SampleFiles.Summary>> allSamples() {
        Map<String, Optional<SampleFiles.Summary>> all = new LinkedHashMap<>(Samples.list(home().resolve(SAMPLES)));
        Path own = workspace().resolve(SAMPLES);
        Samples.list(own).forEach((name, summary) -> {
            if (Files.exists(own.resolve(name).resolve(SampleFiles.SAMPLE))) {
                all.put(name, summary);
            }
        });
        return all;
    }

    /** The folder in which a sample of this name is kept, or would be. */
    static Path sampleFolder(String name) {
        Path own = workspace().resolve(SAMPLES).resolve(name);
        return Files.exists(own.resolve(SampleFiles.SAMPLE)) ? own : home().resolve(SAMPLES).resolve(name);
    }

    /** The runs that are kept: in SIGUARD_WORKSPACE, or in the folder siguard of the user's home. */
    public static SavedRuns runs() {
        return SavedRuns.in(workspace().resolve("runs"));
    }

    /** The sweeps of the window, which are kept beside the runs. */
    public static SavedSweeps sweeps() {
        return SavedSweeps.in(workspace().resolve("sweeps"));
    }

    /** The reports of audits, likewise. */
    public static Path audits() {
        return workspace().resolve("audits");
    }

    private static Path workspace() {
        String named = System.getenv("SIGUARD_WORKSPACE");
        String property = System.getProperty("siguard.workspace", named == null ? "" : named);
        return property.isBlank() ? Path.of(System.getProperty("user.home"), "siguard") : Path.of(property);
    }

    /**
     * A sample: the folder of one, or the name of one that is kept here; one that comes with the program is trained anew where it is
     * missing.
     */
    public static Sample sample(String name, Progress progress, Cancellation cancellation) {
        Path folder = folder(name);
        if (folder != null) {
            return SampleFiles.load(folder);
        }
        Map<String, Optional<SampleFiles.Summary>> known = allSamples();
        if (!known.containsKey(name)) {
            throw new UserMistake("model: " + Names.unknown("sample", name, known.keySet())
                    + " One of your own is made by siguard train, or named by its folder.");
        }
        return Samples.find(sampleFolder(name).getParent(), name, progress, cancellation);
    }

    /** Null for what is the folder of no sample. */
    private static Path folder(String name) {
        try {
            Path folder = Path.of(name);
            return Files.isRegularFile(folder.resolve(SampleFiles.SAMPLE)) ? folder : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
