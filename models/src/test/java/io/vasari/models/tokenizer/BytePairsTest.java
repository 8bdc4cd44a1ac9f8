package io.vasari.models.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BytePairsTest {

    @TempDir
    Path folder;

    /** The definition, as plain as it can be written: find the best pair, merge it everywhere, start again. */
    private static List<String> byDefinition(String word, List<String> merges) {
        List<String> symbols =
                new ArrayList<>(word.chars().mapToObj(Character::toString).toList());
        symbols.set(symbols.size() - 1, symbols.get(symbols.size() - 1) + "</w>");
        while (true) {
            int best = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < symbols.size(); i++) {
                int rank = merges.lastIndexOf(symbols.get(i) + " " + symbols.get(i + 1));
                best = rank >= 0 ? Math.min(best, rank) : best;
            }
            if (best == Integer.MAX_VALUE) {
                return symbols;
            }
            List<String> merged = new ArrayList<>();
            for (int i = 0; i < symbols.size(); i++) {
                boolean pair =
                        i + 1 < symbols.size() && merges.get(best).equals(symbols.get(i) + " " + symbols.get(i + 1));
                merged.add(pair ? symbols.get(i) + symbols.get(++i) : symbols.get(i));
            }
            symbols = merged;
        }
    }

    @Test
    void randomMergesInAnyOrderAgreeWithTheDefinition() throws IOException {
        Random random = new Random(7);
        String[] parts = {"a", "b", "aa", "ab", "ba", "aab", "a</w>", "b</w>", "ab</w>", "aba"};
        int merged = 0;
        for (int round = 0; round < 300; round++) {
            List<String> merges = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                merges.add(parts[random.nextInt(parts.length)] + " " + parts[random.nextInt(parts.length)]);
            }
            BytePairs pairs = BytePairs.read(Files.writeString(
                    folder.resolve("merges.txt"), "#version: 0.2\n" + String.join("\n", merges) + "\n"));
            String word = random.ints(1 + random.nextInt(20), 'a', 'c')
                    .mapToObj(Character::toString)
                    .reduce("", String::concat);
            assertThat(pairs.symbols(word)).as("%s %s", word, merges).isEqualTo(byDefinition(word, merges));
            merged += word.length() - pairs.symbols(word).size();
        }
        assertThat(merged).isGreaterThan(300);
    }

    @Test
    @Timeout(20)
    void aWordOfAMillionLettersTakesNoQuadraticTime() throws IOException {
        BytePairs pairs = BytePairs.read(Files.writeString(folder.resolve("merges.txt"), "#\na b\nab a\nb b\naba b\n"));
        StringBuilder word = new StringBuilder();
        new Random(1).ints(1_000_000, 'a', 'c').forEach(letter -> word.append((char) letter));
        assertThat(String.join("", pairs.symbols(word.toString()))).isEqualTo(word + "</w>");
    }
}
