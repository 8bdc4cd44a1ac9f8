package io.vasari.models.clip;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
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

class TextVariantsTest {

    private static final double TOLERANCE = 2e-5;
    private static final long[] IDS = {18, 3, 7, 19, 19, 19, 0, 18, 5, 19, 2, 4, 2, 19};
    private static final long[] MASK = {1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 0, 1};

    @TempDir
    Path folder;

    static Stream<Named<JsonNode>> variants() {
        return Variants.of("texts.json");
    }

    @ParameterizedTest
    @MethodSource("variants")
    void textEncodersAreTheOriginals(JsonNode variant) {
        CLIPTextModel model = new CLIPTextModel(CLIPTextConfig.read(Variants.configFile(variant, folder)));
        assertThat(model.shapes()).hasSize(variant.path("tensors").asInt());
        try (Weights weights = HashedNumbers.weights(model.shapes())) {
            Inference.run(scratch -> {
                NDArray ids = scratch.create(IDS, new Shape(2, 7));
                NDArray mask = scratch.create(MASK, new Shape(2, 7));
                CLIPTextModel.Output all = model.forward(ids, Optional.empty(), weights);
                Variants.assertClose(all.lastHiddenState(), variant.path("last"), TOLERANCE);
                Variants.assertClose(all.poolerOutput(), variant.path("pooled"), TOLERANCE);
                CLIPTextModel.Output masked = model.forward(ids, Optional.of(mask), weights);
                Variants.assertClose(masked.poolerOutput(), variant.path("maskedPooled"), TOLERANCE);
            });
        }
    }
}
