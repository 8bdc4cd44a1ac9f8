package io.vasari.evaluator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know what. */
class ImportsTest {
    private static final String HERE = "io.vasari.evaluator";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(HERE);

    private static void only(String owner, String... packages) {
        noClasses()
                .that()
                .resideOutsideOfPackages(owner, HERE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(CLASSES);
    }

    @Test
    void modelsAreKnownInOnePackage() {
        only("..classify..", "ai.djl..", "io.vasari.models..");
    }

    @Test
    void micrometerIsKnownToTheMetrics() {
        only("..metrics..", "io.micrometer..");
    }

    @Test
    void kafkaIsKnownAtTheEdges() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..aggregate..", "..judge..", "..scoring..", "..reference..", "..metrics..", "..health..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void coreIsFreeOfFrameworks() {
        noClasses()
                .that()
                .resideInAnyPackage("..aggregate..", "..judge..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "org.jboss..", "org.eclipse..")
                .check(CLASSES);
    }
}
