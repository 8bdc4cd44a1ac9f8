package io.vasari.scores.duplicates;

import static io.vasari.scores.Vectors.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.scores.Vectors;
import io.vasari.scores.pixel.GrayImage;
import io.vasari.scores.state.HashCounts;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PerceptualHashVectorsTest {
    private static final JsonNode FILE = Vectors.read("12_pixel.json");

    private interface Pixel {
        double at(int i, int j);
    }

    private static GrayImage image(int rows, int columns, Pixel pixel) {
        var pixels = new double[rows * columns];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = pixel.at(i / columns, i % columns);
        }
        return GrayImage.of(columns, rows, pixels);
    }

    private static double p(int i, int j) {
        return (3 * i * i + 5 * j * j + 7 * i * j) % 256;
    }

    @Test
    void cosineHashesAreReproduced() {
        var expected = FILE.get("phash").get("expected");
        var original = image(32, 32, PerceptualHashVectorsTest::p);
        var perturbed = image(32, 32, (i, j) -> Math.min(255, Math.max(0, p(i, j) + 3 * Math.sin(j))));
        var transposed = image(32, 32, (i, j) -> p(j, i));
        long hash = PerceptualHash.ofCosines(original);
        assertThat(Long.toHexString(hash)).isEqualTo(expected.get("hash").asText());
        assertThat(Long.toHexString(PerceptualHash.ofCosines(perturbed)))
                .isEqualTo(expected.get("perturbed_hash").asText());
        assertThat(Long.toHexString(PerceptualHash.ofCosines(transposed)))
                .isEqualTo(expected.get("transposed_hash").asText());
        assertThat(PerceptualHash.distance(hash, PerceptualHash.ofCosines(perturbed)))
                .isEqualTo(expected.get("hamming").asInt());
        assertThat(PerceptualHash.distance(hash, PerceptualHash.ofCosines(transposed)))
                .isEqualTo(expected.get("hamming_transposed").asInt());
        var coefficients = PerceptualHash.lowFrequencies(original);
        assertClose("0,0", coefficients[0], expected.get("dct_0_0"), 1e-12);
        assertClose("0,1", coefficients[1], expected.get("dct_0_1"), 1e-12);
        assertClose("1,0", coefficients[8], expected.get("dct_1_0"), 1e-12);
    }

    @Test
    void differenceHashIsReproduced() {
        var image = image(8, 9, (i, j) -> (17 * i + 29 * j + 3 * i * j) % 256);
        assertThat(Long.toHexString(PerceptualHash.ofDifferences(image)))
                .isEqualTo(FILE.get("dhash").get("expected").asText());
    }

    @Test
    void nearDuplicatesAreCounted() {
        var near = NearDuplicates.of(new long[] {0, 0b11, 0b11111100, -1L, -1L}, 2);
        assertThat(near).isEqualTo(new NearDuplicates(5, 4, 2));
        assertThat(near.ratio()).isEqualTo(0.8);
        assertThat(near.pairRatio()).isEqualTo(0.2);
        assertThat(NearDuplicates.of(new long[] {7}, 0).ratio()).isZero();
        assertThat(NearDuplicates.of(new long[0], 0).pairRatio()).isZero();
    }

    /** 1,000 different samples, drawn 500 at a time: 95 of 100 intervals should hold the truth. */
    @Test
    void birthdaysTellHowManyDifferentSamplesThereAre() {
        var random = new Random(8);
        int inside = 0;
        double inverse = 0;
        int trials = 400;
        for (int trial = 0; trial < trials; trial++) {
            var hashes = random.ints(500, 0, 1000).asLongStream().toArray();
            var estimate = NearDuplicates.of(hashes, 0).support();
            inside += estimate.low() <= 1000 && 1000 <= estimate.high() ? 1 : 0;
            inverse += 1 / estimate.support() / trials;
        }
        assertThat(1 / inverse).isCloseTo(1000, within(20.0));
        assertThat((double) inside / trials).isBetween(0.92, 0.99);
    }

    @Test
    void withoutATwinOnlyTheLeastSupportIsKnown() {
        var estimate = BirthdayEstimate.of(100, 0);
        assertThat(estimate.support()).isInfinite();
        assertThat(estimate.high()).isInfinite();
        // e^-3.689 = 0.025
        assertThat(estimate.low()).isCloseTo(4950 / -Math.log(0.025), within(1e-6));
        var one = BirthdayEstimate.of(100, 4950);
        assertThat(one.support()).isEqualTo(1);
        assertThat(one.low()).isEqualTo(1);
        assertThatThrownBy(() -> BirthdayEstimate.of(1, 0)).hasMessageContaining("at least 2 samples");
    }

    @Test
    void boundedCountsEstimateTheSameRatios() {
        var random = new Random(4);
        var hashes = random.ints(40_000, 0, 20_000)
                .mapToLong(i -> i * 0x9E3779B97F4A7C15L)
                .toArray();
        var exact = HashCounts.of(50_000, hashes);
        var bounded = HashCounts.of(2_000, hashes);
        assertThat(exact.isEstimate()).isFalse();
        assertThat(bounded.isEstimate()).isTrue();
        assertThat(bounded.distinct() / exact.distinct()).isCloseTo(1, within(0.07));
        assertThat(bounded.duplicateRatio()).isCloseTo(exact.duplicateRatio(), within(0.03));
        assertThat(bounded.collisionProbability() / exact.collisionProbability())
                .isCloseTo(1, within(0.1));
        assertThat(1 / exact.collisionProbability()).isCloseTo(20_000, within(600.0));
    }
}
