package io.vasari.training.vases;

import java.util.List;

/** What is painted on a vase. */
public enum VaseOrnament {
    NONE(List.of("simple", "plain"), List.of()),
    STRIPES(List.of("ornate", "decorated", "striped"), List.of("ornaments", "stripes")),
    ZIGZAGS(List.of("ornate", "decorated", "zigzag"), List.of("ornaments", "zigzags")),
    FLUTES(List.of("ornate", "decorated", "fluted"), List.of("ornaments", "flutes"));

    private static final double QUARTER_TURN = Math.PI / 2;
    private static final double FLUTE = Math.PI / 4;
    private static final double ZIGZAG = Math.PI / 3;

    private final List<String> adjectives;
    private final List<String> nouns;

    VaseOrnament(List<String> adjectives, List<String> nouns) {
        this.adjectives = adjectives;
        this.nouns = nouns;
    }

    /** Words that stand beside a noun, such as "ornate"; the last is this ornament's own. */
    public List<String> adjectives() {
        return adjectives;
    }

    /** Words that follow "with", such as "stripes", its own last; none for a plain vase. */
    public List<String> nouns() {
        return nouns;
    }

    /**
     * Whether the trim covers a point of the surface.
     *
     * @param angle around the axis, in radians, already turned
     * @param belly height on the body, from 0 at its top to 1 at its bottom; beyond it there are no ornaments
     */
    boolean covers(double angle, double belly) {
        if (belly < 0 || belly > 1) {
            return false;
        }
        return switch (this) {
            case NONE -> false;
            case STRIPES -> belly * 5 % 2 < 1;
            case ZIGZAGS -> Math.abs(belly - 0.26 - 0.48 * wave(angle, ZIGZAG)) < 0.15;
            case FLUTES -> Math.floorMod((long) Math.floor((angle + 4 * QUARTER_TURN) / FLUTE * 2), 2) == 0;
        };
    }

    /** Up from 0 to 1 and down again within each period. */
    private static double wave(double angle, double period) {
        double phase = angle / period - Math.floor(angle / period);
        return phase < 0.5 ? 2 * phase : 2 - 2 * phase;
    }
}
