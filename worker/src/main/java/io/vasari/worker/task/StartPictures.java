package io.vasari.worker.task;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.png.Pixels;
import io.vasari.artifacts.png.PngDecoder;
import io.vasari.contracts.ArtifactRef;
import io.vasari.contracts.Conditioning.Sampling;
import io.vasari.contracts.Conditioning.StartImage;
import io.vasari.worker.batch.ResolvedConditioning;
import java.util.Optional;

/** The images that tasks start from: PNGs in the store, of the size that is to be painted. */
final class StartPictures {
    private static final long MOST_BYTES = 256L << 20;
    private static final int GREY = 1;
    private static final int RGB = 3;

    private final ArtifactStore store;

    StartPictures(ArtifactStore store) {
        this.store = store;
    }

    /**
     * Reads an image and its mask.
     *
     * @throws io.vasari.artifacts.StoreException when the store does not give them
     * @throws IllegalArgumentException when they are no PNGs of that size, naming the field
     */
    ResolvedConditioning.Start read(StartImage start, Sampling sampling) {
        byte[] image = decode("start.image", start.image(), sampling, RGB);
        Optional<byte[]> mask = start.mask().map(ref -> decode("start.mask", ref, sampling, GREY));
        return new ResolvedConditioning.Start(image, start.strength(), mask);
    }

    private byte[] decode(String field, ArtifactRef ref, Sampling sampling, int channels) {
        // More bytes than it would have without compression are not read.
        long most = Math.min(MOST_BYTES, 4096 + 2L * RGB * sampling.width() * sampling.height());
        if (ref.sizeBytes() > most) {
            throw new IllegalArgumentException("%s is %s of %d bytes, more than a picture of %d x %d has (%d)"
                    .formatted(field, ref.uri(), ref.sizeBytes(), sampling.width(), sampling.height(), most));
        }
        byte[] png = store.read(ref.uri(), 0, (int) ref.sizeBytes());
        try (var decoder = new PngDecoder()) {
            var shape = PngDecoder.shapeOf(png, 0, png.length);
            if (shape.width() != sampling.width() || shape.height() != sampling.height()) {
                throw new IllegalArgumentException("it has %d x %d pixels, it must have %d x %d"
                        .formatted(shape.width(), shape.height(), sampling.width(), sampling.height()));
            }
            byte[] pixels = new byte[shape.sizeBytes()];
            decoder.decode(png, 0, png.length, pixels, 0);
            return inChannels(pixels, shape, channels);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + " is " + ref.uri() + ": " + e.getMessage(), e);
        }
    }

    private static byte[] inChannels(byte[] pixels, Pixels shape, int channels) {
        if (shape.channels() == channels) {
            return pixels;
        }
        byte[] converted = new byte[shape.width() * shape.height() * channels];
        for (int i = 0; i < shape.width() * shape.height(); i++) {
            if (channels == RGB) {
                converted[3 * i] = converted[3 * i + 1] = converted[3 * i + 2] = pixels[i];
            } else {
                converted[i] = (byte) grey(pixels, 3 * i);
            }
        }
        return converted;
    }

    /** Luma of ITU-R BT.601. */
    private static int grey(byte[] rgb, int at) {
        return (299 * (rgb[at] & 0xFF) + 587 * (rgb[at + 1] & 0xFF) + 114 * (rgb[at + 2] & 0xFF) + 500) / 1000;
    }
}
