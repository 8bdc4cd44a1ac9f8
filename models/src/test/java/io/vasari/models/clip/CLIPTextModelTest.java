package io.vasari.models.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.RandomWeights;
import io.vasari.models.vectors.Gradients;
import io.vasari.models.vectors.Vectors;
import io.vasari.models.weights.Inference;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CLIPTextModelTest {

    private static final double TOLERANCE = 2e-5;
    private static final String VECTORS = "vectors/sd-tiny-a/text_encoder.safetensors";

    private static CLIPTextModel model;
    private static Weights weights;

    @BeforeAll
    static void load() {
        model = model("sd-tiny-a");
        weights = SafetensorsFile.read(Vectors.path("sd-tiny-a/text_encoder/model.safetensors"), model.shapes());
    }

    @AfterAll
    static void close() {
        weights.close();
    }

    @Test
    void everyStateOfAPaddedText() {
        Vectors.with(VECTORS, v -> {
            CLIPTextModel.Output output = model.forward(v.get("input_ids"), weights);
            v.assertClose(output.lastHiddenState(), "last_hidden_state", TOLERANCE);
            v.assertClose(output.poolerOutput(), "pooler_output", TOLERANCE);
            List<NDArray> states = output.hiddenStates();
            assertThat(states).hasSize(4);
            for (int i = 0; i < states.size(); i++) {
                v.assertClose(states.get(i), "hidden_states." + i, TOLERANCE);
            }
        });
    }

    @Test
    void clipSkipLeavesTheLastLayersOut() {
        Vectors.with(VECTORS, v -> {
            NDArray ids = v.get("input_ids");
            v.assertClose(model.encode(ids, 0, weights), "last_hidden_state", TOLERANCE);
            v.assertClose(model.encode(ids, 1, weights), "clip_skip_1.prompt_embeds", TOLERANCE);
            assertThatThrownBy(() -> model.encode(ids, 4, weights)).hasMessageContaining("0 to 3");
        });
    }

    @Test
    void shortTextsNeedNoPadding() {
        Vectors.with(
                VECTORS,
                v -> v.assertClose(
                        model.encode(v.get("short.input_ids"), 0, weights), "short.last_hidden_state", TOLERANCE));
    }

    @Test
    void maskedTokensAreNotRead() {
        Vectors.with(
                VECTORS,
                v -> v.assertClose(
                        model.forward(v.get("input_ids"), Optional.of(v.get("masked.attention_mask")), weights)
                                .lastHiddenState(),
                        "masked.last_hidden_state",
                        TOLERANCE));
    }

    @Test
    void normsHaveTheRightEpsilon() {
        CLIPTextModel tiny = model("sd-tiny-eps");
        try (Weights read =
                SafetensorsFile.read(Vectors.path("sd-tiny-eps/text_encoder/model.safetensors"), tiny.shapes())) {
            Vectors.with("vectors/sd-tiny-eps/outputs.safetensors", v -> {
                CLIPTextModel.Output output = tiny.forward(v.get("text.input_ids"), read);
                v.assertClose(output.lastHiddenState(), "text.last_hidden_state", 3e-6);
                v.assertClose(output.poolerOutput(), "text.pooler_output", 3e-6);
            });
        }
    }

    @Test
    void oldFilesCountPositionsInATensor() {
        CLIPTextModel old = model("sd-tiny-a-legacy");
        try (Weights read = Vectors.weights(
                "sd-tiny-a-legacy/text_encoder/model.safetensors", old.shapes(), CLIPTextModel::isIgnorable)) {
            Vectors.with(
                    "vectors/sd-tiny-a-legacy/outputs.safetensors",
                    v -> v.assertClose(old.encode(v.get("input_ids"), 0, read), "text.last_hidden_state", TOLERANCE));
        }
    }

    @Test
    void tooLongTextIsRefusedWithTheLimit() {
        Inference.run(scratch -> assertThatThrownBy(() -> model.encode(scratch.zeros(new Shape(1, 78)), 0, weights))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("78")
                .hasMessageContaining("77"));
    }

    @Test
    void gradientsPredictHowTheLossMoves() {
        CLIPTextModel tiny = model("sd-tiny-eps");
        try (Weights read = RandomWeights.of(tiny.shapes(), 5)) {
            Vectors.with("vectors/sd-tiny-eps/outputs.safetensors", v -> {
                NDArray ids = v.get("text.input_ids");
                Gradients.assertPredictLoss(
                        read, v.scratch(), p -> tiny.encode(ids, 0, p).pow(3).mean());
            });
        }
    }

    private static CLIPTextModel model(String folder) {
        return new CLIPTextModel(CLIPTextConfig.read(Vectors.path(folder + "/text_encoder/config.json")));
    }
}
