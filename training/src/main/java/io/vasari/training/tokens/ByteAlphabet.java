package io.vasari.training.tokens;

import java.util.ArrayList;
import java.util.List;

/**
 * The 256 printable characters that stand for bytes in byte-level byte-pair encoding (A. Radford et al., "Language models are
 * unsupervised multitask learners", 2019).
 *
 * <p>Printable Latin-1 characters stand for themselves; the other bytes follow, in order, from U+0100 on.
 */
final class ByteAlphabet {

    private ByteAlphabet() {}

    /** The characters in the order of CLIP's vocabulary. */
    static List<String> symbols() {
        List<String> symbols = new ArrayList<>();
        for (int b = 0; b < 256; b++) {
            if (isPrintable(b)) {
                symbols.add(String.valueOf((char) b));
            }
        }
        int others = 256 - symbols.size();
        for (int i = 0; i < others; i++) {
            symbols.add(String.valueOf((char) (256 + i)));
        }
        return symbols;
    }

    private static boolean isPrintable(int b) {
        return b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE;
    }
}
