package io.vasari.models.gan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.vasari.models.GeneratedBatch;
import io.vasari.models.RandomWeights;
import io.vasari.models.SampleKey;
import io.vasari.models.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MnistGanTest {

    private static Weights generator;
    private static MnistGan gan;
    private static GeneratedBatch hundred;

    @BeforeAll
    static void load() {
        generator = RandomWeights.of(Generator.shapes(), 1);
        gan = new MnistGan(generator, RandomWeights.of(Discriminator.shapes(), 2));
        hundred = gan.generate(keys(0, 100));
    }

    @AfterAll
    static void close() {
        gan.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 99})
    void sampleAloneEqualsItselfInABatch(int index) {
        GeneratedBatch alone = gan.generate(keys(index, 1));
        assertThat(alone.pixels()).isEqualTo(hundred.image(index));
        assertThat(alone.belief()).containsExactly(hundred.belief()[index]);
    }

    @Test
    void itsSizeIsThatOfBothNetworks() {
        long generatorValues = (10 + 1) * 256 + (256 + 1) * 512 + (512 + 1) * 1024 + (1024 + 1) * 784;
        assertThat(generator.sizeBytes()).isEqualTo(4 * generatorValues);
        assertThat(gan.sizeBytes()).isGreaterThan(generator.sizeBytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 40})
    void shiftInABatchDoesNotChangeBytes(int shift) {
        GeneratedBatch shifted = gan.generate(keys(shift, 60));
        for (int i = 0; i < shifted.count(); i++) {
            assertThat(shifted.image(i)).isEqualTo(hundred.image(i + shift));
            assertThat(shifted.belief()[i]).isEqualTo(hundred.belief()[i + shift]);
        }
    }

    @Test
    void neighboursOfOtherJobsDoNotChangeBytes() {
        List<SampleKey> mixed = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            mixed.add(new SampleKey(5, i));
            mixed.add(new SampleKey(900 + i, 123_456));
        }
        GeneratedBatch batch = gan.generate(mixed);
        assertThat(batch.image(62)).isEqualTo(hundred.image(31));
        assertThat(batch.image(63)).isNotEqualTo(hundred.image(31));
    }

    @Test
    void unjudgedPixelsAreTheSame() {
        GeneratedBatch unjudged = gan.generateUnjudged(keys(0, 100));
        assertThat(unjudged.pixels()).isEqualTo(hundred.pixels());
        assertThat(unjudged.hasBelief()).isFalse();
    }

    @Test
    void pixelsUseTheRangeAndBeliefsAreProbabilities() {
        int[] levels = IntStream.range(0, hundred.pixels().length)
                .map(i -> hundred.pixels()[i] & 0xFF)
                .distinct()
                .toArray();
        assertThat(levels.length).isGreaterThan(100);
        for (float belief : hundred.belief()) {
            assertThat(belief).isBetween(0f, 1f);
        }
    }

    @Test
    void nothingAskedIsNothingMade() {
        assertThat(gan.generate(List.of()).count()).isZero();
    }

    @Test
    void concurrentCallsDoNotDisturbEachOther() {
        List<byte[]> results = IntStream.range(0, 8)
                .parallel()
                .mapToObj(call -> gan.generate(keys(0, 100)).pixels())
                .toList();
        assertThat(results).allSatisfy(pixels -> assertThat(pixels).isEqualTo(hundred.pixels()));
    }

    @Test
    void repeatedCallsLeaveNoTensorBehind() {
        NDManager weights = generator.get("layers.0.weight").getManager();
        NDManager everything = weights.getParentManager();
        int before = everything.getManagedArrays().size();
        for (int i = 0; i < 20; i++) {
            gan.generate(keys(0, 64));
        }
        assertThat(weights.getManagedArrays().size()).isEqualTo(8);
        assertThat(everything.getManagedArrays().size()).isEqualTo(before);
    }

    private static List<SampleKey> keys(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(index -> new SampleKey(5, index))
                .toList();
    }
}
