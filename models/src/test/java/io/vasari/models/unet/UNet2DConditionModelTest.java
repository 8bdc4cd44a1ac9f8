package io.vasari.models.unet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import io.vasari.models.RandomWeights;
import io.vasari.models.vectors.Gradients;
import io.vasari.models.vectors.Vectors;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UNet2DConditionModelTest {

    private static final double TOLERANCE = 2e-5;
    private static final String VECTORS = "vectors/sd-tiny-a/unet.safetensors";

    private static UNet2DConditionModel model;
    private static Weights weights;

    @BeforeAll
    static void load() {
        model = new UNet2DConditionModel(config("sd-tiny-a"));
        weights = weights("sd-tiny-a", model);
    }

    @AfterAll
    static void close() {
        weights.close();
    }

    @Test
    void everySampleHasItsOwnTimestep() {
        Vectors.with(
                VECTORS,
                v -> v.assertClose(
                        model.forward(v.get("sample"), v.times("timestep", 3), v.get("encoder_hidden_states"), weights),
                        "output",
                        TOLERANCE));
    }

    @Test
    void nonSquareAndFractionalTimestep() {
        Vectors.with(VECTORS, v -> {
            NDArray context = v.get("nonsquare.encoder_hidden_states");
            NDArray sample = v.get("nonsquare.sample");
            v.assertClose(
                    model.forward(sample, v.times("nonsquare.timestep", 2), context, weights),
                    "nonsquare.output",
                    TOLERANCE);
            v.assertClose(
                    model.forward(sample, v.times("fractional.timestep", 2), context, weights),
                    "fractional.output",
                    TOLERANCE);
        });
    }

    @Test
    void oddSizesComeBack() {
        Vectors.with(
                VECTORS,
                v -> v.assertClose(
                        model.forward(
                                v.get("odd.sample"),
                                v.times("odd.timestep", 1),
                                v.get("nonsquare.encoder_hidden_states").get("0:1"),
                                weights),
                        "odd.output",
                        TOLERANCE));
    }

    @Test
    void normsHaveTheRightEpsilon() {
        UNet2DConditionModel tiny = new UNet2DConditionModel(config("sd-tiny-eps"));
        try (Weights read = weights("sd-tiny-eps", tiny)) {
            Vectors.with(
                    "vectors/sd-tiny-eps/outputs.safetensors",
                    v -> v.assertClose(
                            tiny.forward(
                                    v.get("unet.sample"),
                                    v.times("unet.timestep", 2),
                                    v.get("unet.encoder_hidden_states"),
                                    read),
                            "unet.output",
                            1e-6));
        }
    }

    @Test
    void oldConfigMeansTheSameNetwork() {
        assertThat(config("sd-tiny-a-legacy")).isEqualTo(config("sd-tiny-a"));
    }

    @Test
    void nothingButTheResultIsLeftBehind() {
        Vectors.with(VECTORS, v -> {
            NDArray times = v.times("timestep", 3);
            int before = v.scratch().getManagedArrays().size();
            model.forward(v.get("sample"), times, v.get("encoder_hidden_states"), weights);
            assertThat(v.scratch().getManagedArrays()).hasSize(before + 1);
        });
    }

    @Test
    void gradientsPredictHowTheLossMoves() {
        UNet2DConditionModel tiny = new UNet2DConditionModel(config("sd-tiny-eps"));
        try (Weights read = RandomWeights.of(tiny.shapes(), 3)) {
            Vectors.with("vectors/sd-tiny-eps/outputs.safetensors", v -> {
                NDArray times = v.times("unet.timestep", 2);
                NDArray context = v.get("unet.encoder_hidden_states");
                Gradients.assertPredictLoss(
                        read, v.scratch(), p -> tiny.forward(v.get("unet.sample"), times, context, p)
                                .square()
                                .mean());
            });
        }
    }

    private static UNet2DConditionConfig config(String folder) {
        return UNet2DConditionConfig.read(Vectors.path(folder + "/unet/config.json"));
    }

    private static Weights weights(String folder, UNet2DConditionModel network) {
        Path file = Vectors.path(folder + "/unet/diffusion_pytorch_model.safetensors");
        return SafetensorsFile.read(file, network.shapes());
    }
}
