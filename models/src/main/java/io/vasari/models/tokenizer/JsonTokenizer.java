package io.vasari.models.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.models.ConfigFile;
import io.vasari.models.ModelLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Any tokenizer that a {@code tokenizer.json} describes and that puts one token before and one behind a text, run by the
 * native library of Hugging Face. For CLIP it differs from {@link ClipTokenizer} on control, replacement and some Chinese
 * characters, as the two reference implementations do.
 */
public final class JsonTokenizer implements Tokenizer {

    private static final Map<String, String> AS_IT_IS =
            Map.of("padding", "false", "truncation", "false", "addSpecialTokens", "true");

    private final HuggingFaceTokenizer tokenizer;
    private final int padding;
    private final int maxTokens;

    private JsonTokenizer(HuggingFaceTokenizer tokenizer, int padding, int maxTokens) {
        this.tokenizer = tokenizer;
        this.padding = padding;
        this.maxTokens = maxTokens;
    }

    /**
     * Reads a tokenizer's folder.
     *
     * @param positions how many ids the text encoder reads at most, where its config is known
     * @throws ModelLoadException if {@code tokenizer.json} is missing or broken, the padding has no id, no length is stated,
     *     or texts are not enclosed in two tokens
     */
    public static JsonTokenizer load(Path folder, OptionalInt positions) {
        Path file = folder.resolve("tokenizer.json");
        SpecialTokens special = SpecialTokens.read(folder);
        int maxTokens = special.maxTokens(folder, positions);
        int padding = paddingId(file, ConfigFile.read(file), special);
        HuggingFaceTokenizer tokenizer;
        try (var in = Files.newInputStream(file)) {
            tokenizer = HuggingFaceTokenizer.newInstance(in, AS_IT_IS);
        } catch (IOException | RuntimeException e) {
            throw new ModelLoadException(file + " describes no tokenizer: " + e.getMessage(), e);
        }
        int enclosing = tokenizer.encode("").getIds().length;
        if (enclosing != 2) {
            tokenizer.close();
            throw new ModelLoadException(
                    file + " encloses texts in " + enclosing + " tokens, expected 2: one before and one behind");
        }
        return new JsonTokenizer(tokenizer, padding, maxTokens);
    }

    @Override
    public TokenIds encode(String text) {
        List<Integer> ids = Arrays.stream(tokenizer.encode(text).getIds())
                .mapToObj(Math::toIntExact)
                .toList();
        int last = ids.size() - 1;
        return TokenIds.of(ids.get(0), ids.subList(1, last), ids.get(last), padding, maxTokens);
    }

    @Override
    public int maxTokens() {
        return maxTokens;
    }

    @Override
    public void close() {
        tokenizer.close();
    }

    private static int paddingId(Path file, JsonNode json, SpecialTokens special) {
        for (JsonNode token : json.path("added_tokens")) {
            if (token.path("content").asText().equals(special.padding())) {
                return SpecialTokens.id(file, special.padding(), token.path("id"));
            }
        }
        JsonNode id = json.path("model").path("vocab").path(special.padding());
        if (id.isMissingNode()) {
            throw new ModelLoadException(file + " lacks the padding token " + special.padding());
        }
        return SpecialTokens.id(file, special.padding(), id);
    }
}
