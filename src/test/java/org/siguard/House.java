package org.siguard;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.siguard.app.Launcher;

/**
 * The house as it is built: its rooms and floors, its classes, and which room uses which.
 *
 * <p>A room is a package under {@code org.siguard}, its inner packages included. Rooms stand on floors, ground floor first. To add a room, give
 * it a place in {@link #FLOORS}. The annexe {@code org.siguard.spark}, which is built with {@code -Pspark} only, has a test of its own there.
 */
final class House {
    static final String ROOT = "org.siguard";

    /** Ground floor first. The four engines share a floor, and so do not know one another. */
    static final List<List<String>> FLOORS = List.of(
            List.of("base"),
            List.of("ring"),
            List.of("net"),
            List.of("mpc"),
            List.of("mpc.masked"),
            List.of("mpc.clear", "mpc.replicated", "mpc.dealer", "mpc.simc"),
            List.of("mpc.math"),
            List.of("model"),
            List.of("data"),
            List.of("train"),
            List.of("guard"),
            List.of("attack"),
            List.of("attack.metric", "attack.threshold", "attack.network"),
            List.of("attack.reference", "attack.labelonly"),
            List.of("attack.adaptive"),
            List.of("attack.catalogue"),
            List.of("experiment"),
            List.of("spark"),
            List.of("report"),
            List.of("cli"),
            List.of("ui"),
            List.of("app"));

    /** Though the engines stand below it: what {@code mpc.math} offers must work on an engine it has never heard of. */
    private static final Map<String, List<String>> SHUT_DOORS =
            Map.of("mpc.math", List.of("mpc.clear", "mpc.replicated", "mpc.dealer", "mpc.simc"));

    private static final Map<String, Integer> FLOOR_OF = floorOf();

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("/org/siguard/spark/"))
            .importPackages(ROOT);

    /** The room that a build with {@code -Pspark} alone has: what it uses is read from its imports, so that every build knows it. */
    static final String SPARK = "spark";

    private static final Pattern IMPORT = Pattern.compile("(?m)^import org\\.siguard\\.([a-z.]+)\\.");

    /** By room, the other rooms that its classes use directly. */
    static final SortedMap<String, SortedSet<String>> USES = withSpark(uses(CLASSES));

    /** The folder of the compiled classes. */
    static final Path COMPILED = compiled();

    private House() {
    }

    static boolean mayUse(String from, String to) {
        if (from.equals(to)) {
            return true;
        }
        return FLOOR_OF.get(to) < FLOOR_OF.get(from) && !SHUT_DOORS.getOrDefault(from, List.of()).contains(to);
    }

    /** The room that holds the class. A room may have inner packages, but {@code mpc} only those that have a floor of their own. */
    static Optional<String> roomOf(JavaClass item) {
        return roomOf(item.getPackageName());
    }

    private static Optional<String> roomOf(String place) {
        return FLOOR_OF.keySet().stream()
                .filter(room -> place.equals(ROOT + "." + room) || (!room.equals("mpc") && place.startsWith(ROOT + "." + room + ".")))
                .max(Comparator.comparingInt(String::length));
    }

    /** The same of some classes. */
    static SortedMap<String, SortedSet<String>> uses(JavaClasses classes) {
        SortedMap<String, SortedSet<String>> out = new TreeMap<>();
        FLOOR_OF.keySet().forEach(room -> out.put(room, new TreeSet<>()));
        for (JavaClass item : classes) {
            String from = roomOf(item).orElse(null);
            for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
                roomOf(dependency.getTargetClass()).filter(to -> from != null && !to.equals(from)).ifPresent(to -> out.get(from).add(to));
            }
        }
        return out;
    }

    private static SortedMap<String, SortedSet<String>> withSpark(SortedMap<String, SortedSet<String>> uses) {
        try (Stream<Path> sources = Files.walk(Path.of("src", SPARK, "java"))) {
            for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                IMPORT.matcher(Files.readString(source)).results().map(found -> roomOf(ROOT + "." + found.group(1)).orElseThrow())
                        .filter(room -> !room.equals(SPARK)).forEach(uses.get(SPARK)::add);
            }
            return uses;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path compiled() {
        try {
            return Path.of(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Integer> floorOf() {
        Map<String, Integer> floors = new HashMap<>();
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            for (String room : FLOORS.get(floor)) {
                floors.put(room, floor);
            }
        }
        return Map.copyOf(floors);
    }
}
