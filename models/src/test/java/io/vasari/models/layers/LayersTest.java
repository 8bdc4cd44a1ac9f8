package io.vasari.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vasari.models.vectors.Vectors;
import io.vasari.models.weights.Inference;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LayersTest {

    private static final String LAYERS = "vectors/misc/layers.safetensors";
    private static final double TOLERANCE = 5e-6;

    @Test
    void groupNormNormalizesEachGroupOfEachSample() {
        Vectors.with(LAYERS, v -> {
            NDArray x = v.get("gn.x");
            v.assertClose(new GroupNorm("gn", 4, 8, 1e-5).forward(x, v::get), "gn.groups4_eps1e-5", TOLERANCE);
            v.assertClose(new GroupNorm("gn", 2, 8, 1e-6).forward(x, v::get), "gn.groups2_eps1e-6", TOLERANCE);
        });
    }

    @Test
    void groupNormAddsEpsilonToTheVariance() {
        Vectors.with(LAYERS, v -> {
            NDArray x = v.get("gn.tiny_x");
            v.assertClose(new GroupNorm("gn", 4, 8, 1e-5).forward(x, v::get), "gn.tiny_eps1e-5", TOLERANCE);
            v.assertClose(new GroupNorm("gn", 4, 8, 1e-6).forward(x, v::get), "gn.tiny_eps1e-6", TOLERANCE);
        });
    }

    @Test
    void layerNormNormalizesTheLastAxis() {
        Vectors.with(
                LAYERS,
                v -> v.assertClose(
                        new LayerNorm("ln", 12, 1e-5).forward(v.get("ln.x"), v::get), "ln.y_eps1e-5", TOLERANCE));
    }

    @Test
    void convolutionsPadAsTheirOriginals() {
        Vectors.with(LAYERS, v -> {
            NDArray x = v.get("gn.x");
            v.assertClose(Conv2d.same("conv", 8, 6, 3).forward(x, v::get), "conv.s1p1", TOLERANCE);
            v.assertClose(Conv2d.halving("conv", 8, 6, 1).forward(x, v::get), "conv.s2p1", TOLERANCE);
            v.assertClose(Conv2d.halving("conv", 8, 6, 0).forward(x, v::get), "conv.s2_pad_0101", TOLERANCE);
        });
    }

    @Test
    void gateIsGeluOfTheSecondHalf() {
        Vectors.with(LAYERS, v -> {
            NDArray projected = Linear.biased("geglu", 12, 32).forward(v.get("ln.x"), v::get);
            v.assertClose(Geglu.gated(projected), "geglu.y", TOLERANCE);
        });
    }

    @Test
    void activationsMatch() throws IOException {
        JsonNode json = json("vectors/misc/activations.json");
        Map<String, Activation> named =
                Map.of("silu", Activation.SILU, "gelu_erf", Activation.GELU, "quick_gelu", Activation.QUICK_GELU);
        Inference.run(scratch -> named.forEach((name, activation) -> {
            NDArray x = array(scratch, json.get("x"));
            NDArray y = activation.apply(x);
            assertClose(y, json.get(name), name, 1e-6);
            assertClose(x, json.get("x"), "input of " + name, 0);
        }));
    }

    @Test
    void sinusoidsMatch() throws IOException {
        JsonNode cases = json("vectors/misc/timestep_embedding.json");
        assertThat(cases).hasSizeGreaterThan(10);
        Inference.run(scratch -> cases.forEach(example -> {
            Sinusoid sinusoid = new Sinusoid(
                    example.get("dim").asInt(),
                    example.get("flip_sin_to_cos").asBoolean(),
                    example.get("downscale_freq_shift").asDouble());
            NDArray embedded = sinusoid.forward(array(scratch, example.get("timesteps")));
            // An angle near 1000 has a rounding error of 3e-5 in float32, so no implementation comes closer.
            assertClose(embedded, example.get("embedding").get("data"), sinusoid.toString(), 7e-5);
        }));
    }

    @Test
    void slicedAttentionIsAttention() {
        Map<String, Shape> shapes = new TreeMap<>();
        Attention attention = Attention.plain("a", 8, 8, 4);
        attention.declare(shapes);
        Inference.run(scratch -> {
            Map<String, NDArray> weights = new TreeMap<>();
            shapes.forEach((name, shape) -> weights.put(name, wave(scratch, shape)));
            NDArray x = wave(scratch, new Shape(3, 1000, 8));
            NDArray none = scratch.zeros(new Shape(1, 1));
            NDArray whole = attention.forward(x, x, Optional.of(none), weights::get);
            Vectors.assertClose(attention.forward(x, x, weights::get), whole, "sliced", 1e-6);
        });
    }

    private static NDArray wave(NDManager scratch, Shape shape) {
        return scratch.arange((float) shape.size()).mul(0.7f).sin().reshape(shape);
    }

    private static JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(Vectors.path(name).toFile());
    }

    private static NDArray array(NDManager scratch, JsonNode numbers) {
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) numbers.get(i).asDouble();
        }
        return scratch.create(values);
    }

    private static void assertClose(NDArray actual, JsonNode expected, String name, double tolerance) {
        float[] values = actual.toFloatArray();
        assertThat(values.length).as(name).isEqualTo(expected.size());
        for (int i = 0; i < values.length; i++) {
            assertThat((double) values[i])
                    .as(name + " at " + i)
                    .isCloseTo(expected.get(i).asDouble(), within(tolerance));
        }
    }
}
