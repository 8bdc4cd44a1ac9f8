package io.vasari.models.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.models.ConfigFile;
import io.vasari.models.DiffusersVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both tokenizers against the ids of the two reference implementations. */
class TokenizerVectorsTest {

    @ParameterizedTest
    @CsvSource({"sd-tiny-a, sd-tiny-a/tokenizer", "clip-tiny, clip-tiny"})
    void clipTokenizerGivesTheIdsOfTheReference(String vectors, String folder) {
        JsonNode expected = ConfigFile.read(DiffusersVectors.path("vectors/" + vectors + "/tokenizer.json"));
        ClipTokenizer tokenizer = ClipTokenizer.load(DiffusersVectors.path(folder), OptionalInt.empty());
        assertThat(tokenizer.maxTokens())
                .isEqualTo(expected.get("model_max_length").asInt());
        assertThat(expected.get("cases")).hasSize(31);
        for (JsonNode known : expected.get("cases")) {
            String text = known.get("text").asText();
            TokenIds ids = tokenizer.encode(text);
            assertThat(ids.ids()).as(text).isEqualTo(integers(known.get("input_ids")));
            assertThat(longs(ids.attentionMask())).as(text).isEqualTo(integers(known.get("attention_mask")));
            int unlimited = known.get("ids_no_padding").size();
            assertThat(ids.length() + ids.droppedTokens()).as(text).isEqualTo(unlimited);
            assertThat(ids.truncated()).as(text).isEqualTo(unlimited > tokenizer.maxTokens());
        }
    }

    @ParameterizedTest
    @CsvSource({"sd-tiny-a, sd-tiny-a/tokenizer", "clip-tiny, clip-tiny"})
    void jsonTokenizerGivesTheIdsOfTheNativeReference(String vectors, String folder) {
        JsonNode expected = ConfigFile.read(DiffusersVectors.path("vectors/" + vectors + "/tokenizer.json"));
        try (JsonTokenizer tokenizer = JsonTokenizer.load(DiffusersVectors.path(folder), OptionalInt.empty())) {
            for (JsonNode known : expected.get("cases")) {
                String text = known.get("text").asText();
                List<Integer> unlimited = integers(known.get("rust_ids_no_padding"));
                int max = tokenizer.maxTokens();
                List<Integer> content = unlimited.subList(1, unlimited.size() - 1);
                TokenIds ids = tokenizer.encode(text);
                assertThat(ids)
                        .as(text)
                        .isEqualTo(TokenIds.of(
                                unlimited.get(0),
                                content,
                                expected.get("eos_token_id").asInt(),
                                expected.get("pad_token_id").asInt(),
                                max));
                if (known.get("rust_equals_slow").asBoolean()) {
                    assertThat(ids.ids()).as(text).isEqualTo(integers(known.get("input_ids")));
                }
            }
        }
    }

    private static List<Integer> integers(JsonNode list) {
        List<Integer> values = new ArrayList<>();
        list.forEach(value -> values.add(value.asInt()));
        return values;
    }

    private static List<Integer> longs(long[] values) {
        List<Integer> result = new ArrayList<>();
        for (long value : values) {
            result.add((int) value);
        }
        return result;
    }
}
