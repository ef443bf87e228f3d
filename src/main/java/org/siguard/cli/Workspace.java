package org.siguard.cli;

import java.nio.file.Path;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.train.sample.Sample;
import org.siguard.train.sample.Samples;

/** Where this installation keeps its samples. */
public final class Workspace {
    private static final String HOME_PROPERTY = "siguard.home";

    private Workspace() {
    }

    /** The folder of the installation, which the launcher script passes on; the current one otherwise. */
    public static Path home() {
        return Path.of(System.getProperty(HOME_PROPERTY, "."));
    }

    /** Where the samples lie, one's own among them. */
    static Path samples() {
        return home().resolve("sample-models");
    }

    /** A sample that comes with the program; trained anew where it is missing. */
    public static Sample sample(String name, Progress progress, Cancellation cancellation) {
        return Samples.find(samples(), name, progress, cancellation);
    }
}
