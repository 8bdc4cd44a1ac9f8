package io.vasari.evaluator.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.artifacts.RevisionDigests;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.ReplayCalibration.Feature;
import io.vasari.evaluator.study.Calibrated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(calibrations.of(MODEL)).isEqualTo(Calibrated.not());

        thresholds("{\"version\":1,\"model\":\"vases@v1\",\"embedder\":\"clip@v1\",");

        var found = calibrations.of(MODEL).calibration().orElseThrow();
        assertThat(found.features()).containsEntry("colour", new Feature(2, 4, 2, 4, 4));
        assertThat(found.embedder()).hasValue(new ModelRef("clip", "v1"));
        assertThat(found.replays()).isEqualTo(144);
        assertThat(calibrations.of(new ModelRef("urns", "v1"))).isEqualTo(Calibrated.not());
    }

    @Test
    void aFileOfAnotherVersionOrModelIsToldOfAndLeftAlone() throws IOException {
        var calibrations = new ZooCalibrations(zoo);
        thresholds("{\"version\":2,\"model\":\"vases@v1\",");
        assertThat(ignored(calibrations)).contains("version is 2");
        thresholds("{\"version\":1,\"model\":\"vases@v7\",");
        assertThat(ignored(calibrations)).contains("vases@v7");
        Files.writeString(zoo.resolve("vases/v1/thresholds.json"), "{\"version\":1,");
        assertThat(ignored(calibrations))
                .contains("vases/v1/thresholds.json", "--calibrate")
                .doesNotContain("\n");
    }

    private static String ignored(ZooCalibrations calibrations) {
        var said = calibrations.of(MODEL);
        assertThat(said.calibration()).isEmpty();
        return said.ignored().orElseThrow();
    }

    @Test
    void thresholdsOfOtherWeightsAreNotUsed() throws IOException {
        var calibrations = new ZooCalibrations(zoo);
        Files.writeString(zoo.resolve("vases/v1/weights"), "old");
        String sha256 = new RevisionDigests().of(zoo.resolve("vases/v1"));
        String head = "{\"version\":1,\"model\":\"vases@v1\",\"weights\":{\"vases@v1\":\"%s\"},".formatted(sha256);
        thresholds(head);
        assertThat(calibrations.of(MODEL).calibration()).isPresent();

        Files.writeString(zoo.resolve("vases/v1/weights"), "newer");
        assertThat(ignored(calibrations)).contains("other weights of vases@v1", sha256.substring(0, 12));

        Files.writeString(zoo.resolve("vases/v1/weights"), "old");
        thresholds(head.replace("{\"vases@v1", "{\"clip@v1\":\"ab\",\"vases@v1"));
        assertThat(ignored(calibrations)).contains("other weights of clip@v1 (sha256 ab, now none)");
    }

    /** New weights without a new calibration end here. */
    @ParameterizedTest
    @ValueSource(strings = {"fixed-order", "free-order"})
    void whatShipsWasCalibratedWithTheWeightsThatShip(String revision) {
        var shipped = new ZooCalibrations(Path.of(System.getProperty("vasari.root", ".."), "zoo"))
                .of(new ModelRef("vase-diffusion", revision));
        assertThat(shipped.ignored()).isEmpty();
        assertThat(shipped.calibration().orElseThrow().weights())
                .containsOnlyKeys("vase-clip@v1", "vase-diffusion@" + revision);
    }
}
