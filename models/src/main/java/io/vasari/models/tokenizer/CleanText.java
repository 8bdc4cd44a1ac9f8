package io.vasari.models.tokenizer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Text cleaning before CLIP's pattern: control characters go, Chinese characters stand alone, the rest is composed (NFC) and
 * lower-cased word by word. As BERT's basic tokenizer without its splitting of punctuation and stripping of accents, which is
 * what CLIP's tokenizer uses where no text-repairing library is installed.
 */
final class CleanText {

    private CleanText() {}

    /** The text's words, which hold no white space. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : split(Normalizer.normalize(spaced(text), Normalizer.Form.NFC))) {
            words.addAll(split(word.toLowerCase(Locale.ROOT)));
        }
        return words;
    }

    private static String spaced(String text) {
        StringBuilder kept = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            if (Character.getType(character) == Character.SPACE_SEPARATOR
                    || character == '\t'
                    || character == '\n'
                    || character == '\r') {
                kept.append(' ');
            } else if (isChinese(character)) {
                kept.append(' ').appendCodePoint(character).append(' ');
            } else if (character != 0xFFFD && !isControl(character)) {
                kept.appendCodePoint(character);
            }
        });
        return kept.toString();
    }

    private static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (!Character.isSpaceChar(character)) {
                word.appendCodePoint(character);
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        });
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    /**
     * Every category that begins with C: control, format, surrogate, private use, unassigned. Unassigned code points of the
     * pictograph blocks stay: they are emoji younger than this runtime's Unicode.
     */
    private static boolean isControl(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE -> true;
            case Character.UNASSIGNED -> character < 0x1F000 || character > 0x1FAFF;
            default -> false;
        };
    }

    private static boolean isChinese(int character) {
        return within(character, 0x4E00, 0x9FFF)
                || within(character, 0x3400, 0x4DBF)
                || within(character, 0x20000, 0x2A6DF)
                || within(character, 0x2A700, 0x2B73F)
                || within(character, 0x2B740, 0x2B81F)
                || within(character, 0x2B820, 0x2CEAF)
                || within(character, 0xF900, 0xFAFF)
                || within(character, 0x2F800, 0x2FA1F);
    }

    private static boolean within(int character, int first, int last) {
        return character >= first && character <= last;
    }
}
