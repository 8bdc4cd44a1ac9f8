package io.vasari.models.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.models.ConfigFile;
import io.vasari.models.ModelLoadException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * CLIP's tokenizer, from {@code vocab.json} and {@code merges.txt}: byte-level pairs within words. Gives the ids of the
 * reference implementation in Python where no text-repairing library is installed.
 */
public final class ClipTokenizer implements Tokenizer {

    private static final Pattern WORD = Pattern.compile(
            "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Whole words of the pattern that are never cut into pairs. */
    private static final List<String> WHOLE = List.of("<|startoftext|>", "<|endoftext|>");

    private final BytePairs pairs;
    private final Map<String, Integer> vocabulary;
    private final Map<String, Integer> verbatim;
    private final Pattern verbatimPattern;
    private final int start;
    private final int end;
    private final int unknown;
    private final int padding;
    private final int maxTokens;

    private ClipTokenizer(Path vocabularyFile, BytePairs pairs, SpecialTokens special, int maxTokens) {
        this.pairs = pairs;
        this.maxTokens = maxTokens;
        this.vocabulary = vocabulary(vocabularyFile);
        this.verbatim = new LinkedHashMap<>(special.added());
        for (String token : List.of(special.start(), special.end(), special.unknown(), special.padding())) {
            Integer id = verbatim.getOrDefault(token, vocabulary.get(token));
            if (id == null) {
                throw new ModelLoadException(vocabularyFile + " lacks the special token " + token);
            }
            verbatim.put(token, id);
        }
        this.verbatimPattern = Pattern.compile(verbatim.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
        this.start = verbatim.get(special.start());
        this.end = verbatim.get(special.end());
        this.unknown = verbatim.get(special.unknown());
        this.padding = verbatim.get(special.padding());
    }

    /**
     * Reads a tokenizer's folder.
     *
     * @param positions how many ids the text encoder reads at most, where its config is known
     * @throws ModelLoadException if {@code vocab.json} or {@code merges.txt} is missing or broken, special tokens have no id,
     *     or no length is stated
     */
    public static ClipTokenizer load(Path folder, OptionalInt positions) {
        SpecialTokens special = SpecialTokens.read(folder);
        return new ClipTokenizer(
                folder.resolve("vocab.json"),
                BytePairs.read(folder.resolve("merges.txt")),
                special,
                special.maxTokens(folder, positions));
    }

    @Override
    public TokenIds encode(String text) {
        List<Integer> content = new ArrayList<>();
        Matcher token = verbatimPattern.matcher(text);
        int at = 0;
        while (token.find()) {
            addWords(text.substring(at, token.start()), content);
            content.add(verbatim.get(token.group()));
            at = token.end();
        }
        addWords(text.substring(at), content);
        return TokenIds.of(start, content, end, padding, maxTokens);
    }

    @Override
    public int maxTokens() {
        return maxTokens;
    }

    private void addWords(String text, List<Integer> content) {
        Matcher word = WORD.matcher(String.join(" ", CleanText.words(text)));
        while (word.find()) {
            List<String> symbols = WHOLE.contains(word.group()) ? List.of(word.group()) : pairs.symbols(word.group());
            for (String symbol : symbols) {
                content.add(verbatim.getOrDefault(symbol, vocabulary.getOrDefault(symbol, unknown)));
            }
        }
    }

    private static Map<String, Integer> vocabulary(Path file) {
        JsonNode json = ConfigFile.read(file);
        Map<String, Integer> ids = new HashMap<>();
        json.fields()
                .forEachRemaining(
                        field -> ids.put(field.getKey(), SpecialTokens.id(file, field.getKey(), field.getValue())));
        return ids;
    }
}
