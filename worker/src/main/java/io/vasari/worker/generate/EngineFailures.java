package io.vasari.worker.generate;

import ai.djl.engine.EngineException;
import io.vasari.contracts.FailureCode;
import io.vasari.worker.batch.DeviceException;
import java.util.Locale;
import java.util.function.Supplier;

/** What the engine's failures mean. */
final class EngineFailures {
    /**
     * Runs a pass.
     *
     * @param device its name
     * @throws DeviceException when there is no memory for it; what else it throws passes
     */
    static <T> T translated(String device, Supplier<T> pass) {
        try {
            return pass.get();
        } catch (EngineException e) {
            if (isOutOfMemory(e)) {
                throw new DeviceException(FailureCode.OUT_OF_MEMORY, device + " has no memory for the batch: " + e, e);
            }
            throw e;
        }
    }

    /** The engine has no type for it, only words. */
    private static boolean isOutOfMemory(EngineException e) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains("out of memory")
                || text.contains("can't allocate memory")
                || text.contains("not enough memory");
    }

    private EngineFailures() {}
}
