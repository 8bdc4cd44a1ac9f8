package io.vasari.training.tokens;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Learns the merges of byte-pair encoding that make one symbol of every given word (R. Sennrich, B. Haddow, A. Birch, "Neural
 * machine translation of rare words with subword units", 2016, algorithm 1, run to its end).
 */
final class PairMerges {

    /** Marks the last character of a word. */
    static final String END = "</w>";

    private final List<List<String>> words = new ArrayList<>();
    private final List<Pair> merges = new ArrayList<>();

    private PairMerges(Collection<String> vocabulary) {
        for (String word : vocabulary) {
            List<String> symbols = new ArrayList<>();
            for (int i = 0; i < word.length(); i++) {
                symbols.add(word.charAt(i) + (i == word.length() - 1 ? END : ""));
            }
            words.add(symbols);
        }
    }

    /**
     * The merges, the first to apply first: the most frequent pair each time, and of equals the first in the alphabet.
     *
     * @param vocabulary words of ASCII letters
     */
    static List<Pair> learn(Collection<String> vocabulary) {
        var learning = new PairMerges(vocabulary);
        Map<Pair, Integer> counts = learning.counts();
        while (!counts.isEmpty()) {
            learning.merge(counts.entrySet().stream()
                    .max(Map.Entry.<Pair, Integer>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                    .orElseThrow()
                    .getKey());
            counts = learning.counts();
        }
        return learning.merges;
    }

    private Map<Pair, Integer> counts() {
        Map<Pair, Integer> counts = new LinkedHashMap<>();
        for (List<String> word : words) {
            for (int i = 0; i + 1 < word.size(); i++) {
                counts.merge(new Pair(word.get(i), word.get(i + 1)), 1, Integer::sum);
            }
        }
        return counts;
    }

    private void merge(Pair pair) {
        merges.add(pair);
        for (List<String> word : words) {
            for (int i = 0; i + 1 < word.size(); i++) {
                if (word.get(i).equals(pair.left) && word.get(i + 1).equals(pair.right)) {
                    word.set(i, pair.joined());
                    word.remove(i + 1);
                }
            }
        }
    }

    /** Two neighbouring symbols. */
    record Pair(String left, String right) implements Comparable<Pair> {
        String joined() {
            return left + right;
        }

        @Override
        public int compareTo(Pair other) {
            int byLeft = left.compareTo(other.left);
            return byLeft != 0 ? byLeft : right.compareTo(other.right);
        }

        @Override
        public String toString() {
            return left + " " + right;
        }
    }
}
