package io.vasari.gateway.studies;

import java.util.Locale;

/** Words and numbers as HTML. */
final class Html {
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Three digits that count, and no more. */
    static String number(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.3g", value);
    }

    private Html() {}
}
