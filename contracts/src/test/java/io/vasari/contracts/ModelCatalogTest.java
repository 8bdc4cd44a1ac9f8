package io.vasari.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCatalogTest {
    private static final String CARD =
            """
            {"id": "%s", "family": "gan", "title": "T", "task": "image-generation", "revisions": ["%s"]}""";

    private final AtomicLong nanos = new AtomicLong();
    private long seconds;

    @TempDir
    private Path models;

    @Test
    void aCatalogThatWasReadStaysAsItIs() throws IOException {
        write("first", CARD.formatted("first", "r1"));
        var catalog = ModelCatalog.read(models);
        write("second", CARD.formatted("second", "r1"));
        assertThat(catalog.cards()).hasSize(1);
    }

    @Test
    void oneThatIsWatchedFindsWhatWasAddedChangedAndRemoved() throws IOException {
        write("first", CARD.formatted("first", "r1"));
        var catalog = ModelCatalog.watch(models, nanos::get);
        write("second", CARD.formatted("second", "r1"));
        assertThat(catalog.find("second")).as("within a second").isEmpty();
        later();
        assertThat(catalog.find("second")).isPresent();
        write("first", CARD.formatted("first", "r2"));
        later();
        assertThat(catalog.find("first").orElseThrow().revisions()).containsExactly("r2");
        Files.delete(models.resolve("first/model.json"));
        later();
        assertThat(catalog.find("first")).isEmpty();
    }

    @Test
    void aCardThatBreaksLaterStaysAsItWasAndMendsWhenItIsMended() throws IOException {
        write("first", CARD.formatted("first", "r1"));
        var catalog = ModelCatalog.watch(models, nanos::get);
        write("first", "{");
        write("second", CARD.formatted("another", "r1"));
        later();
        assertThat(catalog.find("first").orElseThrow().revisions()).containsExactly("r1");
        assertThat(catalog.cards()).hasSize(1);
        write("first", CARD.formatted("first", "r2"));
        later();
        assertThat(catalog.find("first").orElseThrow().revisions()).containsExactly("r2");
    }

    @Test
    void aFolderThatGoesAwayLaterLeavesTheCards() throws IOException {
        write("first", CARD.formatted("first", "r1"));
        var catalog = ModelCatalog.watch(models, nanos::get);
        Files.move(models, models.resolveSibling(models.getFileName() + "-away"));
        later();
        assertThat(catalog.find("first")).isPresent();
        Files.move(models.resolveSibling(models.getFileName() + "-away"), models);
    }

    @Test
    void brokenCardsAreRefusedAtTheStart() throws IOException {
        write("first", CARD.formatted("other", "r1"));
        assertThatThrownBy(() -> ModelCatalog.watch(models, nanos::get)).hasMessageContaining("bears its id");
    }

    private void later() {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    }

    /** With a time of its own, whatever the file system's clock is worth. */
    private void write(String id, String card) throws IOException {
        Path file = Files.createDirectories(models.resolve(id)).resolve("model.json");
        Files.writeString(file, card);
        Files.setLastModifiedTime(file, FileTime.from(++seconds, TimeUnit.SECONDS));
    }
}
