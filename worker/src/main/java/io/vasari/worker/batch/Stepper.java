package io.vasari.worker.batch;

import java.util.List;

/** How a stepwise model paints. As many threads use it at once as there are lanes, on different partial samples. */
public interface Stepper {
    /**
     * Starts a sample, before its first step.
     *
     * @param index in the job
     * @throws DeviceException when the model cannot be had, or cannot paint what the order asks for
     */
    PartialSample begin(Order order, int index);

    /**
     * Takes every partial sample one step further in one pass, or none: when it throws, all are as they were.
     *
     * @param partials unfinished, of one key, at most the technique's capacity
     * @throws DeviceException with {@code OUT_OF_MEMORY} when fewer might pass; any other exception means that one of the
     *     samples may be to blame
     */
    void advance(List<PartialSample> partials);

    /**
     * The pictures of finished partial samples, in their order; throws as {@link #advance} does.
     *
     * @param finished of one key, at most the technique's capacity
     */
    PassOutput finish(List<PartialSample> finished);
}
