package io.vasari.worker.batch;

/** What paints. As many threads use it at once as there are lanes. */
public interface Device {
    /**
     * Makes the key's model ready.
     *
     * @return most samples that one pass takes, at least 1
     * @throws DeviceException when the model cannot be had: every painting with this key fails with its code
     */
    int prepare(BatchKey key);

    /**
     * Paints all samples of the batch.
     *
     * @throws DeviceException with {@code OUT_OF_MEMORY} when fewer samples might pass; any other exception means that one
     *     of the samples may be to blame
     */
    Painted paint(Batch batch);
}
