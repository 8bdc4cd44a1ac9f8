package io.vasari.artifacts.shard;

import io.vasari.contracts.ArtifactRef;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Shard;
import java.util.Arrays;
import java.util.Optional;

/**
 * Builds the tar of a task in memory: {@code 0000000017.png} and {@code 0000000017.json} for sample 17, in the order of the
 * indices, which is the layout that WebDataset reads. Equal samples are equal bytes. One writer serves one task after the
 * other and keeps a buffer of up to 8 MiB. Not safe for use by many threads at once.
 */
public final class ShardWriter {
    public static final String MEDIA_TYPE = "application/x-tar";

    /** Stands for a sample of a model without a discriminator. */
    public static final float NO_BELIEF = Float.NaN;

    private static final TarHeader PNG = new TarHeader(".png");
    private static final TarHeader JSON = new TarHeader(".json");

    /** Two blocks of zeros end an archive. */
    private static final int END_BYTES = 2 * TarHeader.BLOCK;

    private static final int FIRST_CAPACITY_BYTES = 16 << 10;

    /** A larger buffer is not kept for the next task. */
    private static final int MOST_KEPT_BYTES = 8 << 20;

    private byte[] tar = new byte[FIRST_CAPACITY_BYTES];
    private int length;
    private SampleRange range;
    private Sidecar sidecar;
    private long[] offsets;
    private int[] sizes;
    private int added;

    /** Starts the shard of a task and forgets the one before. */
    public void begin(ModelRef model, long seed, SampleRange range) {
        this.range = range;
        this.sidecar = new Sidecar(model, seed);
        this.offsets = new long[range.count()];
        this.sizes = new int[range.count()];
        this.added = 0;
        this.length = 0;
        if (tar.length > MOST_KEPT_BYTES) {
            tar = new byte[FIRST_CAPACITY_BYTES];
        }
    }

    /** Adds the next sample of the range, and does not say from what noise. */
    public void add(byte[] png, int pngBytes, float belief) {
        add(png, pngBytes, belief, Optional.empty());
    }

    /**
     * Adds the next sample of the range.
     *
     * @param belief the discriminator's, 0 (fake) to 1 (real), or {@link #NO_BELIEF}
     * @param noiseSha256 of the noise that it was made from, in hex
     * @throws IllegalStateException when the range is complete already
     */
    public void add(byte[] png, int pngBytes, float belief, Optional<String> noiseSha256) {
        if (range == null || added == range.count()) {
            throw new IllegalStateException("more samples than the range " + range + " has");
        }
        int index = range.first() + added;
        int jsonBytes = sidecar.write(index, belief, noiseSha256);
        reserve(2 * TarHeader.BLOCK + padded(pngBytes) + padded(jsonBytes));
        offsets[added] = length + TarHeader.BLOCK;
        sizes[added] = pngBytes;
        entry(PNG, index, png, pngBytes);
        entry(JSON, index, sidecar.bytes(), jsonBytes);
        added++;
    }

    /**
     * Ends the archive.
     *
     * @return its length in bytes; they are in {@link #bytes()} until the next {@link #begin}
     * @throws IllegalStateException when samples are missing
     */
    public int finish() {
        if (range == null || added != range.count()) {
            throw new IllegalStateException(added + " samples were added to a shard of " + range);
        }
        reserve(END_BYTES);
        Arrays.fill(tar, length, length + END_BYTES, (byte) 0);
        return length + END_BYTES;
    }

    public byte[] bytes() {
        return tar;
    }

    /** The finished shard, once it is stored as {@code artifact}. */
    public Shard shard(ArtifactRef artifact) {
        return new Shard(range, artifact, offsets, sizes);
    }

    private void entry(TarHeader header, int index, byte[] content, int contentBytes) {
        header.write(tar, length, index, contentBytes);
        length += TarHeader.BLOCK;
        System.arraycopy(content, 0, tar, length, contentBytes);
        Arrays.fill(tar, length + contentBytes, length + padded(contentBytes), (byte) 0);
        length += padded(contentBytes);
    }

    private static int padded(int bytes) {
        return bytes + TarHeader.BLOCK - 1 & -TarHeader.BLOCK;
    }

    private void reserve(int more) {
        long needed = (long) length + more;
        if (needed > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException("a shard of more than 2 GiB; give the task fewer samples than " + range);
        }
        if (needed > tar.length) {
            tar = Arrays.copyOf(tar, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * tar.length)));
        }
    }
}
