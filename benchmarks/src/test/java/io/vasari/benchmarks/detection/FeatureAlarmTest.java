package io.vasari.benchmarks.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureAlarmTest {
    @ParameterizedTest
    @ValueSource(strings = {"mnist-test", "vases"})
    void realFeaturesRaiseNoAlarm(String set) {
        var real = read(set);

        assertThat(LongStream.range(0, 10).mapToObj(real::split)).noneMatch(FeatureAlarm::sounds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mnist-test", "vases"})
    void featuresOfNothingRealRaiseIt(String set) {
        var real = read(set);
        var random = new Random(1);
        double meanSquare = IntStream.range(0, real.values().length)
                .mapToDouble(i -> real.values()[i] * (double) real.values()[i])
                .average()
                .orElseThrow();
        var noise = new float[RealFeatures.SAMPLES * real.dimension()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) (random.nextGaussian() * Math.sqrt(meanSquare));
        }

        var scores = RealFeatures.scores(real.dimension(), noise, real.reference());

        assertThat(FeatureAlarm.sounds(scores)).as(scores.toString()).isTrue();
    }

    private static RealFeatures read(String set) {
        return RealFeatures.read(Path.of("../zoo/references").resolve(set));
    }
}
