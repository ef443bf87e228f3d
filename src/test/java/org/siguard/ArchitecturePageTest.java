package org.siguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That {@code docs/architecture.md} is true: its picture, its table of uses, its threads and its names; and that this test can fail. */
class ArchitecturePageTest {
    private static final Path PAGE = Path.of("docs", "architecture.md");

    /** Words in the page that look like classes of ours and are not. */
    private static final Set<String> OTHERS = Set.of("HouseTest", "ArchitecturePageTest");

    @TempDir
    Path folder;

    @Test
    void theArrowsAreThoseOfTheCode() throws IOException {
        assertThat(HousePicture.read(Files.readString(PAGE)).differences(House.USES))
                .as("to do in " + PAGE + " (or in the code, if the new arrow was not meant)").isEmpty();
    }

    /**
     * Real classes, compiled for this test. From attack.metric no way leads to net, so that the picture lacks the arrow as well; from report
     * one leads to mpc, and the table lacks it.
     */
    @Test
    void anArrowThatThePageDoesNotHaveIsNoticed() throws IOException {
        compile("org.siguard.attack.metric", "Invented", "private final org.siguard.net.Party where = null;");
        compile("org.siguard.report", "Invented", "private final org.siguard.mpc.Shared share = null;");
        SortedMap<String, SortedSet<String>> more = House.uses(new ClassFileImporter().importPaths(folder));
        House.USES.forEach((room, used) -> more.get(room).addAll(used));
        assertThat(HousePicture.read(Files.readString(PAGE)).differences(more)).containsExactly(
                "add to the picture: attack.metric --> net", "add to the table: attack.metric uses net",
                "add to the table: report uses mpc");
    }

    @Test
    void anArrowThatTheCodeDoesNotHaveIsNoticed() throws IOException {
        String page = Files.readString(PAGE);
        List<String> drawn = HousePicture.read(page.replace("    guard --> data & model\n", "    guard --> data & model & train\n"))
                .differences(House.USES);
        assertThat(drawn).containsExactly("remove from the picture: guard --> train");
        List<String> detour = HousePicture.read(page.replace("    cli --> report\n", "    cli --> report & model\n"))
                .differences(House.USES);
        assertThat(detour).containsExactly("remove from the picture: cli --> model");
        List<String> written = HousePicture.read(page.replace("| `attack` | `base` |", "| `attack` | `base` `ring` |"))
                .differences(House.USES);
        assertThat(written).containsExactly("remove from the table: attack uses ring");
        List<String> lost = HousePicture.read(page.replaceAll("(?m)^ +.*mpc_dealer\\[.*\n", "").replace(" & mpc_dealer", "")
                .replace("    mpc_dealer --> mpc_masked\n", "")).differences(House.USES);
        assertThat(lost).contains("the room mpc.dealer is not in the picture");
        assertThatThrownBy(() -> HousePicture.read(page.replace("    cli --> report\n", "    cli -.-> report\n")))
                .hasMessageContaining("every arrow must look like");
        assertThatThrownBy(() -> HousePicture.read(page.replace("    cli --> report\n", "    cli --> reports\n")))
                .hasMessageContaining("reports");
    }

    @Test
    void everyThreadIsInTheTable() throws IOException {
        Set<String> start = House.CLASSES.stream()
                .filter(item -> startsThreads(item) && !House.roomOf(item).equals(Optional.of(House.SPARK)))
                .map(ArchitecturePageTest::outermost)
                .collect(Collectors.toCollection(TreeSet::new));
        String table = Files.readString(PAGE).split("## Which thread does what")[1].split("\n## ")[0];
        Set<String> told = Pattern.compile("(?m)^\\| `(\\w+)` \\|").matcher(table).results().map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(told).as("started by, in " + PAGE).isEqualTo(start);
    }

    /** Of what is written in code style with a capital letter inside, such as {@code SavedRuns}. */
    @Test
    void everyNamedClassIsThere() throws IOException {
        Set<String> known = House.CLASSES.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());
        Set<String> named = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][a-z]+)*)`").matcher(Files.readString(PAGE)).results()
                .map(found -> found.group(1)).filter(name -> !OTHERS.contains(name)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).hasSizeGreaterThan(40);
        assertThat(known).containsAll(named);
    }

    private static boolean startsThreads(JavaClass item) {
        return item.getAccessesFromSelf().stream().map(JavaAccess::getTarget).anyMatch(target -> switch (target.getOwner().getFullName()) {
            case "java.lang.Thread" -> Set.of("ofPlatform", "ofVirtual", "startVirtualThread", "<init>").contains(target.getName());
            case "java.util.concurrent.Executors" -> target.getName().startsWith("new");
            case "java.util.concurrent.CompletableFuture" -> target.getName().endsWith("Async");
            default -> false;
        });
    }

    private static String outermost(JavaClass item) {
        JavaClass at = item;
        while (at.getEnclosingClass().isPresent()) {
            at = at.getEnclosingClass().get();
        }
        return at.getSimpleName();
    }

    private void compile(String room, String name, String body) throws IOException {
        Path source = folder.resolve(room + "." + name).resolve(name + ".java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "package " + room + "; class " + name + " { " + body + " }");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> arguments = Arrays.asList("-d", folder.toString(), "-cp", House.COMPILED.toString(), source.toString());
        assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new))).isZero();
    }
}
