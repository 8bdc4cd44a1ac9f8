package io.vasari.models.blocks;

import io.vasari.models.layers.GroupNorm;

/**
 * What the group norms of a network have in common.
 *
 * @param groups number of groups, which must divide the channels
 * @param eps added to the variance
 */
public record Norm(int groups, double eps) {

    /** A norm over that many channels. */
    public GroupNorm over(String name, int channels) {
        return new GroupNorm(name, groups, channels, eps);
    }
}
