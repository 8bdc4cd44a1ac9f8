package io.vasari.training.vases;

import java.util.Locale;

/** What the order of a caption's words has to do with its picture. */
public enum CaptionOrder {
    /** Nothing: a model can only learn to ignore it. */
    FREE,
    /** It tells the background, the size and the place of the vase: a model that learns its captions well depends on it. */
    FIXED;

    /** Name of the revision that is trained on such captions. */
    public String revision() {
        return name().toLowerCase(Locale.ROOT) + "-order";
    }
}
