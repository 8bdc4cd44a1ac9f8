package io.vasari.models.diffusers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vasari.models.safetensors.TensorFile;
import io.vasari.models.sampler.Noise;
import io.vasari.models.vectors.Vectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** Runs of diffusers' own pipelines: what went in, and what came out after every step. */
final class Runs {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private Runs() {}

    /** What {@code e2e.json} says of a run. */
    static JsonNode description(String model, String run) {
        try {
            return JSON.readTree(Vectors.path("vectors/" + model + "/e2e.json").toFile())
                    .path(run);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TensorFile tensors(String model, String run) {
        return TensorFile.open(Vectors.path("vectors/" + model + "/e2e_" + run + ".safetensors"));
    }

    /** The draws of one row of a batch. */
    static Noise noise(TensorFile tensors, int row) {
        return (draw, target) -> {
            float[] recorded = row(tensors, "noise." + draw, row);
            System.arraycopy(recorded, 0, target, 0, target.length);
        };
    }

    static float[] row(TensorFile tensors, String name, int row) {
        float[] all = tensors.floats(name);
        int length = all.length / rows(tensors, name);
        return Arrays.copyOfRange(all, row * length, (row + 1) * length);
    }

    static int rows(TensorFile tensors, String name) {
        return (int) (long) tensors.entry(name).shape().get(0);
    }

    static List<Long> shape(TensorFile tensors, String name) {
        return tensors.entry(name).shape();
    }

    /** The tolerance of reference latents: 5e-4, or that share of their deviation where it is more. */
    static void assertLatents(float[] actual, float[] expected, String what) {
        double mean = 0;
        for (float value : expected) {
            mean += value / (double) expected.length;
        }
        double squares = 0;
        for (float value : expected) {
            squares += (value - mean) * (value - mean) / expected.length;
        }
        assertClose(actual, expected, 5e-4 * Math.max(1, Math.sqrt(squares)), what);
    }

    static void assertClose(float[] actual, float[] expected, double tolerance, String what) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        assertThat(distance(actual, expected))
                .as(what + ": greatest difference")
                .isLessThanOrEqualTo(tolerance);
    }

    static double distance(float[] a, float[] b) {
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            worst = Math.max(worst, Math.abs(a[i] - b[i]));
            // A NaN would pass every comparison.
            worst = Float.isNaN(a[i]) ? Double.POSITIVE_INFINITY : worst;
        }
        return worst;
    }
}
