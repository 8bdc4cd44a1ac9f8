package io.vasari.evaluator.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.contracts.ModelRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZooReferencesTest {
    private static final ModelRef CLASSIFIER = new ModelRef("eye", "v1");

    @TempDir
    Path zoo;

    @BeforeEach
    void card() throws IOException {
        Files.createDirectories(zoo.resolve("eye/v1"));
        Files.writeString(
                zoo.resolve("eye/model.json"),
                """
                {"id":"eye","family":"lenet","revisions":["v1"],"classes":["round","tall"],
                 "reference":{"name":"held-out","file":"reference.json"}}""");
    }

    private void reference(String json) throws IOException {
        Files.writeString(zoo.resolve("eye/v1/reference.json"), json);
    }

    @Test
    void countsAreInTheOrderOfTheCard() throws IOException {
        reference(
                """
                {"name":"held-out","n":10,"class_counts":{"tall":7,"round":3},"accuracy":0.99}""");
        var reference = new ZooReferences(zoo).of(CLASSIFIER);
        assertThat(reference.name()).isEqualTo("held-out");
        assertThat(reference.classNames()).containsExactly("round", "tall");
        assertThat(reference.counts().toArray()).containsExactly(3, 7);
    }

    @Test
    void classifierWithoutAReferenceIsComparedWithEqualShares() {
        var reference = new ZooReferences(zoo).of(CLASSIFIER);
        assertThat(reference.name()).isEqualTo("uniform");
        assertThat(reference.shares()).containsExactly(0.5, 0.5);
        assertThat(reference.isSmallFor(1_000_000_000)).isFalse();
    }

    @Test
    void unknownClassifierIsRefusedByName() {
        assertThatThrownBy(() -> new ZooReferences(zoo).of(new ModelRef("ear", "v1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'ear'");
    }

    @Test
    void referenceOfOtherClassesIsRefused() throws IOException {
        reference("""
                {"name":"held-out","n":10,"class_counts":{"tall":7,"wide":3}}""");
        assertThatThrownBy(() -> new ZooReferences(zoo).of(CLASSIFIER))
                .hasMessageContaining("the card names [round, tall]");
    }

    @Test
    void referenceWithoutCountsIsRefused() throws IOException {
        reference("{\"name\":\"held-out\"}");
        assertThatThrownBy(() -> new ZooReferences(zoo).of(CLASSIFIER)).hasMessageContaining("class_counts");
    }
}
