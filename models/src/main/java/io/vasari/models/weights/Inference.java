package io.vasari.models.weights;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Consumer;

/** Runs forward passes that record no gradients and leave no native memory behind. */
public final class Inference {

    private Inference() {}

    /**
     * Runs a pass on this thread.
     *
     * @param pass receives the owner of its intermediate tensors, which are freed when it returns or throws
     */
    public static void run(Consumer<NDManager> pass) {
        NDManager scratch = NDManager.newBaseManager();
        try {
            JniUtils.setGradMode(false);
            pass.accept(scratch);
        } finally {
            scratch.close();
        }
    }
}
