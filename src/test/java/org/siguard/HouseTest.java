package org.siguard;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The house plan: which room may use which, and a few habits of the house.
 *
 * <p>A class may use its own room and the rooms on the floors below ({@link House#FLOORS}), never a room above nor another room on its own
 * floor.
 */
class HouseTest {
    @Test
    void everyClassStandsInARoom() {
        check(classes().should(new ArchCondition<>("stand in a room of the house") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                if (House.roomOf(item).isEmpty()) {
                    events.add(SimpleConditionEvent.violated(item, item.getName() + " stands in no room: " + House.FLOORS));
                }
            }
        }));
    }

    @Test
    void aRoomUsesOnlyRoomsBelow() {
        check(classes().should(new ArchCondition<>("use only rooms below their own") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
                    Optional<String> from = House.roomOf(item);
                    Optional<String> to = House.roomOf(dependency.getTargetClass());
                    if (from.isPresent() && to.isPresent() && !House.mayUse(from.get(), to.get())) {
                        events.add(SimpleConditionEvent.violated(dependency,
                                from.get() + " may not use " + to.get() + ": " + dependency.getDescription()));
                    }
                }
            }
        }));
    }

    @Test
    void onlyTheWindowKnowsJavaFx() {
        check(noClasses().that().resideOutsideOfPackage(House.ROOT + ".ui..")
                .should().dependOnClassesThat()
                .resideInAnyPackage("javafx..", "com.sun.javafx..", "atlantafx..", "org.jfree.chart.fx..", "org.jfree.fx..")
                .because("everything but the window must run without one"));
    }

    @Test
    void aViewModelKnowsNoControl() {
        check(noClasses().that().haveSimpleNameEndingWith("ViewModel")
                .should().dependOnClassesThat().resideInAnyPackage("javafx.scene.control..", "javafx.stage..", "org.jfree.chart.fx..")
                .because("a ViewModel is tested without a window"));
    }

    @Test
    void namesSayWhatAThingIs() {
        check(noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl)")
                .because("a name is in the field's words (share, party, round, logit)"));
    }

    @Test
    void onlyTheLauncherEndsTheProgram() {
        check(noClasses().that().resideOutsideOfPackage(House.ROOT + ".app..")
                .should(accessTargetWhere(target(nameMatching("exit|halt"))
                        .and(target(owner(equivalentTo(System.class).or(equivalentTo(Runtime.class))))))
                        .as("call System.exit, or Runtime's exit or halt"))
                .because("a library that ends the program cannot be tested, nor tidied up after"));
    }

    @Test
    void noStackTraceIsPrinted() {
        check(noClasses()
                .should(accessTargetWhere(target(name("printStackTrace")).and(target(owner(assignableTo(Throwable.class)))))
                        .as("call printStackTrace"))
                .because("a failure is passed on, or told to the person in one line"));
    }

    @Test
    void everyPackageSaysWhatLivesThere() throws IOException {
        List<String> silent = new ArrayList<>();
        for (Path sources : List.of(Path.of("src", "main", "java"), Path.of("src", "spark", "java"))) {
            try (Stream<Path> paths = Files.walk(sources)) {
                for (Path folder : paths.filter(Files::isDirectory).toList()) {
                    Path info = folder.resolve("package-info.java");
                    if (holdsJava(folder) && !(Files.exists(info) && Files.readString(info).contains("/**"))) {
                        silent.add(sources.relativize(folder).toString());
                    }
                }
            }
        }
        assertThat(silent).as("packages without a package-info.java that has a doc comment").isEmpty();
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(House.CLASSES);
    }

    private static boolean holdsJava(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        }
    }
}
