package io.vasari.contracts;

/**
 * One tar of samples in WebDataset layout ({@code <index>.png}, {@code <index>.json}), and where each image lies in it, so
 * that one image is one range read.
 *
 * @param range the samples in it, in order of their index
 * @param offsets byte offset of each image in the tar, one per sample of the range
 * @param sizes size of each image in bytes, one per sample of the range
 */
public record Shard(SampleRange range, ArtifactRef artifact, long[] offsets, int[] sizes) {
    public Shard {
        if (offsets.length != range.count() || sizes.length != range.count()) {
            throw new IllegalArgumentException("a shard of " + range.count() + " samples has " + offsets.length
                    + " offsets and " + sizes.length + " sizes");
        }
    }

    public long offsetOf(int index) {
        return offsets[index - range.first()];
    }

    public int sizeOf(int index) {
        return sizes[index - range.first()];
    }
}
