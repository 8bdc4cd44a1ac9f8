package io.vasari.models.tokenizer;

import io.vasari.models.ModelLoadException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Byte pair encoding of single words: as long as two neighbours are a known pair, all occurrences of the pair that was learnt
 * first become one symbol. Each byte of UTF-8 starts as one printable character; the last carries {@code </w>}. From
 * Sennrich, Haddow and Birch, "Neural Machine Translation of Rare Words with Subword Units", and GPT-2's byte alphabet.
 */
final class BytePairs {

    private static final String WORD_END = "</w>";

    /** Byte alphabet and their ends of words, start and end of text: what CLIP's vocabulary of 49408 has beside merges. */
    private static final int MOST_MERGES = 49152 - 256 - 2;

    private static final String[] ALPHABET = alphabet();

    private final Map<String, Integer> rankByPair;

    private BytePairs(Map<String, Integer> rankByPair) {
        this.rankByPair = rankByPair;
    }

    /**
     * Reads {@code merges.txt}: a line that is skipped, then a pair per line, learnt first to last.
     *
     * @throws ModelLoadException if it is missing, not UTF-8, or a line is no pair
     */
    static BytePairs read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ModelLoadException("no " + file.getFileName() + " at " + file);
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new ModelLoadException(file + " is not readable UTF-8: " + e.getMessage(), e);
        }
        Map<String, Integer> ranks = new HashMap<>();
        for (int line = 1; line < lines.size() && line <= MOST_MERGES; line++) {
            String pair = lines.get(line).strip();
            if (!pair.isEmpty() && !pair.matches("\\S+ \\S+")) {
                throw new ModelLoadException(file + " line " + (line + 1) + " is no pair of symbols: " + pair);
            }
            ranks.put(pair, line);
        }
        return new BytePairs(ranks);
    }

    /** The symbols of a word, which must not be empty. */
    List<String> symbols(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        String[] symbols = new String[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            symbols[i] = ALPHABET[Byte.toUnsignedInt(bytes[i])];
        }
        symbols[bytes.length - 1] += WORD_END;
        return new Chain(symbols).merged();
    }

    /** A word under way: symbols in a list where each knows its neighbours, and the pairs that wait, lowest rank first. */
    private final class Chain {
        private static final String GONE = "";

        private final String[] symbols;
        private final int[] next;
        private final int[] previous;
        private final PriorityQueue<Pair> waiting = new PriorityQueue<>();

        Chain(String[] symbols) {
            this.symbols = symbols;
            this.next = new int[symbols.length];
            this.previous = new int[symbols.length];
            for (int i = 0; i < symbols.length; i++) {
                next[i] = i + 1;
                previous[i] = i - 1;
            }
        }

        List<String> merged() {
            for (int at = 0; at < symbols.length; at++) {
                consider(at);
            }
            while (!waiting.isEmpty()) {
                mergeAll(waiting.peek().rank());
            }
            List<String> left = new ArrayList<>();
            for (int at = 0; at < symbols.length; at = next[at]) {
                left.add(symbols[at]);
            }
            return left;
        }

        /** Pairs that this makes wait for the next round even if their rank is lower. */
        private void mergeAll(int rank) {
            List<Integer> places = new ArrayList<>();
            while (!waiting.isEmpty() && waiting.peek().rank() == rank) {
                places.add(waiting.poll().at());
            }
            List<Integer> made = new ArrayList<>();
            for (int at : places) {
                if (rankAt(at) == rank) {
                    int second = next[at];
                    symbols[at] += symbols[second];
                    symbols[second] = GONE;
                    next[at] = next[second];
                    if (next[at] < symbols.length) {
                        previous[next[at]] = at;
                    }
                    made.add(at);
                }
            }
            for (int at : made) {
                consider(previous[at]);
                consider(at);
            }
        }

        private void consider(int at) {
            int rank = rankAt(at);
            if (rank < Integer.MAX_VALUE) {
                waiting.add(new Pair(rank, at));
            }
        }

        private int rankAt(int at) {
            if (at < 0 || next[at] >= symbols.length || symbols[at].equals(GONE)) {
                return Integer.MAX_VALUE;
            }
            return rankByPair.getOrDefault(symbols[at] + " " + symbols[next[at]], Integer.MAX_VALUE);
        }
    }

    private record Pair(int rank, int at) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            return rank != other.rank ? Integer.compare(rank, other.rank) : Integer.compare(at, other.at);
        }
    }

    /** Printable Latin-1 stands for itself; the other bytes, in order, for the characters from 256 on. */
    private static String[] alphabet() {
        String[] alphabet = new String[256];
        int free = 256;
        for (int value = 0; value < 256; value++) {
            boolean printable = value >= '!' && value <= '~' || value >= 0xA1 && value <= 0xAC || value >= 0xAE;
            alphabet[value] = Character.toString(printable ? value : free++);
        }
        return alphabet;
    }
}
