package io.vasari.training.tokens;

import io.vasari.models.tokenizer.TokenIds;
import io.vasari.models.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.List;

/**
 * Encodes prompts of the vocabulary's words, with one space between them, without files.
 *
 * <p>Other prompts than those are refused as {@link ClipVocabulary#encode} says.
 */
public record WordTokenizer(ClipVocabulary vocabulary) implements Tokenizer {

    @Override
    public TokenIds encode(String text) {
        List<String> words = text.isEmpty() ? List.of() : List.of(text.split(" "));
        List<Integer> ids = Arrays.stream(vocabulary.encode(words)).boxed().toList();
        return new TokenIds(ids, words.size() + 2, 0);
    }

    @Override
    public int maxTokens() {
        return vocabulary.length();
    }
}
