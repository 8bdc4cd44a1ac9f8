package io.vasari.models.diffusers;

/**
 * One component of a folder.
 *
 * @param name for example {@code unet}
 * @param className as in {@code model_index.json}
 * @param parameters numbers in its weights; 0 for components without weights
 */
public record Component(String name, String className, long parameters) {}
