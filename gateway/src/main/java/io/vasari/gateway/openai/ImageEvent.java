package io.vasari.gateway.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vasari.contracts.Job;
import io.vasari.gateway.uploads.ImageField;
import java.time.Instant;
import java.util.Optional;

/**
 * An image as an event of a stream, with the fields of OpenAI's {@code ImageGenCompletedEvent} and
 * {@code ImageGenPartialImageEvent} without {@code usage}, and two of this farm: {@code index} and {@code job}.
 *
 * @param type for example {@code image_generation.completed}
 * @param createdAt of the event, in seconds since 1970
 * @param size that was asked for; a preview may be smaller
 * @param partialImageIndex of a preview: how many of this image came before it
 * @param index which image of the request it is, from 0
 */
record ImageEvent(
        String type,
        String b64Json,
        long createdAt,
        String size,
        String quality,
        String background,
        String outputFormat,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> partialImageIndex,
        int index,
        String job) {
    private static final String QUALITY = "auto";

    static ImageEvent completed(ImageOperation operation, Job job, FinishedImage image, Instant now) {
        return of(operation.event() + ".completed", job, image.png(), now, Optional.empty(), image.index());
    }

    static ImageEvent partial(ImageOperation operation, Job job, PartialImage image, Instant now) {
        return of(
                operation.event() + ".partial_image",
                job,
                image.png(),
                now,
                Optional.of(image.number()),
                image.index());
    }

    private static ImageEvent of(
            String type, Job job, byte[] png, Instant now, Optional<Integer> partialImageIndex, int index) {
        return new ImageEvent(
                type,
                ImageField.write(png),
                now.getEpochSecond(),
                ImageAnswer.sizeOf(job),
                QUALITY,
                ImageAnswer.OPAQUE,
                ImageAnswer.PNG,
                partialImageIndex,
                index,
                job.id());
    }
}
