package io.vasari.cli;

/** A command that another jar on the class path adds, found through {@link java.util.ServiceLoader}. */
public interface Extension {
    /** An object with picocli's {@code @Command}. */
    Object command();
}
