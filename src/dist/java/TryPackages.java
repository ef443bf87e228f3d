import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Tries the packages that {@code mvn -Pdist package} made, as a stranger would: unpacked into a folder that may not be written to, by a
 * user who is not root, whose home is empty, and who has neither java nor Maven on the path. Ends the build where anything is not as it
 * should be, and also where the window cannot be tried because Xvfb is not here.
 *
 * <pre>
 *   java TryPackages.java TARGET VERSION
 * </pre>
 */
public final class TryPackages {
    private static final int LONGEST_SECONDS = 600;
    /** What nobody can write to, not even by mistake: a user of this number owns nothing. */
    private static final int NOBODY = 65534;

    private final Path folder;
    private final Path home;
    private final Path empty;
    private final boolean root;

    private TryPackages() throws IOException {
        folder = Files.createTempDirectory("siguard-packages");
        folder.toFile().setReadable(true, false);
        folder.toFile().setExecutable(true, false);
        home = Files.createDirectory(folder.resolve("home"));
        empty = Files.createDirectory(folder.resolve("empty"));
        root = System.getProperty("user.name").equals("root");
        if (root) {
            Files.setAttribute(home, "unix:uid", NOBODY);
            Files.setAttribute(home, "unix:gid", NOBODY);
        }
    }

    /** What a command came to. */
    private record Ending(int code, String out, String err, double seconds) {
    }

    public static void main(String[] arguments) throws Exception {
        Path target = Path.of(arguments[0]).toAbsolutePath();
        Path made = Packages.folder(target);
        String version = arguments[1].replace("-SNAPSHOT", "");
        TryPackages trial = new TryPackages();
        try {
            trial.image(Packages.image(target), made);
            trial.zip(made.resolve(Packages.zipName("siguard-workbench", version)));
        } finally {
            trial.unlock();
            Packages.remove(trial.folder);
        }
    }

    private void image(Path image, Path made) throws Exception {
        Path installed = folder.resolve("image");
        Packages.copy(image, installed);
        setWritable(installed, false);
        Map<String, Long> before = files(installed);
        String workbench = installed.resolve("bin").resolve(Packages.NAME).toString();
        String siguard = installed.resolve("bin").resolve(Packages.COMMAND_LINE).toString();
        require(run(0, siguard, "--version").out().contains("SIGuard Workbench"), "--version says what this is");
        require(run(2, workbench, "run", "there-is-none.json").err().strip().lines().count() == 1, "a mistake is told in one line");
        require(!run(0, siguard, "doctor").out().contains("Maven"), "a package wants no Maven");
        require(!run(0, workbench, "models").out().contains("damaged"), "the samples are whole");
        require(run(0, workbench, "run", "--preview", "--json", "--out", "preview").out().startsWith("{"), "stdout holds the answer alone");
        standardRun(run(0, workbench));
        own(siguard);
        require(run(0, siguard, "bench", "experiment", "--quick").out().contains("first"), "a benchmark starts processes of its own");
        window(workbench, made.resolve("first-figures.png"));
        require(files(installed).equals(before), "the installation is as it was");
    }

    /** Without a display and without a command, the standard experiment is run. */
    private void standardRun(Ending ending) throws IOException {
        require(ending.err().contains("There is no display here"), "it is said why there is no window");
        Path report = home.resolve("siguard-run");
        String result = Files.readString(report.resolve("result.json"));
        require(result.contains("\"strongest\"") && result.contains("\"fidelity\" : \"measured\""), "figures were measured");
        require(Files.size(report.resolve("report.html")) > 10_000, "the report is there");
        System.out.printf(Locale.ROOT, "Standard experiment without a display: %.1f s to the report%n", ending.seconds());
    }

    /** What this user makes goes to the user's own folder, and is found again. */
    private void own(String siguard) throws Exception {
        Ending training = run(0, siguard, "train", "mine", "--data", "blobs-2d", "--network", "mlp-2-16-4", "--rows", "600", "--set",
                "training.epochs=2");
        System.out.printf(Locale.ROOT, "A training, libtorch unpacked before it: %.1f s, %.0f MB in the user's cache%n", training.seconds(),
                Packages.size(home.resolve(".cache")) / 1e6);
        require(Files.exists(home.resolve("siguard").resolve("sample-models").resolve("mine").resolve("sample.json")),
                "a model of one's own is in the workspace");
        run(0, siguard, "run", "--preview", "--set", "model=mine", "--save", "mine");
        require(run(0, siguard, "runs", "list").out().contains("mine"), "a saved run is found again");
    }

