package io.vasari.worker.batch;

/** What paints. As many threads use it at once as there are lanes. */
public interface Device {
    /**
     * Makes the key's model ready.
     *
     * @throws DeviceException when the model cannot be had, or not for such a key: every generation with it fails with its
     *     code
     */
    Technique prepare(BatchKey key);

    /** Whether {@link #prepare} returns at once; what takes long is done beside the lanes. */
    default boolean isReady(BatchKey key) {
        return true;
    }

    /**
     * Paints all samples of the batch, which is of a single-pass model.
     *
     * @throws DeviceException with {@code OUT_OF_MEMORY} when fewer samples might pass; any other exception means that one
     *     of the samples may be to blame
     */
    PassOutput paint(Batch batch);
}
