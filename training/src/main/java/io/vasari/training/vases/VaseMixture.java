package io.vasari.training.vases;

import java.util.List;
import java.util.Random;

/** Pictures of both sorts: the first half as {@link CaptionOrder#FREE} shows them, the rest as {@link CaptionOrder#FIXED} does. */
public final class VaseMixture {

    /** A seed for pictures that no training sees; trainings take seeds of at least 0. */
    public static final long HELD_OUT_SEED = -1;

    private final VaseSet free;
    private final VaseSet fixed;

    /**
     * Paints both halves.
     *
     * @param size number of pictures
     * @param side width and height in pixels, 128 or a divisor of it
     */
    public VaseMixture(int size, int side, long seed) {
        this.free = new VaseSet(CaptionOrder.FREE, size / 2, side, seed);
        this.fixed = new VaseSet(CaptionOrder.FIXED, size - size / 2, side, ~seed * 31);
    }

    public int size() {
        return free.size() + fixed.size();
    }

    /** The half that a picture belongs to. */
    public CaptionOrder order(int i) {
        return i < free.size() ? CaptionOrder.FREE : CaptionOrder.FIXED;
    }

    public VaseTraits traits(int i) {
        return half(i).traits(within(i));
    }

    /** See {@link VaseSet#pixels}. */
    public byte[] pixels(int i) {
        return half(i).pixels(within(i));
    }

    /** See {@link VaseSet#copyPlanes}. */
    public void copyPlanes(int i, float[] out, int offset) {
        half(i).copyPlanes(within(i), out, offset);
    }

    /** See {@link VaseSet#caption}. */
    public List<String> caption(int i, Random random) {
        return half(i).caption(within(i), random);
    }

    private VaseSet half(int i) {
        return order(i) == CaptionOrder.FREE ? free : fixed;
    }

    private int within(int i) {
        return i < free.size() ? i : i - free.size();
    }
}
