package io.vasari.training.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.models.tokenizer.Tokenizer;
import io.vasari.models.tokenizer.Tokenizers;
import io.vasari.training.vases.CaptionOrder;
import io.vasari.training.vases.VaseSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaseTokenizerTest {

    @TempDir
    Path folder;

    @Test
    void readersOfThePackageSeeTheTokensOfTheTraining() throws IOException {
        VasePackage.writeTokenizer(folder);
        var vases = new VaseSet(CaptionOrder.FREE, 200, VaseConfigs.SIDE, 1);
        var random = new Random(1);
        try (Tokenizer tokenizer = Tokenizers.load(folder, OptionalInt.of(VaseConfigs.VOCABULARY.length()))) {
            assertThat(tokenizer.encode("").ids()).containsExactlyElementsOf(ids(List.of()));
            for (int i = 0; i < 2_000; i++) {
                List<String> caption = vases.caption(i % 200, random);
                assertThat(tokenizer.encode(String.join(" ", caption)).ids()).containsExactlyElementsOf(ids(caption));
                assertThat(tokenizer
                                .encode(String.join(" ", caption).replace(" ,", ","))
                                .ids())
                        .containsExactlyElementsOf(ids(caption));
            }
            assertThat(tokenizer.encode("jug").ids().get(1)).isNotEqualTo(VaseConfigs.VOCABULARY.endId());
        }
    }

    private static List<Integer> ids(List<String> words) {
        return java.util.Arrays.stream(VaseConfigs.VOCABULARY.encode(words))
                .boxed()
                .toList();
    }
}
