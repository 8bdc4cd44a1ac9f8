package io.vasari.scores.features;

import static io.vasari.scores.Vectors.assertAllClose;
import static io.vasari.scores.Vectors.assertClose;
import static io.vasari.scores.Vectors.named;
import static io.vasari.scores.Vectors.rows;
import static io.vasari.scores.Vectors.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.scores.Vectors;
import io.vasari.scores.linear.Rows;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelDistanceVectorsTest {
    private static final JsonNode FILE = Vectors.read("06_kid_mmd_cmmd.json");
    private static final double TOLERANCE = FILE.get("tolerance").asDouble();

    static Stream<JsonNode> discrepancies() {
        return stream(FILE.get("cases")).filter(one -> one.get("expected").has("mmd2_unbiased"));
    }

    static Stream<JsonNode> cmmds() {
        return stream(FILE.get("cases")).filter(one -> one.get("expected").has("cmmd"));
    }

    @ParameterizedTest
    @MethodSource("discrepancies")
    void estimatesAreReproduced(JsonNode vector) {
        var input = vector.get("input");
        var x = rows(input.get("x"));
        var y = rows(input.get("y"));
        var kernel =
                input.has("sigma") ? Kernel.gaussian(input.get("sigma").asDouble()) : Kernel.polynomial(x.dimension());
        var expected = vector.get("expected");
        assertClose(
                "unbiased", KernelDistance.unbiased(x, y, kernel).value(), expected.get("mmd2_unbiased"), TOLERANCE);
        if (expected.has("mmd2_biased")) {
            assertClose("biased", KernelDistance.biased(x, y, kernel), expected.get("mmd2_biased"), TOLERANCE);
        }
        if (expected.has("clean_fid_formula")) {
            assertClose(
                    "clean-fid",
                    KernelDistance.unbiased(x, y, kernel).value(),
                    expected.get("clean_fid_formula"),
                    TOLERANCE);
        }
    }

    @Test
    void blocksHaveAStandardError() {
        var vector = named(FILE.get("cases"), "blocks_of_5_no_shuffle");
        var x = rows(vector.get("input").get("x"));
        var y = rows(vector.get("input").get("y"));
        int block = vector.get("input").get("block").asInt();
        var kernel = Kernel.polynomial(x.dimension());
        var expected = vector.get("expected");
        assertAllClose("block", KernelDistance.blocks(x, y, block, kernel), expected.get("blocks"), TOLERANCE);
        var distance = KernelDistance.ofBlocks(x, y, block, kernel);
        assertClose("mean", distance.value(), expected.get("mean"), TOLERANCE);
        assertClose("se", distance.standardError().orElseThrow(), expected.get("se"), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("cmmds")
    void cmmdIsReproduced(JsonNode vector) {
        var x = rows(vector.get("input").get("x"));
        var y = rows(vector.get("input").get("y"));
        var expected = vector.get("expected").get("cmmd");
        assertClose("cmmd", KernelDistance.cmmd(x, y), expected, TOLERANCE);
        assertThat(KernelDistance.cmmd(x, x)).isBetween(-1e-9, 1e-9);
    }

    /** The estimate's spread over repeated draws, against what the jackknife says of each single one. */
    @Test
    void jackknifeFindsTheSpread() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        int draws = 200;
        double sum = 0;
        double squares = 0;
        double errors = 0;
        for (int draw = 0; draw < draws; draw++) {
            var distance =
                    KernelDistance.unbiased(normal(random, 40, 0.5), normal(random, 60, 0), Kernel.polynomial(4));
            sum += distance.value();
            squares += distance.value() * distance.value();
            errors += distance.standardError().orElseThrow();
        }
        double mean = sum / draws;
        double spread = Math.sqrt(squares / draws - mean * mean);
        assertThat(errors / draws / spread).isBetween(0.8, 1.25);
    }

    private static Rows normal(RandomGenerator random, int n, double mean) {
        return Rows.of(
                4,
                random.doubles(4L * n, 0, 1)
                        .map(u -> mean + random.nextGaussian())
                        .toArray());
    }

    @Test
    void standardErrorTakesThreeSamplesOrTwoBlocks() {
        var two = Rows.of(1, 1.0, 2.0);
        var kernel = Kernel.polynomial(1);
        assertThat(KernelDistance.unbiased(two, two, kernel).standardError()).isEmpty();
        assertThat(KernelDistance.ofBlocks(two, two, 2, kernel).standardError()).isEmpty();
        assertThatThrownBy(() -> KernelDistance.unbiased(Rows.of(1, 1.0), two, kernel))
                .hasMessageContaining("at least 2 of each");
        assertThatThrownBy(() -> KernelDistance.ofBlocks(two, two, 3, kernel)).hasMessageContaining("at least 3");
        assertThatThrownBy(() -> KernelDistance.biased(two, Rows.of(2, 1.0, 2.0), kernel))
                .hasMessageContaining("dimension");
    }
}
