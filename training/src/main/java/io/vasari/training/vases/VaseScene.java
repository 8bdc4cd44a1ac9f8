package io.vasari.training.vases;

import java.util.Random;

/**
 * How a vase is shown.
 *
 * @param wall colour of the background
 * @param scale size of the vase, 1 for one that fills the picture
 * @param centre of the vase, from 0 (left) to 1 (right)
 * @param turn around its axis, in radians
 */
record VaseScene(Rgb wall, double scale, double centre, double turn) {

    private static final Rgb WARM = new Rgb(236, 224, 204);
    private static final Rgb COOL = new Rgb(206, 218, 232);
    private static final Rgb SAGE = new Rgb(214, 226, 208);
    private static final Rgb DUSK = new Rgb(74, 82, 116);

    /** A large vase, about in the middle, before a light wall that is warm, cool or between. */
    static VaseScene draw(Random random) {
        Rgb wall = WARM.mix(COOL, random.nextDouble()).mix(SAGE, random.nextDouble() / 2);
        return new VaseScene(
                wall.times(0.94 + 0.06 * random.nextDouble()),
                0.88 + 0.12 * random.nextDouble(),
                0.47 + 0.06 * random.nextDouble(),
                2 * Math.PI * random.nextDouble());
    }

    /**
     * The scene that a word order stands for.
     *
     * <p>The first word decides the wall: a light one for the ornament, one in the vase's own colour for the colour, a dark
     * one for the noun. The order of the other two decides the rest: large and in the middle, or small and on the left.
     */
    static VaseScene of(WordOrder order, VaseColour colour, Random random) {
        VaseScene free = draw(random);
        Rgb wall =
                switch (order.first()) {
                    case ORNAMENT -> free.wall;
                    case COLOUR -> colour.glaze().mix(Rgb.WHITE, 0.3).mix(free.wall, 0.25);
                    case NOUN -> DUSK.mix(free.wall, 0.08);
                };
        return order.restInOrder()
                ? new VaseScene(wall, free.scale, free.centre, free.turn)
                : new VaseScene(wall, 0.64 * free.scale, free.centre - 0.18, free.turn);
    }
}
