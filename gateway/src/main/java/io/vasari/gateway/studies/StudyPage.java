package io.vasari.gateway.studies;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of the list of studies. */
@Schema(name = "StudyPage")
public record StudyPage(
        @Schema(description = "Newest first") List<StudyDocument> studies,
        @Schema(description = "Pass it as cursor for the next page; null on the last one")
                Optional<String> nextCursor) {}
