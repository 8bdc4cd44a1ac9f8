package io.vasari.models.layers;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;

/**
 * Stands for a tensor that is left out. The engine's native side takes the handle 0 for none everywhere, as it must for a
 * convolution without bias; its Java side lets null through in some calls alone.
 */
final class NoTensor {

    private static final long NONE = 0;

    static final PtNDArray INSTANCE = make();

    private NoTensor() {}

    private static PtNDArray make() {
        PtNDArray none = new PtNDArray((PtNDManager) NDManager.newBaseManager(), NONE);
        NDScope.unregister(none);
        return none;
    }
}
