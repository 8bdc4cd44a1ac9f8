package io.vasari.cli.images;

import io.vasari.models.ImageShape;

/** Images, one after another, always in the same order. */
public interface Gallery {
    /** Shows every image. */
    void forEach(Visitor visitor);

    /** Takes one image. */
    interface Visitor {
        /**
         * @param id differs from that of every other image of the gallery
         * @param pixels 8-bit values, row-major, channels side by side, not copied
         * @param shape of 1 channel or 3
         */
        void image(String id, byte[] pixels, ImageShape shape);
    }
}
