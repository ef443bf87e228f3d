package org.siguard.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The annexe of the house: it leans on three rooms, and no room on it. */
class SparkRoomTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/")).importPackages("org.siguard");

    @Test
    void nothingInTheHouseKnowsSpark() {
        noClasses().that().resideOutsideOfPackage("org.siguard.spark..")
                .should().dependOnClassesThat().resideInAnyPackage("org.apache.spark..", "scala..", "org.siguard.spark..")
                .because("the workbench is built and started without Spark").check(CLASSES);
    }

    @Test
    void itUsesThreeRooms() {
        classes().that().resideInAPackage("org.siguard.spark..")
                .should().onlyDependOnClassesThat().resideInAnyPackage("org.siguard.spark..", "org.siguard.base..", "org.siguard.train..",
                        "org.siguard.experiment..", "org.apache.spark..", "scala..", "java..", "com.sun.management..")
                .check(CLASSES);
    }

    @Test
    void onlyTheLauncherEndsTheProgram() {
        noClasses().that().resideInAPackage("org.siguard.spark..")
                .should().callMethod(System.class, "exit", int.class).orShould().callMethod(Runtime.class, "halt", int.class)
                .check(CLASSES);
    }
}
