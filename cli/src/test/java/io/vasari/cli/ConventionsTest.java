package io.vasari.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The borders of the house, as ARCHITECTURE.md draws them. */
class ConventionsTest {
    private static final List<String> MODULES = List.of(
            "contracts",
            "artifacts",
            "scores",
            "models",
            "broker",
            "gateway",
            "worker",
            "evaluator",
            "training",
            "cli");

    private static JavaClasses house;

    @BeforeAll
    static void readTheHouse() {
        Path root = Path.of(System.getProperty("vasari.root"));
        var folders = MODULES.stream()
                .map(module -> root.resolve(module).resolve("target/classes"))
                .toList();
        folders.forEach(folder -> {
            if (!Files.isDirectory(folder)) {
                throw new AssertionError(folder + " is missing: build all modules first");
            }
        });
        house = new ClassFileImporter().importPaths(folders);
    }

    @Test
    void applicationsDoNotKnowEachOther() {
        for (String application : List.of("gateway", "worker", "evaluator")) {
            String[] others = Stream.of("gateway", "worker", "evaluator", "cli", "training")
                    .filter(name -> !name.equals(application))
                    .map(name -> "io.vasari." + name + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("io.vasari." + application + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(house);
        }
    }

    @Test
    void librariesKnowNoFramework() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.vasari.contracts..", "io.vasari.artifacts..", "io.vasari.scores..", "io.vasari.models..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..", "jakarta..", "org.apache.kafka..", "io.smallrye..", "io.micrometer..")
                .check(house);
    }

    @Test
    void djlStaysInModelsAndOneRoomOfEachApplication() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.vasari.models..",
                        "io.vasari.training..",
                        "io.vasari.worker.generate..",
                        "io.vasari.evaluator.classify..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(house);
    }

    @Test
    void pureCoresKnowNoFramework() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.vasari.gateway.scheduler..", "io.vasari.worker.batch..", "io.vasari.evaluator.aggregate..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "jakarta..",
                        "org.apache.kafka..",
                        "io.smallrye..",
                        "io.micrometer..",
                        "ai.djl..")
                .check(house);
    }

    @Test
    void metersAreBoundInMetricsPackagesAndWiring() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..metrics..", "io.vasari.gateway", "io.vasari.worker", "io.vasari.evaluator")
                .and()
                .haveSimpleNameNotEndingWith("Wiring")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer..")
                .check(house);
    }

    @Test
    void namesSayWhatAThingIs() {
        classes()
                .that()
                .resideInAPackage("io.vasari..")
                .should()
                .haveSimpleNameNotEndingWith("Manager")
                .andShould()
                .haveSimpleNameNotEndingWith("Helper")
                .andShould()
                .haveSimpleNameNotEndingWith("Util")
                .andShould()
                .haveSimpleNameNotEndingWith("Impl")
                .andShould()
                .haveSimpleNameNotEndingWith("Handler")
                .andShould()
                .haveSimpleNameNotEndingWith("Processor")
                .andShould()
                .haveSimpleNameNotEndingWith("Service")
                .andShould()
                .haveSimpleNameNotEndingWith("Base")
                .andShould()
                .haveSimpleNameNotEndingWith("Info")
                .check(house);
    }
}
