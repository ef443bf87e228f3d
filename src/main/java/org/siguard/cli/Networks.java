package org.siguard.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.model.Model;
import org.siguard.model.ModelFiles;
import org.siguard.model.Zoo;
import org.siguard.train.sample.SampleFiles;
import org.siguard.train.sample.Samples;

/** The networks that a command can be told to take, by name. */
final class Networks {
    private Networks() {
    }

    /**
     * A model in a folder or file, a sample's (by name or folder) target model, or a network of the zoo.
     *
     * @param width of a network of the zoo; null for the published one. Any other model comes as it is.
     * @param seed  of its weights
     */
    static Model find(String name, Double width, long seed, Progress progress, Cancellation cancellation) {
        Path path = Path.of(name);
        Path sample = Workspace.sampleFolder(name);
        boolean fixed = ModelFiles.means(path) || Samples.names().contains(name) || Files.exists(sample.resolve(SampleFiles.SAMPLE));
        if (fixed && width != null) {
            throw new UserMistake("--width is for networks of the zoo; the model " + name + " is as wide as it is. Leave it out.");
        }
        if (Files.exists(path.resolve(SampleFiles.SAMPLE))) {
            return SampleFiles.target(path);
        }
        if (ModelFiles.means(path)) {
            return ModelFiles.load(path);
        }
        if (Files.exists(sample.resolve(SampleFiles.SAMPLE))) {
            return SampleFiles.target(sample);
        }
        if (Samples.names().contains(name)) {
            return Workspace.sample(name, progress, cancellation).target();
        }
        if (!Zoo.has(name)) {
            throw new UserMistake(
                    "There is no model '" + name + "': give a model (a folder, .siguard or .onnx), a sample or a network of the zoo; "
                            + "./siguard models lists them.");
        }
        double times = width == null ? 1 : width;
        Zoo.spec(name, times); // a wrong name or width is told before there is progress
        progress.report("building " + name, 0);
        return Zoo.build(name, times, seed);
    }
}
