package io.vasari.cli.dashboards;

import java.util.Locale;

/** Writes numbers as Grafana does, roughly. */
final class UnitFormat {
    private static final String[] THOUSANDS = {"", " K", " Mil", " Bil"};
    private static final String[] BYTES = {" B", " KiB", " MiB", " GiB", " TiB"};

    static String of(double value, String unit) {
        return switch (unit) {
            case "percentunit" -> digits(100 * value) + " %";
            case "s" -> seconds(value);
            case "bytes" -> scaled(value, 1024, BYTES);
            case "cps" -> scaled(value, 1000, THOUSANDS) + " c/s";
            case "ops" -> scaled(value, 1000, THOUSANDS) + " ops/s";
            case "reqps" -> scaled(value, 1000, THOUSANDS) + " req/s";
            case "short" -> scaled(value, 1000, THOUSANDS);
            default -> digits(value);
        };
    }

    private static String seconds(double value) {
        double size = Math.abs(value);
        if (size != 0 && size < 0.001) {
            return digits(1e6 * value) + " µs";
        }
        return size != 0 && size < 1 ? digits(1e3 * value) + " ms" : digits(value) + " s";
    }

    private static String scaled(double value, int step, String[] names) {
        int power = 0;
        double rest = value;
        while (Math.abs(rest) >= step && power < names.length - 1) {
            rest /= step;
            power++;
        }
        return digits(rest) + names[power];
    }

    /** Three of them, without zeros at the end. */
    private static String digits(double value) {
        if (value == 0) {
            return "0";
        }
        int before = (int) Math.floor(Math.log10(Math.abs(value))) + 1;
        String text = String.format(Locale.ROOT, "%." + Math.min(4, Math.max(0, 3 - before)) + "f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    private UnitFormat() {}
}
