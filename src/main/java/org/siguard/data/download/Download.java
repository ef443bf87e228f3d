package org.siguard.data.download;

import ai.djl.Application;
import ai.djl.basicdataset.BasicDatasets;
import ai.djl.repository.Artifact;
import ai.djl.repository.MRL;
import ai.djl.repository.RemoteRepository;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.siguard.base.AtomicFiles;
import org.siguard.base.Cancellation;
import org.siguard.base.Names;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;

/**
 * Downloads a published data set as DJL's own data sets do, and keeps it in the files of its own format, which
 * {@link org.siguard.data.files.DataFiles} reads.
 *
 * <ol>
 * <li>DJL's repository tells the files of the data set and the SHA-1 of each.
 * <li>They are fetched into a folder beside the one wanted; what came must have the SHA-1 that was told.
 * <li>They are brought to their published names, and the folder to its own name: it is there whole or not at all.
 * </ol>
 *
 * <p>DJL's flag {@code ai.djl.offline} does not concern this: it keeps DJL from connecting on its own, and here a person asked.
 */
public final class Download {
    /** The data sets there are: what DJL calls them, and what each of its files is called where it was published. */
    private enum Published {
        CIFAR_10("cifar-10", "cifar10", Map.of("data_batch.bin", "data_batch_1.bin", "test_batch.bin", "test_batch.bin")),
        MNIST("mnist", "mnist", IDX),
        FASHION_MNIST("fashion-mnist", "fashmnist", IDX);

        final String title;
        final String artifact;
        final Map<String, String> files;

        Published(String title, String artifact, Map<String, String> files) {
            this.title = title;
            this.artifact = artifact;
            this.files = files;
        }
    }

    private static final Map<String, String> IDX =
            Map.of("train_data", "train-images-idx3-ubyte", "train_labels", "train-labels-idx1-ubyte",
                    "test_data", "t10k-images-idx3-ubyte", "test_labels", "t10k-labels-idx1-ubyte");

    private Download() {
    }

    public static List<String> names() {
        return Stream.of(Published.values()).map(data -> data.title).toList();
    }

    /** Fetches a data set into a folder that is not there yet. */
    public static void run(String name, Path folder, Progress progress, Cancellation cancellation) {
        run(name, BasicDatasets.DJL_REPO_URL, folder, progress, cancellation);
    }

    static void run(String name, URI address, Path folder, Progress progress, Cancellation cancellation) {
        Published data = Stream.of(Published.values()).filter(each -> each.title.equals(name)).findFirst()
                .orElseThrow(() -> new UserMistake(Names.unknown("data set to download", name, names())));
        if (Files.exists(folder)) {
            throw new UserMistake(folder + ": is there already. Choose another folder, or remove it to download anew.");
        }
        AtomicFiles.requireWritable(folder);
        Path work = null;
        try {
            work = Files.createTempDirectory(folder.toAbsolutePath().getParent(), ".download");
            List<Path> files = fetch(data, address, work, new Report(progress, cancellation));
            Path whole = Files.createDirectory(work.resolve("whole"));
            for (Path file : files) {
                Files.move(file, whole.resolve(file.getFileName()));
            }
            Files.move(whole, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException | AccessDeniedException e) {
            throw new UserMistake("Download of " + name + ": " + AtomicFiles.reason(e) + "; check that " + folder + " may be written to.",
                    e);
        } catch (IOException e) {
            throw failed(name, address, e);
        } finally {
            remove(work);
        }
    }

    /** Fetches the files into a folder of work, under their published names. */
    private static List<Path> fetch(Published data, URI address, Path work, Report report) throws IOException {
        report.phase("Asking for " + data.title);
        MRL place =
                new Repository(address, work.resolve("cache")).dataset(Application.CV.ANY, BasicDatasets.GROUP_ID, data.artifact, "1.0");
        Artifact artifact = place.getDefaultArtifact();
        if (artifact == null || !artifact.getFiles().keySet().containsAll(data.files.keySet())) {
            throw new IOException("the list of files there is another than expected: "
                    + (artifact == null ? "none" : String.join(", ", artifact.getFiles().keySet())));
        }
        for (Artifact.Item item : artifact.getFiles().values()) {
            if (item.getSha1Hash() == null) {
                throw new IOException("no SHA-1 is told for " + item.getName() + ", so that nobody could say whether it arrived whole");
            }
        }
        report.phase("Downloading " + data.title);
        place.prepare(artifact, report);
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> each : new TreeMap<>(data.files).entrySet()) {
            Path named = work.resolve(each.getValue());
            try (InputStream in = place.getRepository().openStream(artifact.getFiles().get(each.getKey()), null)) {
                Files.copy(in, named);
            }
            files.add(named);
        }
        return files;
    }

    private static UserMistake failed(String name, URI address, IOException e) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        if (message.startsWith("Checksum error")) {
            return new UserMistake("Download of " + name + ": what came is not what was announced (" + message + "); try again.", e);
        }
        String reason = e.getClass().getSimpleName().replaceFirst("(IO)?Exception$", "");
        return new UserMistake(
                "Download of " + name + " from " + address.getAuthority() + " failed (" + reason + (reason.isEmpty() ? "" : ": ")
                        + message + "): check that this machine has a network, or bring the files by hand and read them from their folder.",
                e);
    }

    private static void remove(Path work) {
        if (work == null) {
            return;
        }
        try (Stream<Path> inside = Files.walk(work)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            System.getLogger(Download.class.getName()).log(System.Logger.Level.WARNING, "could not remove " + work, e);
        }
    }

    /** DJL's repository, with its files in our folder of work instead of a cache of DJL's. */
    private static final class Repository extends RemoteRepository {
        private final Path cache;

        Repository(URI address, Path cache) {
            super("BasicDataset", address);
            this.cache = cache;
        }

        @Override
        public Path getCacheDirectory() throws IOException {
            return Files.createDirectories(cache);
        }
    }

    /** Passes on how much has come, and stops the transfer where a person wishes it. */
    private static final class Report implements ai.djl.util.Progress {
        private final Progress progress;
        private final Cancellation cancellation;
        private String phase = "";
        private long all = 1;
        private long done;

        Report(Progress progress, Cancellation cancellation) {
            this.progress = progress;
            this.cancellation = cancellation;
        }

        void phase(String name) {
            phase = name;
            cancellation.check();
            progress.report(name, 0);
        }

        @Override
        public void reset(String message, long max, String trailingMessage) {
            all = Math.max(1, max);
            done = 0;
        }

        @Override
        public void start(long initialProgress) {
            update(initialProgress);
        }

        @Override
        public void end() {
            update(all);
        }

        @Override
        public void increment(long increment) {
            update(done + Math.max(0, increment));
        }

        @Override
        public void update(long progressed, String message) {
            cancellation.check();
            done = progressed;
            progress.report(phase, Math.clamp((double) done / all, 0, 1));
        }
    }
}
