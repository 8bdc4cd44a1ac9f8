package io.vasari.models.vae;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.models.HashedNumbers;
import io.vasari.models.Variants;
import io.vasari.models.weights.Inference;
import io.vasari.models.weights.Weights;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AutoencoderVariantsTest {

    private static final double TOLERANCE = 2e-5;

    @TempDir
    Path folder;

    static Stream<Named<JsonNode>> variants() {
        return Variants.of("vaes.json");
    }

    @ParameterizedTest
    @MethodSource("variants")
    void autoencodersAreTheOriginals(JsonNode variant) {
        AutoencoderKLConfig config = AutoencoderKLConfig.read(Variants.configFile(variant, folder));
        AutoencoderKL vae = new AutoencoderKL(config);
        assertThat(vae.shapes()).hasSize(variant.path("tensors").asInt());
        try (Weights weights = HashedNumbers.weights(vae.shapes())) {
            Inference.run(scratch -> {
                Posterior posterior =
                        vae.encode(Variants.input(scratch, "image", 1, config.inChannels(), 8, 12), weights);
                Variants.assertClose(posterior.mean(), variant.path("mean"), TOLERANCE);
                Variants.assertClose(posterior.deviation(), variant.path("deviation"), TOLERANCE);
                Variants.assertClose(
                        vae.decode(Variants.input(scratch, "latents", 1, config.latentChannels(), 3, 2), weights),
                        variant.path("decoded"),
                        TOLERANCE);
            });
        }
    }
}
