import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Makes the packages of {@code mvn -Pdist package} for the platform that it runs on, with the tools of the JDK at hand: an application
 * image with a Java runtime of its own, and a zip for those who have a JDK. Both hold the same files.
 *
 * <pre>
 *   java Packages.java BASEDIR TARGET VERSION JAR CLASSPATH-FILE
 * </pre>
 */
public final class Packages {
    static final String NAME = "SIGuardWorkbench";
    /** The name that the documentation calls the command line by. */
    static final String COMMAND_LINE = "siguard";

    private static final String MAIN = "org.siguard.app.Launcher";
    private static final List<String> SHIPPED = List.of("sample-models", "experiments", "docs", "config", "README.md", "LICENSE");
    /** What nothing in the class files asks for by name, and is needed: the Vector API by a flag, zipfs and the rest as services. */
    private static final List<String> BESIDES = List.of("jdk.incubator.vector", "jdk.unsupported", "jdk.zipfs", "jdk.crypto.ec");

    private static final String FONT = "LiberationSans-Regular.ttf";

    private final Path base;
    private final Path target;
    private final String version;

    private Packages(Path base, Path target, String version) {
        this.base = base;
        this.target = target;
        this.version = version;
    }

    public static void main(String[] arguments) throws IOException {
        Path base = Path.of(arguments[0]).toAbsolutePath();
        Path target = Path.of(arguments[1]).toAbsolutePath();
        Packages packages = new Packages(base, target, arguments[2].replace("-SNAPSHOT", ""));
        Path content = packages.gather(Path.of(arguments[3]), Files.readString(Path.of(arguments[4])).strip());
        Path image = packages.image(content, packages.runtime(content));
        Path plain = packages.zip(packages.withScripts(content), "siguard-workbench");
        remove(packages.runtime());
        for (Path made : List.of(image, plain)) {
            System.out.printf(Locale.ROOT, "%-60s %7.1f MB%n", base.relativize(made), size(made) / 1e6);
        }
    }

