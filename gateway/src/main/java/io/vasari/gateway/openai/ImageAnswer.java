package io.vasari.gateway.openai;

import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.contracts.Job;
import io.vasari.gateway.uploads.ImageField;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The images of a job, as OpenAI's clients read them. */
@Schema(name = "Images")
record ImageAnswer(
        @Schema(description = "When the job was submitted, in seconds since 1970") long created,
        String background,
        String outputFormat,
        @Schema(examples = "32x32") String size,
        @Schema(description = "The job that made them, see /v1/jobs") String job,
        List<Image> data) {
    static final String OPAQUE = "opaque";
    static final String PNG = "png";

    /** One of the two is null. */
    @Schema(name = "GeneratedImage")
    record Image(
            @Schema(description = "The PNG as base64; null when addresses were asked for") Optional<String> b64Json,
            @Schema(description = "Address of the PNG; null unless asked for") Optional<String> url) {}

    /** @param address of this gateway, with a slash at its end, when addresses were asked for */
    static ImageAnswer of(Job job, List<FinishedImage> images, Optional<String> address) {
        return new ImageAnswer(
                job.createdAt().getEpochSecond(),
                OPAQUE,
                PNG,
                sizeOf(job),
                job.id(),
                images.stream()
                        .sorted(Comparator.comparingInt(FinishedImage::index))
                        .map(image -> image(job, image, address))
                        .toList());
    }

    static String sizeOf(Job job) {
        return job.conditioning()
                .map(TextPrompts.class::cast)
                .map(text -> text.sampling().width() + "x" + text.sampling().height())
                .orElse("auto");
    }

    private static Image image(Job job, FinishedImage image, Optional<String> address) {
        return address.isPresent()
                ? new Image(
                        Optional.empty(),
                        address.map(root -> root + "v1/jobs/" + job.id() + "/samples/" + image.index() + ".png"))
                : new Image(Optional.of(ImageField.write(image.png())), Optional.empty());
    }
}
