package io.vasari.models.unet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.models.HashedNumbers;
import io.vasari.models.Variants;
import io.vasari.models.weights.Inference;
import io.vasari.models.weights.Weights;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What diffusers' code makes of one key of a config after another; see the resource's README. */
class UNetVariantsTest {

    private static final double TOLERANCE = 2e-5;
    private static final int LABEL_WIDTH = 5;

    @TempDir
    Path folder;

    private static Stream<Named<JsonNode>> variants(String className) {
        return Variants.of("unets.json")
                .filter(variant ->
                        variant.getPayload().at("/config/_class_name").asText().equals(className));
    }

    static Stream<Named<JsonNode>> condition() {
        return variants("UNet2DConditionModel");
    }

    static Stream<Named<JsonNode>> plain() {
        return variants("UNet2DModel");
    }

    @ParameterizedTest
    @MethodSource("condition")
    void conditionUnetsAreTheOriginals(JsonNode variant) {
        UNet2DConditionConfig config = UNet2DConditionConfig.read(Variants.configFile(variant, folder));
        UNet2DConditionModel model = new UNet2DConditionModel(config);
        assertThat(model.shapes()).hasSize(variant.path("tensors").asInt());
        try (Weights weights = HashedNumbers.weights(model.shapes())) {
            Inference.run(scratch -> {
                NDArray sample = Variants.input(scratch, "sample", 2, config.inChannels(), 8, 6);
                NDArray times = scratch.create(new float[] {901, 37.5f});
                NDArray context = Variants.input(scratch, "encoder_hidden_states", 2, 5, config.contextWidth());
                NDArray output = model.forward(sample, times, context, extras(config, scratch), weights);
                Variants.assertClose(output, variant.path("output"), TOLERANCE);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("plain")
    void plainUnetsAreTheOriginals(JsonNode variant) {
        UNet2DConfig config = UNet2DConfig.read(Variants.configFile(variant, folder));
        UNet2DModel model = new UNet2DModel(config);
        assertThat(model.shapes()).hasSize(variant.path("tensors").asInt());
        try (Weights weights = HashedNumbers.weights(model.shapes())) {
            Inference.run(scratch -> {
                NDArray sample = Variants.input(scratch, "sample", 2, config.inChannels(), 8, 8);
                NDArray times = scratch.create(new float[] {901, 37});
                Optional<NDArray> labels =
                        config.classEmbedding().map(type -> labels(type, config.timeWidth(), scratch));
                NDArray output = model.forward(sample, times, labels, weights);
                Variants.assertClose(output, variant.path("output"), TOLERANCE);
            });
        }
    }

    private static Extras extras(UNet2DConditionConfig config, NDManager scratch) {
        Extras extras = Extras.NONE;
        if (config.classEmbedding().isPresent()) {
            extras = extras.withClassLabels(labels(config.classEmbedding().get(), config.timeWidth(), scratch));
        }
        if (config.addedTimeWidth().isPresent()) {
            NDArray ids = scratch.create(new float[] {64, 32, 8, 16, 0, 128}, new Shape(2, 3));
            extras = extras.withTextAndTime(Variants.input(scratch, "text_embeds", 2, LABEL_WIDTH), ids);
        }
        if (config.timeConditionWidth().isPresent()) {
            int width = config.timeConditionWidth().getAsInt();
            extras = extras.withTimestepCondition(Variants.input(scratch, "timestep_cond", 2, width));
        }
        return extras;
    }

    private static NDArray labels(String type, int timeWidth, NDManager scratch) {
        return switch (type) {
            case "learned" -> scratch.create(new long[] {3, 6});
            case "timestep" -> scratch.create(new float[] {3, 250});
            case "identity" -> Variants.input(scratch, "labels", 2, timeWidth);
            default -> Variants.input(scratch, "labels", 2, LABEL_WIDTH);
        };
    }
}
