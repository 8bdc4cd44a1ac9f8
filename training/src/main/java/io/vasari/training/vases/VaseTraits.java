package io.vasari.training.vases;

import java.util.Random;

/** What a caption can say of a vase. */
public record VaseTraits(VaseColour colour, VaseKind kind, VaseOrnament ornament) {

    /** Any colour, any kind; two in five are plain. */
    static VaseTraits draw(Random random) {
        VaseColour[] colours = VaseColour.values();
        VaseKind[] kinds = VaseKind.values();
        VaseOrnament[] ornaments = VaseOrnament.values();
        return new VaseTraits(
                colours[random.nextInt(colours.length)],
                kinds[random.nextInt(kinds.length)],
                random.nextInt(5) < 2 ? VaseOrnament.NONE : ornaments[1 + random.nextInt(ornaments.length - 1)]);
    }

    public boolean ornate() {
        return ornament != VaseOrnament.NONE;
    }
}
