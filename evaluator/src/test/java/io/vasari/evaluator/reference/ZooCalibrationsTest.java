package io.vasari.evaluator.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.ModelRef;
import io.vasari.contracts.ReplayCalibration.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZooCalibrationsTest {
    private static final ModelRef MODEL = new ModelRef("vases", "v1");

    @TempDir
    Path zoo;

    @BeforeEach
    void card() throws IOException {
        Files.createDirectories(zoo.resolve("vases/v1"));
        Files.writeString(
                zoo.resolve("vases/model.json"), "{\"id\":\"vases\",\"family\":\"diffusers\",\"revisions\":[\"v1\"]}");
    }

    private void thresholds(String head) throws IOException {
        Files.writeString(
                zoo.resolve("vases/v1/thresholds.json"),
                head
                        + """
                "at":"2026-03-01T12:00:00Z","code":"vasari 0.1.0","prompts":3,"replays":144,"quantile":0.99,"margin":2,
                "features":{"colour":{"replay_distance":2,"min_excess":4,"min_ratio":2,"dispersed_above":4,"too_similar_below":4}}}""");
    }

    @Test
    void thresholdsLieBesideTheWeights() throws IOException {
        var calibrations = new ZooCalibrations(zoo);
        assertThat(calibrations.of(MODEL)).isEmpty();

        thresholds("{\"version\":1,\"model\":\"vases@v1\",\"embedder\":\"clip@v1\",");

        var found = calibrations.of(MODEL).orElseThrow();
        assertThat(found.features()).containsEntry("colour", new Feature(2, 4, 2, 4, 4));
        assertThat(found.embedder()).hasValue(new ModelRef("clip", "v1"));
        assertThat(found.replays()).isEqualTo(144);
        assertThat(calibrations.of(new ModelRef("urns", "v1"))).isEmpty();
    }

    @Test
    void aFileOfAnotherVersionOrModelIsAsIfThereWereNone() throws IOException {
        var calibrations = new ZooCalibrations(zoo);
        thresholds("{\"version\":2,\"model\":\"vases@v1\",");
        assertThat(calibrations.of(MODEL)).isEmpty();
        thresholds("{\"version\":1,\"model\":\"vases@v7\",");
        assertThat(calibrations.of(MODEL)).isEmpty();
        Files.writeString(zoo.resolve("vases/v1/thresholds.json"), "{\"version\":1,");
        assertThat(calibrations.of(MODEL)).isEmpty();
    }
}
