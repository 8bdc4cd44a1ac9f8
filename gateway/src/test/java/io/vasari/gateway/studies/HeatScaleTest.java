package io.vasari.gateway.studies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeatScaleTest {
    @Test
    void largerDistancesAreDarker() {
        var scale = HeatScale.of(new float[][] {{0, 0.5f}, {0.5f, 0}}, 0.25);

        assertThat(scale.most()).isEqualTo(0.5);
        int before = 3 * 256;
        for (double distance : new double[] {0, 0.1, 0.2, 0.3, 0.4, 0.5}) {
            var colour = scale.colour(distance);
            int light = colour.getRed() + colour.getGreen() + colour.getBlue();
            assertThat(light).isLessThan(before);
            before = light;
        }
        assertThat(scale.colour(9)).isEqualTo(scale.colour(0.5));
    }

    @Test
    void smallDistancesLookSmall() {
        var scale = HeatScale.of(new float[][] {{0, 1e-6f}, {1e-6f, 0}}, 0.25);

        assertThat(HeatScale.hex(scale.colour(1e-6))).isEqualTo(HeatScale.hex(scale.colour(0)));
    }
}
