package io.vasari.worker.config;

/** What networks run on. */
public enum DeviceKind {
    /** The first GPU that the engine sees, else the CPU. */
    ANY,
    CPU,
    GPU
}
