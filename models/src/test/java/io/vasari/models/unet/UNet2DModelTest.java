package io.vasari.models.unet;

import ai.djl.ndarray.NDArray;
import io.vasari.models.RandomWeights;
import io.vasari.models.vectors.Gradients;
import io.vasari.models.vectors.Vectors;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import org.junit.jupiter.api.Test;

class UNet2DModelTest {

    @Test
    void matchesTheOriginal() {
        UNet2DModel model = new UNet2DModel(UNet2DConfig.read(Vectors.path("ddpm-tiny-a/unet/config.json")));
        try (Weights weights = SafetensorsFile.read(
                Vectors.path("ddpm-tiny-a/unet/diffusion_pytorch_model.safetensors"), model.shapes())) {
            Vectors.with(
                    "vectors/ddpm-tiny-a/unet.safetensors",
                    v -> v.assertClose(
                            model.forward(v.get("sample"), v.times("timestep", 3), weights), "output", 2e-5));
        }
    }

    @Test
    void gradientsPredictHowTheLossMoves() {
        UNet2DModel model = new UNet2DModel(UNet2DConfig.read(Vectors.path("ddpm-tiny-a/unet/config.json")));
        try (Weights weights = RandomWeights.of(model.shapes(), 3)) {
            Vectors.with("vectors/ddpm-tiny-a/unet.safetensors", v -> {
                NDArray times = v.times("timestep", 3);
                Gradients.assertPredictLoss(weights, v.scratch(), p -> model.forward(v.get("sample"), times, p)
                        .square()
                        .mean());
            });
        }
    }
}
