package io.vasari.evaluator.scoring;

/** A picture of another size or kind than the critic looks at. */
final class OtherPicture extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final boolean matters;

    /** @param matters whether a classifier misses it; a model without one may paint in sizes that its embedder does not know */
    OtherPicture(String message, boolean matters) {
        super(message);
        this.matters = matters;
    }

    boolean matters() {
        return matters;
    }
}
