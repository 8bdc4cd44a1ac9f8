package io.vasari.gateway.openai;

import io.vasari.contracts.Job;
import io.vasari.gateway.uploads.ImageField;

/**
 * An image that is done, as an event of a stream.
 *
 * @param type for example {@code image_generation.completed}
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
        int index,
        String job) {
    static ImageEvent completed(ImageOperation operation, Job job, Painted image) {
        return new ImageEvent(
                operation.event() + ".completed",
                ImageField.write(image.png()),
                job.createdAt().getEpochSecond(),
                ImageAnswer.sizeOf(job),
                "auto",
                ImageAnswer.OPAQUE,
                ImageAnswer.PNG,
                image.index(),
                job.id());
    }
}
