/** Blocks that image networks share: residual, attention and resampling blocks, and the embedding of time. */
package io.vasari.models.blocks;
