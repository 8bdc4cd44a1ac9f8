package io.vasari.models;

/**
 * A kind of network that packages can hold. To add one, implement this interface and name the class in {@code
 * META-INF/services/io.vasari.models.ModelFamily}.
 */
public interface ModelFamily {

    /** The {@code family} of the packages it loads. */
    String name();

    /**
     * Loads one revision.
     *
     * @throws ModelLoadException if the package does not fit
     */
    LoadedModel load(ModelFolder folder, String revision);
}
