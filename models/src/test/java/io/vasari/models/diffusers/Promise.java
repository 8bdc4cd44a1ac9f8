package io.vasari.models.diffusers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ARCHITECTURE.md, "The same bytes every time": of the pixels of samples made alone and in company at least 99.9 % are equal,
 * and none is off by more than two levels.
 */
final class Promise {
    private static final int CHANNELS = 3;

    private long pixels;
    private long changed;

    void compare(byte[] actual, byte[] expected, String what) {
        assertThat(actual).hasSameSizeAs(expected);
        int worst = 0;
        for (int pixel = 0; pixel < actual.length; pixel += CHANNELS) {
            int difference = 0;
            for (int i = pixel; i < pixel + CHANNELS; i++) {
                difference =
                        Math.max(difference, Math.abs(Byte.toUnsignedInt(actual[i]) - Byte.toUnsignedInt(expected[i])));
            }
            worst = Math.max(worst, difference);
            changed += difference > 0 ? 1 : 0;
        }
        pixels += actual.length / CHANNELS;
        assertThat(worst).as(what + ": greatest difference in levels").isLessThanOrEqualTo(2);
    }

    void holds() {
        assertThat((double) changed / pixels).as("share of pixels that differ").isLessThanOrEqualTo(0.001);
    }
}
