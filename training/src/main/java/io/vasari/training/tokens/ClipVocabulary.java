package io.vasari.training.tokens;

import io.vasari.training.cards.PackageWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A vocabulary for CLIP's tokenizer in which each given word is one token.
 *
 * <p>Ids stand as in CLIP: 256 bytes, 256 bytes that end a word, the results of the merges, the token of the start, the token of the
 * end. Other words become several tokens; nothing is unknown. Immutable.
 */
public final class ClipVocabulary {

    private static final String START = "<|startoftext|>";
    private static final String STOP = "<|endoftext|>";

    private final List<PairMerges.Pair> merges;
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final int length;

    /**
     * Makes a vocabulary.
     *
     * @param words of ASCII letters in lower case
     * @param length tokens of a prompt, with start and end
     */
    public ClipVocabulary(Collection<String> words, int length) {
        this.merges = PairMerges.learn(words);
        this.length = length;
        List<String> alphabet = ByteAlphabet.symbols();
        alphabet.forEach(this::add);
        alphabet.forEach(symbol -> add(symbol + PairMerges.END));
        merges.forEach(pair -> add(pair.joined()));
        add(START);
        add(STOP);
    }

    private void add(String token) {
        ids.put(token, ids.size());
    }

    /** Number of tokens. */
    public int size() {
        return ids.size();
    }

    /** Tokens of a prompt, with start and end. */
    public int length() {
        return length;
    }

    public int startId() {
        return ids.get(START);
    }

    /** The token that ends a prompt and fills it up. */
    public int endId() {
        return ids.get(STOP);
    }

    /** All tokens and their ids, which count from 0 in the map's order. */
    public Map<String, Integer> ids() {
        return Collections.unmodifiableMap(ids);
    }

    /** The merges, the first to apply first, as "left right". */
    public List<String> merges() {
        return merges.stream().map(PairMerges.Pair::toString).toList();
    }

    /**
     * The ids of a prompt: start, words, end, then ends up to {@link #length}.
     *
     * @param words of the vocabulary, or single characters
     * @throws IllegalArgumentException if a word is not in the vocabulary, or there are more than {@link #length} minus two
     */
    public int[] encode(List<String> words) {
        if (words.size() > length - 2) {
            throw new IllegalArgumentException(words + " has " + words.size() + " words, the limit is " + (length - 2));
        }
        int[] row = new int[length];
        Arrays.fill(row, endId());
        row[0] = startId();
        for (int i = 0; i < words.size(); i++) {
            Integer id = ids.get(words.get(i) + PairMerges.END);
            if (id == null) {
                throw new IllegalArgumentException("'" + words.get(i) + "' is not one token of the vocabulary");
            }
            row[i + 1] = id;
        }
        return row;
    }

    /** Writes the files of a CLIPTokenizer into a folder. */
    public void write(Path folder) throws IOException {
        PackageWriter.json(folder.resolve("vocab.json"), ids());
        writeMerges(folder.resolve("merges.txt"));
        PackageWriter.json(folder.resolve("tokenizer_config.json"), tokenizerConfig());
        PackageWriter.json(folder.resolve("special_tokens_map.json"), specialTokens());
    }

    /** Writes {@code merges.txt}. */
    public void writeMerges(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of("#version: 0.2"));
        lines.addAll(merges());
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    /** {@code tokenizer_config.json}. */
    public Map<String, Object> tokenizerConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("tokenizer_class", "CLIPTokenizer");
        config.put("model_max_length", length);
        config.put("do_lower_case", true);
        config.put("add_prefix_space", false);
        config.put("errors", "replace");
        config.putAll(specialTokens());
        return config;
    }

    /** {@code special_tokens_map.json}. */
    public Map<String, Object> specialTokens() {
        Map<String, Object> tokens = new LinkedHashMap<>();
        tokens.put("bos_token", START);
        tokens.put("eos_token", STOP);
        tokens.put("unk_token", STOP);
        tokens.put("pad_token", STOP);
        return tokens;
    }
}
