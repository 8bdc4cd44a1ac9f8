package io.vasari.gateway.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request, read.
 *
 * @param submission as {@code POST /v1/jobs} takes it
 * @param links whether to answer with addresses instead of images
 * @param stream whether to answer with events
 * @param partialImages at most so many previews of each image in the events
 */
record ImageRequest(
        ImageOperation operation, ObjectNode submission, boolean links, boolean stream, int partialImages) {}
