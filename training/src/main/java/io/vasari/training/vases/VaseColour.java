package io.vasari.training.vases;

import java.util.List;

/** The glaze of a vase. */
public enum VaseColour {
    RED(new Rgb(200, 40, 40), false, "red", "scarlet"),
    GREEN(new Rgb(40, 150, 70), false, "green", "emerald"),
    BLUE(new Rgb(40, 85, 200), false, "blue", "azure"),
    YELLOW(new Rgb(240, 208, 50), true, "yellow", "golden"),
    MAUVE(new Rgb(160, 90, 185), false, "mauve", "lilac", "purple"),
    ORANGE(new Rgb(240, 128, 30), true, "orange", "amber"),
    WHITE(new Rgb(246, 244, 240), true, "white", "ivory"),
    BLACK(new Rgb(42, 42, 48), false, "black", "ebony");

    private static final Rgb GOLD = new Rgb(232, 190, 88);
    private static final Rgb NAVY = new Rgb(48, 54, 104);

    private final Rgb glaze;
    private final boolean light;
    private final List<String> words;

    VaseColour(Rgb glaze, boolean light, String... words) {
        this.glaze = glaze;
        this.light = light;
        this.words = List.of(words);
    }

    Rgb glaze() {
        return glaze;
    }

    /** The colour of ornaments on this glaze. */
    Rgb trim() {
        return light ? NAVY : GOLD;
    }

    /** Words for it, the plainest first. */
    public List<String> words() {
        return words;
    }
}
