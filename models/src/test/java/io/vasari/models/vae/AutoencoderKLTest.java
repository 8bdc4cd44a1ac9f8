package io.vasari.models.vae;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.RandomWeights;
import io.vasari.models.blocks.AttentionNames;
import io.vasari.models.vectors.Gradients;
import io.vasari.models.vectors.Vectors;
import io.vasari.models.weights.Inference;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import org.junit.jupiter.api.Test;

class AutoencoderKLTest {

    private static final double TOLERANCE = 2e-5;
    private static final String FILE = "/vae/diffusion_pytorch_model.safetensors";
    private static final String VECTORS = "vectors/sd-tiny-a/vae.safetensors";

    @Test
    void encodesToADistribution() {
        AutoencoderKL model = model("sd-tiny-a");
        try (Weights weights = weights("sd-tiny-a", model)) {
            Vectors.with(VECTORS, v -> {
                Posterior posterior = model.encode(v.get("image"), weights);
                v.assertClose(posterior.mean(), "encode.mean", TOLERANCE);
                v.assertClose(posterior.logVariance(), "encode.logvar", TOLERANCE);
                v.assertClose(posterior.deviation(), "encode.std", TOLERANCE);
                v.assertClose(posterior.sample(v.get("encode.noise")), "encode.sample_given_noise", TOLERANCE);
                v.assertClose(posterior.divergence(), "encode.kl", 2e-2);
                v.assertClose(
                        posterior.mean().mul(model.config().scalingFactor()),
                        "encode.mode_times_scaling_factor",
                        TOLERANCE);
                v.assertClose(
                        model.encode(v.get("nonsquare.image"), weights).mean(), "nonsquare.encode.mean", TOLERANCE);
            });
        }
    }

    @Test
    void decodesAndLeavesNothingBehind() {
        AutoencoderKL model = model("sd-tiny-a");
        try (Weights weights = weights("sd-tiny-a", model)) {
            Vectors.with(VECTORS, v -> {
                int before = v.scratch().getManagedArrays().size();
                NDArray images = model.decode(v.get("latent"), weights);
                assertThat(v.scratch().getManagedArrays()).hasSize(before + 1);
                v.assertClose(images, "decode.sample", TOLERANCE);
            });
        }
    }

    @Test
    void normsHaveTheRightEpsilon() {
        AutoencoderKL model = model("sd-tiny-eps");
        try (Weights weights = weights("sd-tiny-eps", model)) {
            Vectors.with("vectors/sd-tiny-eps/outputs.safetensors", v -> {
                Posterior posterior = model.encode(v.get("vae.image"), weights);
                v.assertClose(posterior.mean(), "vae.encode.mean", 3e-6);
                v.assertClose(posterior.logVariance(), "vae.encode.logvar", 3e-6);
                v.assertClose(model.decode(v.get("vae.latent"), weights), "vae.decode.sample", 3e-6);
            });
        }
    }

    @Test
    void oldFilesHaveOtherNames() {
        AutoencoderKLConfig config = config("sd-tiny-a-legacy");
        assertThat(config).isEqualTo(config("sd-tiny-a"));
        AutoencoderKL model = new AutoencoderKL(config, AttentionNames.OLD);
        assertThat(AttentionNames.in(model.shapes().keySet())).isEqualTo(AttentionNames.OLD);
        assertThat(AttentionNames.in(model("sd-tiny-a").shapes().keySet())).isEqualTo(AttentionNames.CURRENT);
        try (Weights weights = weights("sd-tiny-a-legacy", model)) {
            Vectors.with("vectors/sd-tiny-a-legacy/outputs.safetensors", v -> {
                Posterior posterior = model.encode(v.get("image"), weights);
                v.assertClose(posterior.mean(), "vae.encode.mean", TOLERANCE);
                v.assertClose(posterior.logVariance(), "vae.encode.logvar", TOLERANCE);
                v.assertClose(model.decode(v.get("latent"), weights), "vae.decode.sample", TOLERANCE);
            });
        }
    }

    @Test
    void gradientsPredictHowTheLossMoves() {
        AutoencoderKL model = model("sd-tiny-eps");
        try (Weights weights = RandomWeights.of(model.shapes(), 11)) {
            Vectors.with(
                    "vectors/sd-tiny-eps/outputs.safetensors",
                    v -> Gradients.assertPredictLoss(weights, v.scratch(), p -> {
                        Posterior posterior = model.encode(v.get("vae.image"), p);
                        NDArray noise = v.get("vae.latent");
                        return model.decode(posterior.sample(noise), p).square().mean();
                    }));
        }
    }

    @Test
    void logVarianceIsClamped() {
        AutoencoderKL model = model("sd-tiny-eps");
        try (Weights weights = RandomWeights.of(model.shapes(), 11)) {
            weights.put("quant_conv.bias", new Shape(8), new float[] {0, 0, 0, 0, 1000, -1000, 1000, -1000});
            Inference.run(scratch -> {
                NDArray logVariance = model.encode(scratch.zeros(new Shape(1, 3, 4, 4)), weights)
                        .logVariance();
                assertThat(logVariance.max().getFloat()).isEqualTo(20);
                assertThat(logVariance.min().getFloat()).isEqualTo(-30);
            });
        }
    }

    private static AutoencoderKLConfig config(String folder) {
        return AutoencoderKLConfig.read(Vectors.path(folder + "/vae/config.json"));
    }

    private static AutoencoderKL model(String folder) {
        return new AutoencoderKL(config(folder));
    }

    private static Weights weights(String folder, AutoencoderKL model) {
        return SafetensorsFile.read(Vectors.path(folder + FILE), model.shapes());
    }
}
