package io.vasari.models.unet;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * Conditions that only some configurations take.
 *
 * @param classLabels int64 of shape (n) for learned classes, float32 of shape (n) for {@code timestep}, else float32 of shape (n,
 *     width); wanted exactly when the config has a class embedding
 * @param textEmbeds pooled text, shape (n, width), wanted by {@code text_time}
 * @param timeIds sizes and crops, shape (n, count), wanted by {@code text_time}
 * @param timestepCondition shape (n, {@code time_cond_proj_dim}), such as the guidance scale of consistency models
 */
public record Extras(
        Optional<NDArray> classLabels,
        Optional<NDArray> textEmbeds,
        Optional<NDArray> timeIds,
        Optional<NDArray> timestepCondition) {

    /** None of them. */
    public static final Extras NONE =
            new Extras(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The same with class labels. */
    public Extras withClassLabels(NDArray labels) {
        return new Extras(Optional.of(labels), textEmbeds, timeIds, timestepCondition);
    }

    /** The same with pooled text, and sizes and crops. */
    public Extras withTextAndTime(NDArray embeds, NDArray ids) {
        return new Extras(classLabels, Optional.of(embeds), Optional.of(ids), timestepCondition);
    }

    /** The same with a condition on the timestep. */
    public Extras withTimestepCondition(NDArray condition) {
        return new Extras(classLabels, textEmbeds, timeIds, Optional.of(condition));
    }
}
