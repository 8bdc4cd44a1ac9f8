package io.vasari.training.vases;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Pictures of vases with captions, as a pure function of a seed.
 *
 * <p>The pictures are painted once; a picture gets a new wording each time it is asked for one.
 */
public final class VaseSet {

    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final CaptionOrder captions;
    private final int side;
    private final VaseTraits[] traits;
    private final WordOrder[] orders;
    private final byte[][] pixels;

    /**
     * Paints a set.
     *
     * @param captions whether word order matters
     * @param size number of pictures
     * @param side width and height in pixels, 128 or a divisor of it
     */
    public VaseSet(CaptionOrder captions, int size, int side, long seed) {
        this.captions = captions;
        this.side = side;
        this.traits = new VaseTraits[size];
        this.orders = new WordOrder[size];
        this.pixels = new byte[size][];
        IntStream.range(0, size).parallel().forEach(i -> paint(i, seed));
    }

    private void paint(int i, long seed) {
        Random random = new Random(seed + SPREAD * (i + 1));
        traits[i] = VaseTraits.draw(random);
        orders[i] = anyOrder(random);
        VaseScene scene = captions == CaptionOrder.FREE
                ? VaseScene.draw(random)
                : VaseScene.of(orders[i], traits[i].colour(), random);
        pixels[i] = VasePainter.paint(traits[i], scene, side);
    }

    public int size() {
        return pixels.length;
    }

    public VaseTraits traits(int i) {
        return traits[i];
    }

    /** RGB bytes of a picture, row by row. Not a copy. */
    public byte[] pixels(int i) {
        return pixels[i];
    }

    /** Writes a picture scaled to -1 to 1 as three planes, from {@code offset} on. */
    public void copyPlanes(int i, float[] out, int offset) {
        int plane = side * side;
        for (int p = 0; p < plane; p++) {
            for (int channel = 0; channel < 3; channel++) {
                out[offset + channel * plane + p] = (pixels[i][3 * p + channel] & 0xFF) / 127.5f - 1;
            }
        }
    }

    /** A caption, as words and commas. */
    public List<String> caption(int i, Random random) {
        return Captions.draw(traits[i], captions == CaptionOrder.FREE ? anyOrder(random) : orders[i], random);
    }

    private static WordOrder anyOrder(Random random) {
        return WordOrder.values()[random.nextInt(WordOrder.values().length)];
    }
}