    /** The window, until it shows first figures: bars in the colours of the light theme, which stand nowhere before there are figures. */
    private void window(String workbench, Path picture) throws Exception {
        if (!System.getProperty("os.name").equals("Linux")) {
            System.out.println("NOT TRIED: the window, which is looked at through Xvfb on Linux only.");
            return;
        }
        Path frames = Files.createDirectory(folder.resolve("frames"));
        Process screen;
        try {
            screen = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp", "-fbdir",
                    frames.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new IllegalStateException("The window is tried on a virtual screen, and Xvfb is not here: apt-get install xvfb", e);
        }
        Process window = null;
        try {
            String number = new java.io.BufferedReader(new java.io.InputStreamReader(screen.getInputStream())).readLine();
            ProcessBuilder builder = process(workbench);
            builder.environment().put("DISPLAY", ":" + number);
            Path said = folder.resolve("window.log");
            long begun = System.nanoTime();
            window = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
            Frame frame = new Frame(frames.resolve("Xvfb_screen0"));
            while (frame.count(0xd55e00) < 400 || frame.count(0x0072b2) < 400) {
                if (!window.isAlive() || System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(LONGEST_SECONDS)) {
                    ImageIO.write(frame.image(), "png", picture.toFile());
                    throw new IllegalStateException("The window showed no figures; see " + picture + "\n" + Files.readString(said));
                }
                Thread.sleep(100);
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            Thread.sleep(1500); // the rest of the page, for whoever looks at the picture
            ImageIO.write(frame.image(), "png", picture.toFile());
            require(window.isAlive(), "the window stays");
            require(words(said.toFile()).isBlank(), "the window has nothing to complain of: " + words(said.toFile()));
            System.out.printf(Locale.ROOT, "First figures in the window after %.1f s: %s%n", seconds, picture);
        } finally {
            if (window != null) {
                window.destroy();
                window.waitFor(20, TimeUnit.SECONDS);
            }
            screen.destroy();
            screen.waitFor();
        }
    }

    /** The screen of Xvfb, which it keeps in a file of the form that xwd writes. */
    private record Frame(Path file) {
        private static final int WIDTH = 4;
        private static final int HEIGHT = 5;
        private static final int LINE = 12;
        private static final int COLOURS = 19;

        BufferedImage image() throws IOException {
            var bytes = java.nio.ByteBuffer.wrap(Files.readAllBytes(file));
            int width = bytes.getInt(4 * WIDTH);
            int height = bytes.getInt(4 * HEIGHT);
            int first = bytes.getInt(0) + 12 * bytes.getInt(4 * COLOURS);
            int line = bytes.getInt(4 * LINE);
            bytes.order(java.nio.ByteOrder.LITTLE_ENDIAN);
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    image.setRGB(x, y, bytes.getInt(first + y * line + 4 * x));
                }
            }
            return image;
        }

        int count(int colour) throws IOException {
            BufferedImage image = image();
            int count = 0;
            for (int pixel : image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
                count += (pixel & 0xffffff) == colour ? 1 : 0;
            }
            return count;
        }
    }

    /** The zip, which brings no Java: JAVA_HOME names one. */
    private void zip(Path zip) throws Exception {
        Path installed = installed(zip);
        Map<String, Long> before = files(installed);
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        ProcessBuilder builder = process(installed.resolve(windows ? "siguard.cmd" : "siguard").toString(), "run", "--preview", "--json",
                "--out", "zip-preview");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PATH", System.getenv("PATH"));
        require(ended(builder, 0).out().startsWith("{"), "the zip runs where there is a JDK");
        require(files(installed).equals(before), "the unpacked zip is as it was");
    }

    private Path installed(Path zip) throws IOException {
        Path there = folder.resolve(zip.getFileName().toString().replace(".zip", ""));
        try (FileSystem archive = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", isPosix()));
                Stream<Path> files = Files.walk(archive.getPath("/"))) {
            for (Path file : files.toList()) {
                Path to = there.resolve(archive.getPath("/").relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        setWritable(there, false);
        try (Stream<Path> only = Files.list(there)) {
            return only.findFirst().orElseThrow();
        }
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private static void setWritable(Path folder, boolean writable) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.map(Path::toFile).forEach(file -> file.setWritable(writable));
        }
    }

    private void unlock() throws IOException {
        setWritable(folder, true);
    }

    /** Every file with when it was last changed. */
    private static Map<String, Long> files(Path folder) throws IOException {
        Map<String, Long> out = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                out.put(file.toString(), Files.getLastModifiedTime(file).toMillis());
            }
        }
        return out;
    }

    private Ending run(int code, String... command) throws IOException, InterruptedException {
        return ended(process(command), code);
    }

    /** A process of the user's, who has nothing: no JAVA_HOME, no display, no program on the path. */
    private ProcessBuilder process(String... command) {
        List<String> words = new ArrayList<>();
        if (root) {
            words.addAll(List.of("/usr/bin/setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        words.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(words).directory(home.toFile());
        builder.environment().clear();
        // Java takes the home of a user from the system's list of users, not from the environment.
        builder.environment().putAll(Map.of("HOME", home.toString(), "PATH", empty.toString(), "JAVA_TOOL_OPTIONS",
                "-Duser.home=" + home));
        return builder;
    }

    private Ending ended(ProcessBuilder builder, int code) throws IOException, InterruptedException {
        File out = folder.resolve("out.txt").toFile();
        File err = folder.resolve("err.txt").toFile();
        long begun = System.nanoTime();
        Process process = builder.redirectOutput(out).redirectError(err).redirectInput(ProcessBuilder.Redirect.from(nothing())).start();
        boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        Ending ending = new Ending(ended ? process.waitFor() : -1, Files.readString(out.toPath()), words(err),
                (System.nanoTime() - begun) / 1e9);
        if (ending.code() != code) {
            throw new IllegalStateException(builder.command() + " should end with " + code + " and ended with " + ending.code() + "\n"
                    + ending.out() + ending.err());
        }
        return ending;
    }

    /** What a process said, without what the JVM itself says at its start: of the variable that names the user's home, and of the Vector API. */
    private static String words(File file) throws IOException {
        return Files.readString(file.toPath()).replaceAll("(Picked up JAVA_TOOL_OPTIONS|WARNING: Using incubator modules).*\\R", "");
    }

    private File nothing() throws IOException {
        Path file = folder.resolve("nothing");
        return (Files.exists(file) ? file : Files.createFile(file)).toFile();
    }

    private static void require(boolean so, String what) {
        if (!so) {
            throw new IllegalStateException("Not so: " + what);
        }
        System.out.println("ok: " + what.lines().findFirst().orElse(""));
    }
}
