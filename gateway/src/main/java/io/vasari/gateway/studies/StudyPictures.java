package io.vasari.gateway.studies;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.contracts.Shard;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * The images of a study, small enough that a whole grid fits a page.
 *
 * @param bySample by index in the job; those that were not made are missing
 */
record StudyPictures(Map<Integer, BufferedImage> bySample) {
    /** Of all pictures together. */
    private static final long MOST_PIXELS = 4L << 20;

    private static final int LARGEST_SIDE = 256;

    static {
        // The cache of ImageIO is a file for every picture.
        ImageIO.setUseCache(false);
    }

    /**
     * Reads one shard after the other.
     *
     * @param cells of the grid, which share the room
     */
    static StudyPictures read(ArtifactStore store, List<Shard> shards, int cells) {
        int side = (int) Math.min(LARGEST_SIDE, Math.sqrt((double) MOST_PIXELS / cells));
        var pictures = new HashMap<Integer, BufferedImage>();
        for (var shard : shards) {
            for (int index = shard.range().first(); index < shard.range().end(); index++) {
                byte[] png = store.read(shard.artifact().uri(), shard.offsetOf(index), shard.sizeOf(index));
                pictures.put(index, smaller(decode(png), side));
            }
        }
        return new StudyPictures(pictures);
    }

    Optional<BufferedImage> of(int sample) {
        return Optional.ofNullable(bySample.get(sample));
    }

    /** The longer side of the largest of them, in pixels; 1 where there is none. */
    int side() {
        return bySample.values().stream()
                .mapToInt(picture -> Math.max(picture.getWidth(), picture.getHeight()))
                .max()
                .orElse(1);
    }

    static byte[] png(BufferedImage picture) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static BufferedImage decode(byte[] png) {
        try {
            return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(png)))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no picture: " + Arrays.toString(Arrays.copyOf(png, Math.min(8, png.length)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage smaller(BufferedImage picture, int side) {
        int longer = Math.max(picture.getWidth(), picture.getHeight());
        if (longer <= side) {
            return picture;
        }
        int width = Math.max(1, picture.getWidth() * side / longer);
        int height = Math.max(1, picture.getHeight() * side / longer);
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = small.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(picture, 0, 0, width, height, null);
        pen.dispose();
        return small;
    }
}
