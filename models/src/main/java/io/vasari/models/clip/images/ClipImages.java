package io.vasari.models.clip.images;

import io.vasari.models.ModelLoadException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Prepares pictures as CLIP's reference implementation does: resize, crop the middle, rescale, normalize. Holds no state; safe
 * for any thread.
 */
public final class ClipImages {

    /** A bound on what a picture of extreme proportions may be blown up to. */
    private static final long MAX_PIXELS = 1L << 26;

    private final ImageConfig config;

    private ClipImages(ImageConfig config) {
        this.config = config;
    }

    /**
     * Reads a {@code preprocessor_config.json}.
     *
     * @throws ModelLoadException if it is missing or broken, or asks for something other than bicubic resampling
     */
    public static ClipImages load(Path file) {
        return new ClipImages(ImageConfig.read(file));
    }

    /**
     * The numbers that the encoder reads; black surrounds a picture that is smaller than the crop.
     *
     * @throws IllegalArgumentException if the picture, resized and not cropped, would exceed 64 million pixels
     */
    public PixelValues prepare(RgbImage image) {
        ImageConfig.Size resized = resized(image);
        Window window = config.crop()
                .map(crop -> Window.centred(resized.width(), resized.height(), crop.width(), crop.height()))
                .orElse(new Window(0, 0, resized.width(), resized.height()));
        Window inside = window.within(resized.width(), resized.height());
        if ((long) inside.width() * Math.max(inside.height(), image.height()) > MAX_PIXELS) {
            throw new IllegalArgumentException("an image of " + image.width() + " x " + image.height()
                    + " pixels would become " + resized.width() + " x " + resized.height() + "; the limit is "
                    + MAX_PIXELS + " pixels");
        }
        RgbImage kept = BicubicResize.resize(image, resized.width(), resized.height(), inside);
        return values(kept, window, inside);
    }

    private ImageConfig.Size resized(RgbImage image) {
        Optional<ImageConfig.Resize> resize = config.resize();
        if (resize.isEmpty()) {
            return new ImageConfig.Size(image.width(), image.height());
        }
        ImageConfig.Size size = resize.get().size();
        if (!resize.get().shortestEdge()) {
            return size;
        }
        int edge = size.width();
        int other = (int) ((double) ((long) edge * Math.max(image.width(), image.height()))
                / Math.min(image.width(), image.height()));
        return image.width() <= image.height() ? new ImageConfig.Size(edge, other) : new ImageConfig.Size(other, edge);
    }

    private PixelValues values(RgbImage kept, Window window, Window inside) {
        float[] values = new float[RgbImage.CHANNELS * window.width() * window.height()];
        int at = 0;
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
            float[] byLevel = byLevel(channel);
            for (int y = 0; y < window.height(); y++) {
                for (int x = 0; x < window.width(); x++) {
                    int fromLeft = x + window.left() - inside.left();
                    int fromTop = y + window.top() - inside.top();
                    boolean covered =
                            fromLeft >= 0 && fromLeft < kept.width() && fromTop >= 0 && fromTop < kept.height();
                    values[at++] = byLevel[covered ? kept.level(fromLeft, fromTop, channel) : 0];
                }
            }
        }
        return new PixelValues(window.width(), window.height(), values);
    }

    /** Rescaled in float64 and rounded, then normalized in float32, as the reference does. */
    private float[] byLevel(int channel) {
        float[] byLevel = new float[256];
        for (int level = 0; level < byLevel.length; level++) {
            float rescaled = (float) (level * config.rescale());
            byLevel[level] = config.normalize()
                    .map(normalize -> (rescaled - normalize.mean().get(channel).floatValue())
                            / normalize.std().get(channel).floatValue())
                    .orElse(rescaled);
        }
        return byLevel;
    }
}
