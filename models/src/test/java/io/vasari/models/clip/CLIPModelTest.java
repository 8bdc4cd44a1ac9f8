package io.vasari.models.clip;

import ai.djl.ndarray.NDArray;
import io.vasari.models.vectors.Vectors;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CLIPModelTest {

    private static final double TOLERANCE = 5e-6;
    private static final String VECTORS = "vectors/clip-tiny/clip.safetensors";

    private static CLIPModel model;
    private static Weights weights;

    @BeforeAll
    static void load() {
        model = new CLIPModel(CLIPConfig.read(Vectors.path("clip-tiny/config.json")));
        weights = SafetensorsFile.read(Vectors.path("clip-tiny/model.safetensors"), model.shapes());
    }

    @AfterAll
    static void close() {
        weights.close();
    }

    @Test
    void towersMatch() {
        Vectors.with(VECTORS, v -> {
            CLIPTextModel.Output text =
                    model.text().forward(v.get("input_ids"), Optional.of(v.get("attention_mask")), weights);
            v.assertClose(text.lastHiddenState(), "text.last_hidden_state", 2e-5);
            v.assertClose(text.poolerOutput(), "text.pooler_output", 2e-5);
            CLIPModel.VisionOutput vision = model.vision(v.get("pixel_values"), weights);
            v.assertClose(vision.lastHiddenState(), "vision.last_hidden_state", 2e-5);
            v.assertClose(vision.poolerOutput(), "vision.pooler_output", 2e-5);
            v.assertClose(vision.hiddenStates().get(0), "vision.hidden_states.0", 2e-5);
            v.assertClose(vision.hiddenStates().get(1), "vision.hidden_states.1", 2e-5);
        });
    }

    @Test
    void textsArePlaced() {
        Vectors.with(VECTORS, v -> {
            Optional<NDArray> mask = Optional.of(v.get("attention_mask"));
            NDArray features = model.textFeatures(v.get("input_ids"), mask, weights);
            v.assertClose(features, "text_features", TOLERANCE);
            v.assertClose(CLIPModel.normalized(features), "text_embeds_normalized", TOLERANCE);
            v.assertClose(
                    model.textFeatures(v.get("input_ids"), Optional.empty(), weights),
                    "text_features_no_mask",
                    TOLERANCE);
            v.assertClose(
                    model.textFeatures(
                            v.get("padlongest.input_ids"), Optional.of(v.get("padlongest.attention_mask")), weights),
                    "padlongest.text_features",
                    TOLERANCE);
        });
    }

    @Test
    void imagesArePlaced() {
        Vectors.with(VECTORS, v -> {
            NDArray features = model.imageFeatures(v.get("pixel_values"), weights);
            v.assertClose(features, "image_features", TOLERANCE);
            v.assertClose(CLIPModel.normalized(features), "image_embeds_normalized", TOLERANCE);
            v.assertClose(
                    model.imageFeatures(v.get("preproc.pixel_values"), weights), "preproc.image_features", TOLERANCE);
        });
    }

    @Test
    void logitsCompareEveryImageWithEveryText() {
        Vectors.with(
                VECTORS,
                v -> v.assertClose(
                        CLIPModel.logitsPerImage(v.get("image_features"), v.get("text_features"), weights),
                        "logits_per_image",
                        5e-5));
    }
}
