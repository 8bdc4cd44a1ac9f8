package io.vasari.gateway.studies;

import java.awt.Color;
import java.util.Arrays;

/**
 * Colours of distances: white for none, dark for the largest.
 *
 * @param most above 0
 */
record HeatScale(double most) {
    private static final Color NONE = new Color(0xFB, 0xF7, 0xF0);
    private static final Color SOME = new Color(0xE8, 0x8B, 0x3A);
    private static final Color MOST = new Color(0x7A, 0x10, 0x1F);

    /**
     * @param matrix a row and a column for each variant
     * @param least the scale reaches at least to it, so that small distances look small
     */
    static HeatScale of(float[][] matrix, double least) {
        double largest = Arrays.stream(matrix)
                .flatMapToDouble(row -> {
                    var wide = new double[row.length];
                    Arrays.setAll(wide, i -> row[i]);
                    return Arrays.stream(wide);
                })
                .max()
                .orElse(0);
        return new HeatScale(Math.max(Math.max(largest, least), Double.MIN_NORMAL));
    }

    Color colour(double distance) {
        double share = Math.max(0, Math.min(1, distance / most));
        return share < 0.5 ? mixed(NONE, SOME, 2 * share) : mixed(SOME, MOST, 2 * share - 1);
    }

    /** Of words on that colour. */
    Color ink(double distance) {
        return distance / most > 0.6 ? Color.WHITE : Color.BLACK;
    }

    static String hex(Color colour) {
        return "#%06x".formatted(colour.getRGB() & 0xFFFFFF);
    }

    private static Color mixed(Color a, Color b, double share) {
        return new Color(
                (int) Math.round(a.getRed() + share * (b.getRed() - a.getRed())),
                (int) Math.round(a.getGreen() + share * (b.getGreen() - a.getGreen())),
                (int) Math.round(a.getBlue() + share * (b.getBlue() - a.getBlue())));
    }
}