    /** Linux, Windows or macOS, and the processor. */
    static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).replaceAll("^(windows|mac).*", "$1");
        return system + "-" + System.getProperty("os.arch").replace("amd64", "x86_64");
    }

    static Path folder(Path target) {
        return target.resolve("dist");
    }

    static String zipName(String name, String version) {
        return name + "-" + version + "-" + platform() + ".zip";
    }

    /** All that both packages hold: libraries, samples, experiments, pages. */
    private Path gather(Path jar, String classPath) throws IOException {
        Path content = fresh(folder(target).resolve("siguard-workbench"));
        Path lib = Files.createDirectory(content.resolve("lib"));
        Files.copy(jar, lib.resolve(jar.getFileName()));
        for (String library : classPath.split(java.io.File.pathSeparator)) {
            Path file = Path.of(library);
            Files.copy(file, lib.resolve(file.getFileName()));
        }
        for (String shipped : SHIPPED) {
            copy(base.resolve(shipped), content.resolve(shipped));
        }
        return content;
    }

    private Path runtime() {
        return folder(target).resolve("runtime");
    }

    /** The application image; on macOS it has an ending. */
    static Path image(Path target) throws IOException {
        try (Stream<Path> made = Files.list(folder(target).resolve("image"))) {
            return made.findFirst().orElseThrow();
        }
    }

    /** A Java runtime of the modules that the libraries ask for. */
    private Path runtime(Path content) throws IOException {
        Path runtime = runtime();
        remove(runtime);
        TreeSet<String> modules = new TreeSet<>(BESIDES);
        modules.addAll(needed(content.resolve("lib")));
        System.out.println("Modules of the runtime: " + String.join(", ", modules));
        // bin/java stays: the benchmarks start processes of their own.
        run("jlink", "--add-modules", String.join(",", modules), "--output", runtime.toString(), "--strip-java-debug-attributes",
                "--no-header-files", "--no-man-pages", "--compress", "zip-6", "--generate-cds-archive");
        giveFont(runtime, content.resolve("lib"));
        return runtime;
    }

    /**
     * Charts need a font, and a bare system has neither one nor the library that finds it: the one that PDFBox brings is put where Java
     * looks last, after all that the system has.
     */
    private static void giveFont(Path runtime, Path lib) throws IOException {
        try (Stream<Path> jars = Files.list(lib)) {
            Path pdfbox = jars.filter(jar -> jar.getFileName().toString().startsWith("pdfbox-3")).findFirst().orElseThrow();
            try (FileSystem archive = FileSystems.newFileSystem(pdfbox)) {
                Path fonts = Files.createDirectories(runtime.resolve("lib").resolve("fonts"));
                Files.copy(archive.getPath("/org/apache/pdfbox/resources/ttf/" + FONT), fonts.resolve(FONT));
            }
        }
        Files.writeString(runtime.resolve("lib").resolve("fontconfig.properties"), """
                version=1
                allfonts.latin-1=Liberation Sans
                sequence.allfonts=latin-1
                filename.Liberation_Sans=$JRE_LIB_FONTS/%s
                """.formatted(FONT));
    }

    /** Of all classes in one heap: taken as the modules that some libraries are, they would want others that nobody uses. */
    private List<String> needed(Path lib) throws IOException {
        Path heap = fresh(folder(target).resolve("classes"));
        try (Stream<Path> jars = Files.list(lib)) {
            for (Path jar : jars.toList()) {
                try (FileSystem archive = FileSystems.newFileSystem(jar); Stream<Path> classes = Files.walk(archive.getPath("/"))) {
                    for (Path file : classes.filter(Packages::isPlainClass).toList()) {
                        Path to = heap.resolve(archive.getPath("/").relativize(file).toString());
                        Files.createDirectories(to.getParent());
                        Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
        String modules = run("jdeps", "--ignore-missing-deps", "--print-module-deps", heap.toString());
        remove(heap);
        return Arrays.asList(modules.strip().split(","));
    }

    private static boolean isPlainClass(Path file) {
        return file.toString().endsWith(".class") && !file.endsWith("module-info.class") && !file.startsWith("/META-INF");
    }

    private Path image(Path content, Path runtime) throws IOException {
        Path folder = folder(target).resolve("image");
        remove(folder);
        Path jar;
        try (Stream<Path> jars = Files.list(content.resolve("lib"))) {
            jar = jars.filter(file -> file.getFileName().toString().startsWith("siguard-workbench-")).findFirst().orElseThrow();
        }
        List<String> options = options(content.resolve("config").resolve("jvm.options"));
        options.add("-Dsiguard.home=$APPDIR");
        options.add("-Djava.util.logging.config.file=$APPDIR/config/logging.properties");
        Path commandLine = properties(options);
        options.addAll(options(content.resolve("config").resolve("window.options")));
        List<String> arguments = new ArrayList<>(List.of("--type", "app-image", "--name", NAME, "--app-version", version, "--dest",
                folder.toString(), "--input", content.toString(), "--runtime-image", runtime.toString(), "--main-jar",
                content.relativize(jar).toString(), "--main-class", MAIN, "--add-launcher", COMMAND_LINE + "=" + commandLine));
        options.forEach(option -> arguments.addAll(List.of("--java-options", option)));
        run("jpackage", arguments.toArray(String[]::new));
        return image(target);
    }

    /** The launcher of the command line: without the window's collector, and with a console where that makes a difference. */
    private Path properties(List<String> options) throws IOException {
        Properties launcher = new Properties();
        launcher.setProperty("java-options", String.join(" ", options));
        launcher.setProperty("win-console", "true");
        Path file = folder(target).resolve(COMMAND_LINE + ".properties");
        try (var out = Files.newBufferedWriter(file)) {
            launcher.store(out, null);
        }
        return file;
    }

    /** The lines of a file of options that are none of its comments. */
    private static List<String> options(Path file) throws IOException {
        return new ArrayList<>(Files.readAllLines(file).stream().filter(line -> !line.isBlank() && !line.startsWith("#")).toList());
    }

    private Path withScripts(Path content) throws IOException {
        for (String script : List.of("siguard", "siguard.cmd")) {
            Files.copy(base.resolve(script), content.resolve(script), StandardCopyOption.COPY_ATTRIBUTES);
        }
        return content;
    }

    private Path zip(Path folder, String name) throws IOException {
        Path zip = folder(target).resolve(zipName(name, version));
        Files.deleteIfExists(zip);
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        try (FileSystem archive = FileSystems.newFileSystem(zip, Map.of("create", "true", "enablePosixFileAttributes", posix));
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted().toList()) {
                Path there = archive.getPath(name).resolve(folder.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(file, there);
                    if (posix) {
                        Files.setPosixFilePermissions(there,
                                PosixFilePermissions.fromString(Files.isExecutable(file) ? "rwxr-xr-x" : "rw-r--r--"));
                    }
                }
            }
        }
        return zip;
    }

    /** What a tool of the JDK prints; ends the build where it fails. */
    private static String run(String tool, String... arguments) {
        var out = new java.io.ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true);
        int code = ToolProvider.findFirst(tool).orElseThrow(() -> new IllegalStateException(
                tool + " is not in this JDK (" + System.getProperty("java.home") + "): packages are made with a whole JDK 25."))
                .run(printed, printed, arguments);
        if (code != 0) {
            throw new IllegalStateException(tool + " " + String.join(" ", arguments) + "\nended with " + code + ":\n" + out);
        }
        return out.toString();
    }

    static long size(Path of) throws IOException {
        try (Stream<Path> files = Files.walk(of)) {
            long sum = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static Path fresh(Path folder) throws IOException {
        remove(folder);
        return Files.createDirectories(folder);
    }

    static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    file.toFile().setWritable(true);
                    Files.delete(file);
                }
            }
        }
    }
}
