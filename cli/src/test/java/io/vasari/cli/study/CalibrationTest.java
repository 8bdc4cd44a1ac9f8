package io.vasari.cli.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vasari.cli.UserError;
import io.vasari.contracts.Json;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.ReplayCalibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path models;

    private static JsonNode study(String status, double structure, double colour) throws IOException {
        return new ObjectMapper()
                .readTree(
                        """
                {"id":"7","model":"vases","revision":"v1","status":"%s","samples":{"done":48},
                 "evaluation":{"embedder":"clip@v1","groups":[{}],"features":{
                   "embedding":{"most_distance":0},
                   "structure":{"most_distance":%s},
                   "colour":{"most_distance":%s}}}}"""
                                .formatted(status, structure, colour));
    }

    @Test
    void noThresholdIsBelowTwiceWhatReplaysOfAnyPromptDifferBy() throws IOException {
        var made = new Calibration(models)
                .of(List.of(study("succeeded", 0.001, 2), study("succeeded", 0.002, 7)), NOON, "vasari 0.1.0");

        assertThat(made.model()).isEqualTo(new ModelRef("vases", "v1"));
        assertThat(made.replays()).isEqualTo(96);
        assertThat(made.prompts()).isEqualTo(2);
        assertThat(made.features().get("embedding")).isEqualTo(new ReplayCalibration.Feature(0, 0.05, 2, 0.25, 0.01));
        assertThat(made.features().get("structure"))
                .isEqualTo(new ReplayCalibration.Feature(0.002, 0.05, 2, 0.05, 0.005));
        assertThat(made.features().get("colour")).isEqualTo(new ReplayCalibration.Feature(7, 14, 2, 14, 14));
    }

    @Test
    void whatIsWrittenIsWhatTheCriticReads() throws IOException {
        Files.createDirectories(models.resolve("vases/v1"));
        Files.createDirectories(models.resolve("clip/v1"));
        Files.writeString(models.resolve("vases/v1/weights"), "w");
        var calibration = new Calibration(models);
        var made = calibration.of(List.of(study("succeeded", 0.001, 2)), NOON, "vasari 0.1.0");

        var file = calibration.write(made);

        assertThat(file).isEqualTo(models.resolve("vases/v1/thresholds.json"));
        assertThat(Json.read(Files.readAllBytes(file), ReplayCalibration.class)).isEqualTo(made);
        assertThat(made.weights()).containsOnlyKeys("vases@v1", "clip@v1");
        assertThat(calibration
                        .of(List.of(study("succeeded", 0.001, 2)), NOON, "vasari 0.1.0")
                        .weights())
                .as("what is kept beside the weights is none of them")
                .isEqualTo(made.weights());
    }

    @Test
    void whatCannotBeCalibratedIsSaidWithTheWayOut() throws IOException {
        var partial = study("partial", 0, 0);
        assertThatThrownBy(() -> new Calibration(models).of(List.of(partial), NOON, "vasari"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("study 7 is partial");
        assertThatThrownBy(() -> new Calibration(models).requireFolder("vases", "v2"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--models");
    }
}
