package io.vasari.cli.paint;

import io.vasari.artifacts.picture.Picture;
import io.vasari.cli.UserError;
import io.vasari.models.DiffusionRequest;
import io.vasari.models.diffusers.DiffusersCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The picture that samples start from, and the mask of what may change; both of one size.
 *
 * @param strength 0 leaves the picture as it is, 1 starts from pure noise
 */
public record StartFiles(Picture image, double strength, Optional<Picture> mask) {

    private static final int CHANNELS = 3;

    /**
     * Reads PNGs or JPEGs.
     *
     * @param strength empty for the one that is usual in diffusers
     * @return empty without an image
     * @throws UserError naming the option that is of no use alone, out of its range, or names no picture of the right size
     */
    public static Optional<StartFiles> read(Optional<Path> image, Optional<Double> strength, Optional<Path> mask) {
        if (image.isEmpty()) {
            strength.ifPresent(given -> refuseAlone("--strength"));
            mask.ifPresent(given -> refuseAlone("--mask"));
            return Optional.empty();
        }
        strength.filter(given -> !(given >= 0 && given <= 1)).ifPresent(given -> {
            throw new UserError("--strength is " + given + ", it must be 0 to 1");
        });
        Picture picture = picture("--init-image", image.get());
        Optional<Picture> holes = mask.map(file -> picture("--mask", file));
        holes.filter(other -> other.width() != picture.width() || other.height() != picture.height())
                .ifPresent(other -> {
                    throw new UserError("--mask has " + size(other) + " pixels, it must have those of --init-image, "
                            + size(picture));
                });
        return Optional.of(new StartFiles(picture, strength.orElse(DiffusersCard.USUAL_STRENGTH), holes));
    }

    /** As a worker is given it: brought to the size that is painted, the mask black and white. */
    public DiffusionRequest.Start of(int widthPixels, int heightPixels) {
        return new DiffusionRequest.Start(
                image.pixels(widthPixels, heightPixels, CHANNELS),
                strength,
                mask.map(holes -> holes.mask(widthPixels, heightPixels)));
    }

    private static void refuseAlone(String option) {
        throw new UserError(option + " is of use only with --init-image; add one, or leave it out");
    }

    private static Picture picture(String option, Path file) {
        try {
            return Picture.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UserError(
                    option + ": cannot read " + file + " (" + e.getClass().getSimpleName() + ")");
        } catch (IllegalArgumentException e) {
            throw new UserError(option + ": " + file + " is " + e.getMessage() + "; name a PNG or a JPEG");
        }
    }

    private static String size(Picture picture) {
        return picture.width() + " x " + picture.height();
    }
}
