package io.vasari.gateway.results;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.sheet.ContactSheet;
import io.vasari.contracts.ModelCard;
import io.vasari.contracts.Shard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;

/** A job's first images on one sheet. */
final class SheetPainter {
    private static final int SCALE = 1;
    private static final int GAP_PIXELS = 2;

    /** Four bytes each while it is drawn. */
    static final long MAX_PIXELS = 16L << 20;

    static {
        // The cache of ImageIO is a file for every picture.
        ImageIO.setUseCache(false);
    }

    private final ArtifactStore store;

    SheetPainter(ArtifactStore store) {
        this.store = store;
    }

    /** How many images of a model a sheet has room for. */
    static long roomFor(ModelCard.Image image) {
        return MAX_PIXELS / ((long) (image.width() + GAP_PIXELS) * (image.height() + GAP_PIXELS));
    }

    /**
     * The sheet as a PNG.
     *
     * @param shards in order of their first sample, at least one
     * @param limit how many images at most
     */
    byte[] paint(Iterator<Shard> shards, int columns, int limit) {
        var images = new ArrayList<byte[]>();
        while (shards.hasNext() && images.size() < limit) {
            images.addAll(images(shards.next(), limit - images.size()));
        }
        return new ContactSheet(columns, SCALE, GAP_PIXELS).pngOf(images);
    }

    /** One range read per shard, from its first image to the last that is wanted. */
    private List<byte[]> images(Shard shard, int limit) {
        int count = Math.min(limit, shard.range().count());
        int first = shard.range().first();
        long start = shard.offsetOf(first);
        int last = first + count - 1;
        byte[] bytes =
                store.read(shard.artifact().uri(), start, (int) (shard.offsetOf(last) + shard.sizeOf(last) - start));
        var images = new ArrayList<byte[]>(count);
        for (int index = first; index <= last; index++) {
            int from = (int) (shard.offsetOf(index) - start);
            images.add(Arrays.copyOfRange(bytes, from, from + shard.sizeOf(index)));
        }
        return images;
    }
}
